import { crc32, deflateSync } from "node:zlib";

/** Rows from the top; eight bits a channel, `channels` of them a pixel: colours, or colours and how opaque they are. */
export type Pixels = { data: Uint8Array | Uint8ClampedArray; width: number; height: number; channels?: 3 | 4 };

const COLOUR_TYPE = { 3: 2, 4: 6 };

/** Pixels as a PNG (ISO 15948), each row without a filter: quick to write, not small. */
export function pngOfPixels({ data, width, height, channels = 4 }: Pixels): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, COLOUR_TYPE[channels]], 8);
  const bytesWide = width * channels;
  const rows = Buffer.alloc(height * (1 + bytesWide));
  for (let y = 0; y < height; y += 1)
    rows.set(data.subarray(y * bytesWide, (y + 1) * bytesWide), y * (1 + bytesWide) + 1);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 1 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
