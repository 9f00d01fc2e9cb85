import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { scaled } from "./database.ts";

/** A data directory of a test's own, to be removed by it; its embedded database is migrated, and empty. */
export function makeDataDir(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `castmatch-${name}-`));
  if (!scaled) cpSync(inject("dataTemplate"), folder, { recursive: true });
  return folder;
}
