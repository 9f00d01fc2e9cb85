/**
 * What a picture looks like, in 128 bits: it is averaged to nine by nine fields, and each bit says whether a field is darker
 * than the one to its right, or below it. The same photo saved again, smaller or compressed harder, differs in a few bits, two
 * photos in about half of them.
 */

/** Bits in which two pictures of one photo may differ. */
export const SAME_LOOK = 10;

const FIELDS = 9;
/** Brightness of 255 by which the fields must differ from their mean: a wall tells nothing. */
const FLAT = 4;

/** "0110…" of RGBA pixels; undefined for a picture of one colour. */
export function lookOf(pixels: Uint8Array, width: number, height: number): string | undefined {
  const fields = averaged(pixels, width, height);
  const mean = fields.reduce((sum, field) => sum + field, 0) / fields.length;
  const deviation = Math.sqrt(fields.reduce((sum, field) => sum + (field - mean) ** 2, 0) / fields.length);
  if (!(deviation >= FLAT)) return undefined;
  const bits: string[] = [];
  for (const step of [1, FIELDS])
    for (let row = 0; row < FIELDS - 1; row += 1)
      for (let column = 0; column < FIELDS - 1; column += 1) {
        const at = row * FIELDS + column;
        bits.push((fields[at] ?? 0) < (fields[at + step] ?? 0) ? "1" : "0");
      }
  return bits.join("");
}

/** The brightness of each field (ITU-R BT.601), row by row. */
function averaged(pixels: Uint8Array, width: number, height: number): number[] {
  const sums = new Array<number>(FIELDS * FIELDS).fill(0);
  const counts = new Array<number>(FIELDS * FIELDS).fill(0);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * FIELDS) / height) * FIELDS;
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const field = row + Math.floor((x * FIELDS) / width);
      sums[field] = (sums[field] ?? 0) + brightness(pixels, at);
      counts[field] = (counts[field] ?? 0) + 1;
    }
  }
  return sums.map((sum, index) => sum / Math.max(1, counts[index] ?? 0));
}

const brightness = (pixels: Uint8Array, at: number) =>
  0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
