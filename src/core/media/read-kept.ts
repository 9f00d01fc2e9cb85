import { AppError } from "../errors.ts";
import type { Files } from "../ports.ts";

/** The whole of a kept file; only for what is small. Throws `not_found`. */
export async function readKept(files: Pick<Files, "read">, key: string): Promise<Uint8Array> {
  const found = await files.read(key);
  if (!found) throw new AppError("not_found", "a kept file is gone");
  return new Uint8Array(await new Response(found.body).arrayBuffer());
}
