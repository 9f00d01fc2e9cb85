/** People's text may be at most this long; WhatsApp allows 4,096 and Slack 40,000 characters. */
export const MAX_TEXT = 12_000;

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/** Overrides that make text read in another order than it is stored (Unicode TR 36); plain marks stay. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text that PostgreSQL stores and a screen shows as meant: no NUL, no lone surrogate, no direction override; cut at MAX_TEXT. */
export function cleanText(text: string): string {
  const clean = text.toWellFormed().replace(CONTROL, "").replace(DIRECTION, "").replace(/\r\n?/g, "\n");
  return clean.length <= MAX_TEXT ? clean : clean.slice(0, MAX_TEXT).toWellFormed();
}

/** The same shape with every string in it made clean. */
export function cleanStrings<Shape>(shape: Shape): Shape {
  if (typeof shape === "string") return cleanText(shape) as Shape;
  if (Array.isArray(shape)) return shape.map(cleanStrings) as Shape;
  if (typeof shape !== "object" || shape === null) return shape;
  return Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, cleanStrings(value)])) as Shape;
}
