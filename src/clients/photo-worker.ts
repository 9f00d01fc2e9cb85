/** Draws a photo anew, on a thread of its own: what decodes a stranger's file may hang or die, and nothing else does. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { lookOf } from "../core/media/look-of.ts";
import type { PictureSize } from "../core/media/picture-size.ts";
import type { Photo } from "../core/ports.ts";
import { pngOfWebp } from "./webp.ts";

export type PhotoWork = { bytes: Uint8Array; type: string; size: PictureSize; mostPixelsWide: number };

/** By orientation: what brings a picture of this width and height upright. */
const UPRIGHT: ((width: number, height: number) => string)[] = [
  () => "",
  (width) => `matrix(-1 0 0 1 ${width} 0)`,
  (width, height) => `matrix(-1 0 0 -1 ${width} ${height})`,
  (_, height) => `matrix(1 0 0 -1 0 ${height})`,
  () => "matrix(0 1 1 0 0 0)",
  (_, height) => `matrix(0 1 -1 0 ${height} 0)`,
  (width, height) => `matrix(0 -1 -1 0 ${height} ${width})`,
  (width) => `matrix(0 -1 1 0 0 ${width})`,
];

const { bytes, type, size, mostPixelsWide } = workerData as PhotoWork;
const { width, height, turned } = size;
const [wide, high] = turned > 4 ? [height, width] : [width, height];
const scale = Math.min(1, mostPixelsWide / Math.max(wide, high));
const [toWide, toHigh] = [wide, high].map((side) => Math.max(1, Math.round(side * scale)));

const picture =
  type === "image/webp" ? { type: "image/png", bytes: await pngOfWebp(bytes, size, mostPixelsWide) } : { type, bytes };
await initWasm(await readFile(fileURLToPath(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm"))));
const image = `<image width="${width}" height="${height}" preserveAspectRatio="none" transform="${UPRIGHT[turned - 1]?.(width, height) ?? ""}" href="data:${picture.type};base64,${Buffer.from(picture.bytes).toString("base64")}"/>`;
const drawn = new Resvg(
  `<svg xmlns="http://www.w3.org/2000/svg" width="${toWide}" height="${toHigh}" viewBox="0 0 ${wide} ${high}">${image}</svg>`,
).render();
const pixels = drawn.pixels;
// What cannot be decoded is drawn as nothing at all.
const photo: Photo | undefined = pixels.some((value, index) => index % 4 === 3 && value > 0)
  ? { png: drawn.asPng(), look: lookOf(pixels, drawn.width, drawn.height) }
  : undefined;
parentPort?.postMessage(photo);
