import { type Reading, take } from "./reading.ts";

const AMOUNT = "(?:₹|rs\\.?|inr)?\\s{0,2}(\\d{1,3}(?:,\\d{2,3}){1,3}|\\d{1,7})(?:\\.(\\d{1,2}))?\\s{0,2}";
const UNIT = "(k|hazaa?r|hajar|thousand|lakhs?|lacs?)";
/** With the day, with a word for money, or with thousands or lakhs: in this order a number is taken for a rate. */
const RATES = [
  new RegExp(
    `${AMOUNT}${UNIT}?\\s{0,2}(?:rs|rupees|rupaye|rupaiye)?\\s{0,2}(?:\\/-)?\\s{0,2}(?:(?:a|per|\\/|prati|har|for a)\\s{0,2}(?:day|din|divas)|roz|daily|pd\\b)`,
  ),
  new RegExp(`(?:budget|rate|fees?|₹|rs\\.?|inr)\\s{0,3}(?:of|is|:)?\\s{0,2}${AMOUNT}${UNIT}?\\b`),
  new RegExp(`${AMOUNT}${UNIT}\\b(?!\\s{0,2}(?:followers|subs|views))`),
];
const WHOLE = /^\s{0,2}(?:for|per|a|\/)?\s{0,2}(?:the |whole )?(?:film|project|month|series|episode|season|shoot)\b/;

/** Paise a day. */
export function findRate(reading: Reading): number | undefined {
  for (const [index, form] of RATES.entries()) {
    const found = form.exec(reading.text);
    if (!found) continue;
    const amount = Number(`${(found[1] ?? "").replaceAll(",", "")}.${found[2] ?? 0}`);
    const unit = found[3] ?? "";
    const rupees = Math.round(amount * (unit.startsWith("la") ? 100_000 : unit ? 1_000 : 1));
    if (rupees < 100 || rupees > 50_000_000) continue;
    const whole = index > 0 && WHOLE.test(reading.text.slice(found.index + found[0].length));
    take(reading, found);
    if (whole) {
      reading.ignored.push("a rate that is not for a day");
      return undefined;
    }
    if (index > 0) reading.assumed.push("the rate is for a day");
    return rupees * 100;
  }
  return undefined;
}

const FEET = /\b([4-7])\s{0,2}(?:'|’|ft\b|feet|foot)\s{0,2}(\d{1,2}\b)?(?:"|”|''|\s{0,2}in(?:ch(?:es)?)?\b)?/;
const CM = /\b(1[2-9]\d|2[01]\d)\s{0,2}cms?\b/;

export function findHeight(reading: Reading): { min?: number; max?: number } | undefined {
  const feet = FEET.exec(reading.text);
  const found = feet ?? CM.exec(reading.text);
  if (!found) return undefined;
  const cm = feet ? Math.round((Number(feet[1]) * 12 + Number(feet[2] ?? 0)) * 2.54) : Number(found[1]);
  const before = reading.text.slice(Math.max(0, found.index - 16), found.index);
  const after = reading.text.slice(found.index + found[0].length, found.index + found[0].length + 16);
  take(reading, found);
  const most =
    /(under|below|max|upto|up to|shorter)/.test(before) || /^\s{0,2}(and|or) (below|under|shorter)/.test(after);
  return most ? { max: cm } : { min: cm };
}
