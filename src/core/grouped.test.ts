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
    for (let next = 0; next < batches.length; next += 1) {
      batches[next]?.end();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { call, batches, endAll };
}

describe("grouped calls", () => {
  it("go at once when idle, and share a batch when two are under way", async () => {
    const { call, batches, endAll } = held((item) => `${item}!`);
    const all = [1, 2, 3, 4, 5].map((item) => call(db, item));
    expect(batches.map((batch) => batch.items)).toEqual([[1], [2]]);
    await endAll();
    expect(batches.map((batch) => batch.items)).toEqual([[1], [2], [3, 4, 5]]);
    expect(await Promise.all(all)).toEqual(["1!", "2!", "3!", "4!", "5!"]);
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
    expect(batches).toHaveLength(3);
  });

  it("of different databases do not mix", async () => {
    const { call, batches } = held(String);
    const other: Queryable = { query: db.query };
    void call(db, 1);
    void call(db, 2);
    void call(other, 3);
    expect(batches.map((batch) => batch.items)).toEqual([[1], [2], [3]]);
  });
});
