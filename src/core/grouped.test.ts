import { describe, expect, it } from "vitest";
import { AppError } from "./errors.ts";
import { grouped } from "./grouped.ts";
import type { Queryable } from "./ports.ts";

const db: Queryable = { query: () => Promise.reject(new Error("not asked")) };

/** A call whose batches end when the test says so. */
function held(answer: (item: number) => string) {
  const batches: { items: number[]; end: () => void }[] = [];
  const call = grouped<number, string>(
    (_, items) =>
      new Promise((done, failed) => {
        const end = () => {
          try {
            done(items.map(answer));
          } catch (error) {
            failed(error);
          }
        };
        batches.push({ items, end });
      }),
  );
  const endAll = async () => {
    await inOneGo();
    for (let next = 0; next < batches.length; next += 1) {
      batches[next]?.end();
      await inOneGo();
    }
  };
  return { call, batches, endAll };
}

/** All that was called before belongs together. */
const inOneGo = () => new Promise((resolve) => setImmediate(resolve));

describe("grouped calls", () => {
  it("share a batch when they are made in one go, and wait for the next when two are under way", async () => {
    const { call, batches, endAll } = held((item) => `${item}!`);
    const all: Promise<string>[] = [];
    for (const together of [[1, 2], [3], [4], [5]]) {
      all.push(...together.map((item) => call(db, item)));
      await inOneGo();
    }
    expect(batches.map((batch) => batch.items)).toEqual([[1, 2], [3]]);
    await endAll();
    expect(batches.map((batch) => batch.items)).toEqual([[1, 2], [3], [4, 5]]);
    expect(await Promise.all(all)).toEqual(["1!", "2!", "3!", "4!", "5!"]);
  });

  it("that one answer lets go on stay together", async () => {
    const { call, batches, endAll } = held((item) => `${item}!`);
    const all = [1, 2, 3].map(async (item) => call(db, item + (await call(db, item)).length));
    await inOneGo();
    batches[0]?.end();
    await inOneGo();
    await inOneGo();
    expect(batches.map((batch) => batch.items)).toEqual([
      [1, 2, 3],
      [3, 4, 5],
    ]);
    await endAll();
    await Promise.all(all);
  });

  it("fail alone: what the database refuses spoils none of its batch", async () => {
    const { call, endAll } = held((item) => {
      if (item === 4) throw new Error("refused");
      return `${item}!`;
    });
    const all = Promise.allSettled([1, 2, 3, 4, 5].map((item) => call(db, item)));
    await endAll();
    expect((await all).map((one) => one.status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
  });

  it("fail together when the database is away", async () => {
    const { call, batches, endAll } = held(() => {
      throw new AppError("unavailable", "away");
    });
    const all = Promise.allSettled([1, 2, 3, 4].map((item) => call(db, item)));
    await endAll();
    expect((await all).every((one) => one.status === "rejected")).toBe(true);
    expect(batches).toHaveLength(1);
  });

  it("of different databases do not mix", async () => {
    const { call, batches } = held(String);
    const other: Queryable = { query: db.query };
    void call(db, 1);
    void call(db, 2);
    void call(other, 3);
    await inOneGo();
    expect(batches.map((batch) => batch.items)).toEqual([[1, 2], [3]]);
  });
});
