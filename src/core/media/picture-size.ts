/**
 * How large a picture says it is, read from its first parts without decoding it: a file of a few KB may claim to be a
 * gigapixel. JPEG (ITU T.81, B.1), PNG (ISO 15948, 11.2.1), WebP (RFC 9649). Each is one pass over the file.
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
  const size = jpeg(view) ?? png(view) ?? webp(view);
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

const EXIF = 0x45786966;

/** Of an Exif part from here to there: the header where it has one, then entries of twelve bytes. */
function orientation(view: DataView, from: number, to: number): number | undefined {
  if (to - from < 14) return undefined;
  const tiff = view.getUint32(from) === EXIF ? from + 6 : from;
  if (![0x4949, 0x4d4d].includes(view.getUint16(tiff))) return undefined;
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

const fourBytes = (text: string) => Buffer.from(text, "latin1").readUInt32BE();
const [RIFF, WEBP, LOSSY, LOSSLESS, EXTENDED] = ["RIFF", "WEBP", "VP8 ", "VP8L", "VP8X"].map(fourBytes);
/** In the flags of the extended form: it moves. */
const ANIMATED = 0x02;

/** A moving one is none. */
function webp(view: DataView): PictureSize | undefined {
  if (view.byteLength < 30 || view.getUint32(0) !== RIFF || view.getUint32(8) !== WEBP) return undefined;
  const form = view.getUint32(12);
  const word = (at: number) => view.getUint16(at, true);
  if (form === LOSSY) return { width: word(26) & 0x3fff, height: word(28) & 0x3fff, turned: 1 };
  if (form === LOSSLESS) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1, turned: 1 };
  }
  if (form !== EXTENDED || view.getUint8(20) & ANIMATED) return undefined;
  const side = (at: number) => (word(at) | (view.getUint8(at + 2) << 16)) + 1;
  return { width: side(24), height: side(27), turned: turnedWebp(view) };
}

/** Parts of a name, a length and as many bytes, to an even number. */
function turnedWebp(view: DataView): number {
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const length = view.getUint32(at + 4, true);
    const end = Math.min(at + 8 + length, view.byteLength);
    if (view.getUint32(at) === fourBytes("EXIF")) return orientation(view, at + 8, end) ?? 1;
    at = at + 8 + length + (length % 2);
  }
  return 1;
}
