import { createServer, type Server } from "node:net";
import { afterEach, expect, it } from "vitest";
import { onceItAnswers } from "../../src/db/once-it-answers.ts";
import { openPostgres } from "../../src/db/postgres.ts";
import { freePort } from "../support/free-port.ts";

let server: Server | undefined;
afterEach(() => server?.close());

const addressAt = (port: number) => `postgres://castmatch@127.0.0.1:${port}/castmatch`;

it("a database that nobody serves is unavailable at once, for a statement, a transaction and a listener", async () => {
  const db = openPostgres(addressAt(await freePort()));
  const refused = { code: "unavailable", cause: expect.objectContaining({ code: "ECONNREFUSED" }) };
  await expect(db.query(`select 1`)).rejects.toMatchObject(refused);
  await expect(db.as(crypto.randomUUID()).query(`select 1`)).rejects.toMatchObject(refused);
  await expect(db.transaction((tx) => tx.query(`select 1`))).rejects.toMatchObject(refused);
  await expect(db.listen("news", () => undefined)).rejects.toMatchObject(refused);
  await db.close();
});

it("a server that takes the connection and says nothing is unavailable after the time to connect", async () => {
  server = createServer((socket) => socket.on("error", () => undefined));
  const port = await freePort();
  await new Promise<void>((listening) => server?.listen(port, "127.0.0.1", listening));
  const db = openPostgres(addressAt(port));
  await expect(db.query(`select 1`)).rejects.toMatchObject({ code: "unavailable" });
});

it("a database that is only just starting is waited for, and one that never does is told of plainly", async () => {
  const warnings: unknown[] = [];
  const log = { warn: (fields: unknown) => void warnings.push(fields) };
  const db = openPostgres(addressAt(await freePort()));
  let tries = 0;
  const starting = async () => {
    tries += 1;
    return tries < 3 ? db.query(`select 1`) : "it answers";
  };
  expect(await onceItAnswers(starting, { withinMs: 20_000, log })).toBe("it answers");
  expect(warnings).toHaveLength(1);
  await expect(onceItAnswers(() => db.query(`select 1`), { withinMs: 0, log })).rejects.toMatchObject({
    code: "unavailable",
    said: 'The database does not answer (ECONNREFUSED). Is it running, and is DATABASE_URL right? "npm run doctor" looks closer.',
  });
  const wrong = new Error("a migration is wrong");
  await expect(onceItAnswers(() => Promise.reject(wrong), { withinMs: 20_000, log })).rejects.toBe(wrong);
  await db.close();
});
