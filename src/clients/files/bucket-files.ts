import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { AwsClient } from "aws4fetch";
import { AppError } from "../../core/errors.ts";
import type { Files } from "../../core/ports.ts";
import { createIncoming } from "./incoming.ts";

/** A file of 100 MB over a slow line. */
const KEEP_MS = 120_000;
const READ_MS = 30_000;

/**
 * Files in a bucket of any S3-compatible storage, at `https://KEY:SECRET@host/bucket?region=…`. What comes in waits on the
 * disk, so that its length and its type are known before it is sent on.
 */
export function createBucketFiles(mediaUrl: string, folder: string): Files {
  const given = new URL(mediaUrl);
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(given.username),
    secretAccessKey: decodeURIComponent(given.password),
    service: "s3",
    region: given.searchParams.get("region") ?? "us-east-1",
    retries: 0,
  });
  const base = `${given.origin}${given.pathname.replace(/\/+$/, "")}`;
  const { pathOf, drop, receive } = createIncoming(join(folder, "incoming"));
  const ask = async (key: string, init: RequestInit): Promise<Response> => {
    const request = await client.sign(`${base}/${key}`, init);
    try {
      return await fetch(request);
    } catch (cause) {
      throw new AppError("unavailable", "the file storage did not answer", { cause });
    }
  };
  return {
    receive,
    drop,
    async keep(received, key) {
      const file = Readable.toWeb(createReadStream(pathOf(received))) as ReadableStream<Uint8Array>;
      const response = await ask(key, {
        method: "PUT",
        body: file,
        headers: {
          "content-length": String(received.bytes),
          "content-type": received.type ?? "application/octet-stream",
          "x-amz-content-sha256": received.sha256,
        },
        signal: AbortSignal.timeout(KEEP_MS),
        ...{ duplex: "half" },
      });
      await response.body?.cancel();
      if (!response.ok) throw new AppError("unavailable", `the file storage answered ${response.status} to a new file`);
      await drop(received);
    },
    async remove(key) {
      const response = await ask(key, { method: "DELETE", signal: AbortSignal.timeout(READ_MS) });
      await response.body?.cancel();
      if (!response.ok && response.status !== 404)
        throw new AppError("unavailable", `the file storage answered ${response.status} to a removal`);
    },
    async read(key, range) {
      const headers = range ? { range: `bytes=${range.from}-${range.to}` } : undefined;
      const response = await ask(key, { ...(headers && { headers }), signal: AbortSignal.timeout(READ_MS) });
      if (response.ok && response.body) {
        const whole = Number(response.headers.get("content-range")?.split("/")[1]);
        return { body: response.body, bytes: whole || Number(response.headers.get("content-length")) };
      }
      await response.body?.cancel();
      if (response.status === 404) return undefined;
      throw new AppError("unavailable", `the file storage answered ${response.status}`);
    },
  };
}
