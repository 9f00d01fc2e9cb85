import { pngOfPixels } from "../../src/clients/png.ts";

type Colour = readonly [number, number, number];

/** A PNG of these colours. */
export function pngOf(width: number, height: number, colour: (x: number, y: number) => Colour): Uint8Array {
  const data = Buffer.alloc(height * width * 3);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data.set(colour(x, y), (y * width + x) * 3);
  return pngOfPixels({ data, width, height, channels: 3 });
}

/** Somebody before a wall, another for each number; the same from so many pixels to so many more. */
export function portrait(seed: number, width = 90): Uint8Array {
  return pngOf(width, Math.round((width * 4) / 3), (x, y) => {
    const [across, down] = [x / width, (y * 3) / (width * 4)];
    const wave = Math.sin((across * 3 + seed * 1.7) * 2) + Math.cos((down * 4 - seed * 2.3) * 2);
    const level = Math.round(128 + 50 * wave);
    return [level, 255 - level, (level * 7) % 256];
  });
}

/** 48 by 32, dark on the left and bright on the right. */
export const JPEG = Buffer.from(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAgADADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAABQYH/8QAFxAAAwEAAAAAAAAAAAAAAAAAAAEEMf/EABoBAAICAwAAAAAAAAAAAAAAAAIFAAEDBAb/xAAWEQADAAAAAAAAAAAAAAAAAAAAAQP/2gAMAwEAAhEDEQA/AIidYJzrA+dYJzrC6xImITrBOdYHToTnWCusQ0xCdYJzoPnWCc6wV1iGmZJOsEp1gfOsE51h39YmqmITrBOdYHzrBOdYK6xDTEJ1gnOsD51glOsFdYmRM//Z",
  "base64",
);
/** 48 by 32 in shades of grey, dark on the left: lossy and lossless WebP. */
export const WEBP = Buffer.from(
  "UklGRlIAAABXRUJQVlA4IEYAAADwBACdASowACAAPtFaoU2oJaMiOqgBABoJaQALX6Uo+XWbgovKzpfo810RmKW4OwAA/vbdMkWDqQtnk4OvMbsBGdVAAAAA",
  "base64",
);
export const LOSSLESS_WEBP = Buffer.from("UklGRiYAAABXRUJQVlA4TBoAAAAvL8AHAM1UIKL/AaVtGzCd//9dXBARia5x5w==", "base64");

/** The extended form of the lossless one, as large as this, which may move, and is to be turned. */
export function extendedWebp({ width = 48, height = 32, flags = 0x08, turned = 6 } = {}): Uint8Array {
  const head = Buffer.alloc(18);
  head.write("VP8X", "latin1");
  head.writeUInt32LE(10, 4);
  head.writeUInt8(flags, 8);
  head.writeUIntLE(width - 1, 12, 3);
  head.writeUIntLE(height - 1, 15, 3);
  const exif = Buffer.alloc(8 + 26);
  exif.write("EXIF", "latin1");
  exif.writeUInt32LE(26, 4);
  exif.set(exifOf(turned), 8);
  const parts = Buffer.concat([Buffer.from("WEBP", "latin1"), head, LOSSLESS_WEBP.subarray(12), exif]);
  const riff = Buffer.alloc(8);
  riff.write("RIFF", "latin1");
  riff.writeUInt32LE(parts.length, 4);
  return Buffer.concat([riff, parts]);
}

function exifOf(orientation: number): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4);
  tiff.write("II*\0", 0, "latin1");
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  return tiff;
}

/** The same JPEG with an Exif part that says how it is to be turned, and where it was taken. */
export function turnedJpeg(orientation: number): Uint8Array {
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), exifOf(orientation), Buffer.from("GPS: 19.07,72.87")]);
  const part = Buffer.alloc(4);
  part.writeUInt16BE(0xffe1, 0);
  part.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([JPEG.subarray(0, 2), part, exif, JPEG.subarray(2)]);
}
