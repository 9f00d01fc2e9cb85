import { join } from "node:path";
import type { Config } from "../../config.ts";
import type { Files } from "../../core/ports.ts";
import { createDiskFiles } from "./disk-files.ts";

/** Where sides and self-tapes are kept: the data directory, or the bucket of MEDIA_URL. */
export async function createFiles({ mediaUrl, dataDir }: Pick<Config, "mediaUrl" | "dataDir">): Promise<Files> {
  const folder = join(dataDir, "media");
  if (!mediaUrl) return createDiskFiles(folder);
  return (await import("./bucket-files.ts")).createBucketFiles(mediaUrl, folder);
}
