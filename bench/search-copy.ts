/** Rows on their way into PostgreSQL by COPY: text for profiles, binary for vectors. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { findBinaries } from "../test/services/find-binaries.ts";
import { DIMENSION, isMinor, MODEL, personId, vectorOf } from "./search-people.ts";

/** Copies what is written to it, as the owner, without looking whether keys of other tables are there. */
export function copyInto(url: string, copy: string) {
  const psql = spawn(join(findBinaries().postgresBin, "psql"), ["-q", "-X", "-v", "ON_ERROR_STOP=1", url, "-c", copy], {
    env: { PGOPTIONS: "-c session_replication_role=replica" },
    stdio: ["pipe", "inherit", "inherit"],
  });
  const ended = once(psql, "exit");
  return {
    write: async (rows: string | Buffer) => {
      if (!psql.stdin.write(rows)) await once(psql.stdin, "drain");
    },
    end: async () => {
      psql.stdin.end();
      const [code] = await ended;
      if (code !== 0) throw new Error(`psql ended with ${code}: ${copy}`);
    },
  };
}

type Cell = string | number | boolean | null | string[] | object;

const escaped = (text: string) =>
  text.replaceAll(/[\\\t\n\r]/g, (one) => `\\${one === "\t" ? "t" : one === "\n" ? "n" : one === "\r" ? "r" : one}`);
const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, "\\$&")}"`;

/** A row of COPY's text format. */
export const lineOf = (cells: Cell[]): string =>
  `${cells
    .map((cell) => {
      if (cell === null) return "\\N";
      if (Array.isArray(cell)) return escaped(`{${cell.map(quoted).join(",")}}`);
      return escaped(typeof cell === "object" ? JSON.stringify(cell) : String(cell));
    })
    .join("\t")}\n`;

const HEAD = Buffer.concat([Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), Buffer.alloc(8)]);
const ROWS_AT_ONCE = 500;

/** The vectors of places 0 to `count`, straight into the side table; minors have none. */
export async function copyVectors(url: string, workspaceId: string, count: number): Promise<void> {
  const columns = "person_id, workspace_id, model, dimension, content_hash, embedding";
  const into = copyInto(url, `copy profile_vectors (${columns}) from stdin (format binary)`);
  await into.write(HEAD);
  const bytes = (hex: string) => Buffer.from(hex.replaceAll("-", ""), "hex");
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const rows: Buffer[] = [];
    for (let place = from; place < Math.min(count, from + ROWS_AT_ONCE); place += 1) {
      if (isMinor(place)) continue;
      const dimension = Buffer.alloc(4);
      dimension.writeInt32BE(DIMENSION);
      const halves = Buffer.from(new Float16Array(vectorOf(place)).buffer).swap16();
      const shape = Buffer.from([DIMENSION >> 8, DIMENSION & 255, 0, 0]);
      const fields = [
        bytes(personId(place)),
        bytes(workspaceId),
        Buffer.from(MODEL),
        dimension,
        Buffer.from("bulk"),
        Buffer.concat([shape, halves]),
      ];
      rows.push(Buffer.from([0, fields.length]), ...fields.flatMap((field) => [sizeOf(field), field]));
    }
    await into.write(Buffer.concat(rows));
  }
  await into.write(Buffer.from([255, 255]));
  await into.end();
}

function sizeOf(field: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeInt32BE(field.length);
  return size;
}
