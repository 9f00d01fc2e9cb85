import { describe, expect, it } from "vitest";
import { createLimits } from "../../src/clients/limits.ts";
import { openRedisLimits } from "../../src/clients/redis-limits.ts";
import type { Limits } from "../../src/core/ports.ts";
import { freshRedis } from "../support/database.ts";
import { until } from "../support/until.ts";

const log = { warn: () => undefined };
const redisUrl = await freshRedis();
const nobody = "redis://127.0.0.1:1";

type Case = { name: string; open: () => Limits & { close?: () => void } };
const CASES: Case[] = [
  { name: "of this process", open: () => createLimits() },
  {
    name: "while Redis is down",
    open: () => openRedisLimits({ redisUrl: nobody, redisCluster: false, meanwhile: createLimits(), log }),
  },
  ...(redisUrl
    ? [
        {
          name: "in Redis",
          open: () => openRedisLimits({ redisUrl, redisCluster: false, meanwhile: createLimits(), log }),
        },
      ]
    : []),
];

describe.each(CASES)("limits $name", ({ open }) => {
  const key = () => crypto.randomUUID();
  const one = (name: string, everyMs = 60_000, atOnce = 1) => ({ key: name, everyMs, atOnce });

  it("let the first go and give each that follows its own later place, which it keeps", async () => {
    const limits = open();
    const person = key();
    expect(await limits.take("a", [one(person)])).toBe(0);
    const second = await limits.take("b", [one(person)]);
    const third = await limits.take("c", [one(person)]);
    expect(second).toBeGreaterThan(55_000);
    expect(third - second).toBeGreaterThan(55_000);
    expect(await limits.take("b", [one(person)])).toBeLessThanOrEqual(second);
    expect(await limits.take("d", [one(key())])).toBe(0);
    limits.close?.();
  });

  it("let it go when its place has come", async () => {
    const limits = open();
    const person = key();
    await limits.take("a", [one(person, 150)]);
    expect(await limits.take("b", [one(person, 150)])).toBeGreaterThan(0);
    await until("its place", async () => (await limits.take("b", [one(person, 150)])) === 0);
    limits.close?.();
  });

  it("let some go together, and take the longest of several waits", async () => {
    const limits = open();
    const [number, person] = [key(), key()];
    const both = [one(number, 10_000, 3), one(person)];
    expect(await limits.take("a", both)).toBe(0);
    for (const id of ["b", "c"]) expect(await limits.take(id, [one(number, 10_000, 3)])).toBe(0);
    expect(await limits.take("d", [one(number, 10_000, 3)])).toBeLessThanOrEqual(10_000);
    expect(await limits.take("e", both)).toBeGreaterThan(50_000);
    limits.close?.();
  });

  it("cost nothing where there are none", async () => {
    const limits = open();
    expect(await limits.take("a", [])).toBe(0);
    limits.close?.();
  });
});
