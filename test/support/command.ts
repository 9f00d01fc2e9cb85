import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { afterAll, beforeAll } from "vitest";
import { makeDataDir } from "./data-dir.ts";
import { programServices } from "./database.ts";

type Ended = { code: number; out: string; said: string };

/** One of the program's commands (src/NAME.ts) with a database of its own for the tests of a file. */
export function stageCommand(name: string) {
  const command = new URL(`../../src/${name}.ts`, import.meta.url).pathname;
  const dataDir = makeDataDir(name);
  let services: Awaited<ReturnType<typeof programServices>>;
  beforeAll(async () => {
    services = await programServices();
  });
  afterAll(async () => {
    await services.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    dataDir,
    /** Where its database is, for `openDatabase`. */
    place: () => ({
      databaseUrl: services.env.DATABASE_URL,
      databaseOwnerUrl: services.env.DATABASE_OWNER_URL,
      dataDir,
    }),
    run: (args: string[] = [], env = services.env): Promise<Ended> =>
      new Promise((done) => {
        execFile(
          process.execPath,
          [command, ...args],
          { env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...env } },
          (error, out, said) => done({ code: error ? Number(error.code) : 0, out, said }),
        );
      }),
  };
}
