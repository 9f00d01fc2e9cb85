/**
 * A WebP photo as PNG, by libwebp in WebAssembly and smaller where it is large. For a thread of its own: what decodes a
 * stranger's file may hang or die.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import decode, { init } from "@jsquash/webp/decode.js";
import type { PictureSize } from "../core/media/picture-size.ts";
import { type Pixels, pngOfPixels } from "./png.ts";

/** Throws for what cannot be decoded, moves, or is of another size than it says. */
export async function pngOfWebp(bytes: Uint8Array, said: PictureSize, mostPixelsWide: number): Promise<Uint8Array> {
  // The decoder answers with what browsers have for pixels.
  Object.assign(globalThis, {
    ImageData: function (this: Pixels, data: Uint8ClampedArray, width: number, height: number) {
      Object.assign(this, { data, width, height });
    },
  });
  const file = fileURLToPath(import.meta.resolve("@jsquash/webp/codec/dec/webp_dec.wasm"));
  await init({ wasmBinary: await readFile(file) });
  const pixels = (await decode(Uint8Array.from(bytes).buffer)) as Pixels;
  if (pixels.width !== said.width || pixels.height !== said.height)
    throw new Error("a WebP of another size than it says");
  return pngOfPixels(shrunk(pixels, Math.max(1, Math.floor(Math.max(said.width, said.height) / mostPixelsWide))));
}

const CHANNELS = 4;

/** Each so many by so many pixels become one, their mean. */
function shrunk({ data, width, height }: Pixels, by: number): Pixels {
  if (by === 1) return { data, width, height };
  const [wide, high] = [Math.floor(width / by), Math.floor(height / by)];
  const small = new Uint8ClampedArray(wide * high * CHANNELS);
  for (let at = 0; at < small.length; at += 1) {
    const [place, channel] = [Math.floor(at / CHANNELS), at % CHANNELS];
    const from = (Math.floor(place / wide) * by * width + (place % wide) * by) * CHANNELS + channel;
    let sum = 0;
    for (let down = 0; down < by; down += 1)
      for (let across = 0; across < by; across += 1) sum += data[from + (down * width + across) * CHANNELS] ?? 0;
    small[at] = sum / (by * by);
  }
  return { data: small, width: wide, height: high };
}
