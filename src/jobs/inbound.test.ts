import { expect, test } from "vitest";
import type { Taken } from "../core/conversation/take-conversation.ts";
import { createInbound } from "./inbound.ts";

const log = { info() {}, warn() {}, error() {}, debug() {} };
const ref = (key: string) => ({ channel: "slack", account: "T1", key });

test("there is room again once one of too many conversations has ended, also when no other waits", async () => {
  const ending: (() => void)[] = [];
  const take = () => new Promise<Taken>((end) => ending.push(() => end({ state: "empty" })));
  const inbound = createInbound({ take, log, atOnce: 2 });
  inbound.wake(ref("a"));
  inbound.wake(ref("b"));
  let room = false;
  const opened = inbound.room().then(() => {
    room = true;
  });
  await Promise.resolve();
  expect([inbound.size(), room]).toEqual([2, false]);
  ending[0]?.();
  await opened;
  expect(inbound.size()).toBe(1);
  ending[1]?.();
  await inbound.stop();
});
