/**
 * How large a picture says it is, read from its first parts without decoding it: a file of a few KB may claim to be a
 * gigapixel. JPEG (ITU T.81, B.1), PNG (ISO 15948, 11.2.1). Each is one pass over the file.
 */
export type PictureSize = {
  width: number;
  height: number;
  /** How it is to be turned to stand upright, 1 to 8 (Exif 3.0, tag 0112). */
  turned: number;
};

/** Undefined for what is no picture of these kinds. */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = jpeg(view) ?? png(view);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

function jpeg(view: DataView): PictureSize | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let turned = 1;
  for (let at = 2; at + 9 < view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5), turned };
    const length = view.getUint16(at + 2);
    if (length < 2) return undefined;
    if (marker === 0xe1) turned = orientation(view, at + 4, Math.min(at + 2 + length, view.byteLength)) ?? turned;
    at += 2 + length;
  }
  return undefined;
}

/** Of an Exif part from here to there: the header, then entries of twelve bytes. */
function orientation(view: DataView, from: number, to: number): number | undefined {
  if (to - from < 14 || view.getUint32(from) !== 0x45786966) return undefined;
  const tiff = from + 6;
  const little = view.getUint16(tiff) === 0x4949;
  const first = tiff + view.getUint32(tiff + 4, little);
  if (first + 2 > to) return undefined;
  const entries = view.getUint16(first, little);
  for (let entry = 0, at = first + 2; entry < entries && at + 12 <= to; entry += 1, at += 12) {
    if (view.getUint16(at, little) !== 0x0112) continue;
    const turned = view.getUint16(at + 8, little);
    return turned >= 1 && turned <= 8 ? turned : undefined;
  }
  return undefined;
}

function png(view: DataView): PictureSize | undefined {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47 || view.getUint32(12) !== 0x49484452) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20), turned: 1 };
}
