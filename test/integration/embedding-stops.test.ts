import { writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { createLocalEmbed } from "../../src/clients/embeddings-local.ts";
import { loadConfig } from "../../src/config.ts";
import type { Ctx } from "../../src/core/ctx.ts";
import { createLive } from "../../src/core/live.ts";
import type { SendCtx } from "../../src/core/messages/send-letter.ts";
import { profilesWithoutVector } from "../../src/core/talent/embed-profiles.ts";
import { startJobs } from "../../src/jobs/start-jobs.ts";
import { copyOf } from "../support/database.ts";

/** Answers every text with the same direction, but for one word over which it thinks forever. */
const THREAD = `import { parentPort } from "node:worker_threads";
parentPort.on("message", (texts) => {
  if (!texts.join().includes("unending")) parentPort.postMessage({ vectors: texts.map(() => [1, ...Array(511).fill(0)]) });
});`;

it("a stop in the middle of the background's vectors fails no job, and the next start goes on", async () => {
  const { db, place, close } = await copyOf("demo");
  const path = join(tmpdir(), `castmatch-${process.pid}-thinks.mjs`);
  writeFileSync(path, THREAD);
  onTestFinished(async () => {
    await close();
    await rm(path);
  });
  const failed: unknown[] = [];
  const wake = { inbound() {}, outbox() {}, calendar() {}, reminders() {}, embed() {}, changed() {} };
  const begin = async () => {
    const embed = createLocalEmbed({ workerFile: pathToFileURL(path) });
    const log = { info() {}, warn() {}, debug() {}, error: (fields: unknown) => void failed.push(fields) };
    const ctx = { db, log, embed, live: createLive(), now: () => new Date(), wake } as unknown as Ctx;
    const jobs = await startJobs({
      config: { ...loadConfig({}), ...place },
      ctx,
      sending: ctx as unknown as SendCtx,
      calendarOf: undefined,
      sweeping: true,
      reconcile: async () => undefined,
    });
    jobs.begin();
    const stop = async () => {
      await jobs.stop();
      await embed.close();
    };
    return { left: async () => (await profilesWithoutVector({ db, embed }, 1_000)).length, stop };
  };
  const { rows } = await db.query<{ id: string }>(
    `update talent_profiles set bio = 'An unending tale.', content_hash = 'changed', created_at = created_at + interval '1 s'
      where person_id = (select person_id from talent_profiles where not is_minor order by created_at limit 1 offset 30)
     returning person_id as id`,
  );
  const first = await begin();
  await expect.poll(first.left).toBeLessThan(228);
  await first.stop();

  await db.query(`update talent_profiles set bio = 'A tale.', content_hash = 'again' where person_id = $1`, [
    rows[0]?.id,
  ]);
  const second = await begin();
  await expect.poll(second.left).toBe(0);
  await second.stop();
  expect(failed).toEqual([]);
});
