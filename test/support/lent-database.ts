/**
 * Loading a copy of the embedded database takes over a second, putting its rows back a tenth: a database that was closed
 * is put back and lent again, also to the test files that this process runs afterwards.
 */
import { readFileSync } from "node:fs";
import { inject } from "vitest";
import type { Db } from "../../src/core/ports.ts";
import { type Embedded, openEmbedded } from "../../src/db/embedded.ts";
import { isAsItWas, putBack, REMEMBER } from "./put-back.ts";

type Template = "empty" | "demo";

const returned: Record<Template, Embedded[]> = { empty: [], demo: [] };

/** A database as the template is, to one borrower at a time. After `close` it refuses, and tells nothing more. */
export async function borrow(
  template: Template,
): Promise<{ db: Db; owner: Embedded["owner"]; close: () => Promise<void> }> {
  const embedded = returned[template].pop() ?? (await open(template));
  const listeners = new Set<() => Promise<void>>();
  let closed = false;
  const mustBeOpen = () => {
    if (closed) throw new Error("the embedded database has stopped");
  };
  const close = async () => {
    if (closed) return;
    closed = true;
    await Promise.all([...listeners].map((stop) => stop()));
    await putBack(embedded.owner);
    if (await isAsItWas(embedded.owner)) returned[template].push(embedded);
    else await embedded.close();
  };
  const querying = <Of extends Pick<Db, "query" | "transaction">>(of: Of) => ({
    query: (async (...args: Parameters<Db["query"]>) => {
      mustBeOpen();
      return of.query(...args);
    }) as Db["query"],
    transaction: (async (run) => {
      mustBeOpen();
      return of.transaction(run);
    }) as Db["transaction"],
  });
  const lent = (of: Db): Db => ({
    ...of,
    ...querying(of),
    as: (workspaceId) => lent(of.as(workspaceId)),
    async listen(channel, callback) {
      mustBeOpen();
      const stop = await of.listen(channel, callback);
      listeners.add(stop);
      return stop;
    },
    close,
  });
  return { db: lent(embedded), owner: querying(embedded.owner), close };
}

async function open(template: Template): Promise<Embedded> {
  const bytes = readFileSync(inject(template === "empty" ? "databaseTemplate" : "demoTemplate"));
  const db = await openEmbedded({
    template: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  });
  await db.owner.query(REMEMBER);
  return db;
}
