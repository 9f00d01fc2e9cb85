import { Worker } from "node:worker_threads";
import { pictureSize } from "../core/media/picture-size.ts";
import type { Photo, ReadPhoto } from "../core/ports.ts";
import type { PhotoWork } from "./photo-worker.ts";

/** 160 MB while it is decoded; phones make 12 to 50 million, and what chats carry is far smaller. */
const MOST_PIXELS = 40_000_000;
/** What a card, a page and a review need. */
const MOST_PIXELS_WIDE = 960;
const LONGEST_MS = 20_000;

/** Reads photos one after the other, each on a thread that ends with it. */
export function createPhotos({
  workerFile = new URL("./photo-worker.ts", import.meta.url),
  longestMs = LONGEST_MS,
} = {}): ReadPhoto {
  let last: Promise<unknown> = Promise.resolve();
  return (bytes, type) => {
    const size = pictureSize(bytes);
    if (!size || size.width * size.height > MOST_PIXELS) return Promise.resolve(undefined);
    const work: PhotoWork = { bytes, type, size, mostPixelsWide: MOST_PIXELS_WIDE };
    const photo = last.then(() => draw(workerFile, work, longestMs));
    last = photo.catch(() => undefined);
    return photo;
  };
}

/** Undefined also when the thread dies over it, or thinks for too long. */
async function draw(workerFile: URL, work: PhotoWork, longestMs: number): Promise<Photo | undefined> {
  const worker = new Worker(workerFile, { workerData: work });
  const done = Promise.withResolvers<Photo | undefined>();
  worker.on("message", (photo: Photo | undefined) => done.resolve(photo));
  worker.on("error", () => done.resolve(undefined));
  worker.on("exit", () => done.resolve(undefined));
  const timer = setTimeout(() => done.resolve(undefined), longestMs);
  try {
    return await done.promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
