/**
 * Calls that come together share one statement: those that are made in one go, and those that come while others are under
 * way. What a statement costs to send, to plan and to commit is then paid once for many.
 */
import { AppError } from "./errors.ts";
import type { Queryable } from "./ports.ts";

const SIZE = 200;
const UNDER_WAY = 2;

type Run<In, Out> = (db: Queryable, batch: In[]) => Promise<Out[]>;

/**
 * One call on a database, grouped with others on the same. `run` does a batch in one statement and answers each item in
 * its place; doing an item twice must do no harm. When a batch is refused, each of its items is tried alone, so that only
 * the bad one fails.
 */
export function grouped<In, Out>(run: Run<In, Out>): (db: Queryable, item: In) => Promise<Out> {
  const groups = new WeakMap<Queryable, (item: In) => Promise<Out>>();
  return (db, item) => {
    const group = groups.get(db) ?? createGroup<In, Out>((batch) => run(db, batch));
    groups.set(db, group);
    return group(item);
  };
}

function createGroup<In, Out>(run: (batch: In[]) => Promise<Out[]>): (item: In) => Promise<Out> {
  const waiting: { item: In; done: (out: Out) => void; failed: (error: unknown) => void }[] = [];
  let underWay = 0;
  let gathering = false;

  /** Calls that are made in one go, as by those whom one answer let go on, stay together. */
  const gather = () => {
    if (gathering) return;
    gathering = true;
    setImmediate(() => {
      gathering = false;
      void flush();
    });
  };

  const flush = async () => {
    if (underWay >= UNDER_WAY || waiting.length === 0) return;
    const batch = waiting.splice(0, SIZE);
    underWay += 1;
    try {
      const outs = await run(batch.map((entry) => entry.item));
      for (const [index, entry] of batch.entries()) entry.done(outs[index] as Out);
    } catch (error) {
      if (batch.length > 1 && !(error instanceof AppError)) await Promise.all(batch.map(alone));
      else for (const entry of batch) entry.failed(error);
    } finally {
      underWay -= 1;
      gather();
    }
  };

  const alone = async ({ item, done, failed }: (typeof waiting)[number]) => {
    try {
      done((await run([item]))[0] as Out);
    } catch (error) {
      failed(error);
    }
  };

  return (item) =>
    new Promise<Out>((done, failed) => {
      waiting.push({ item, done, failed });
      gather();
    });
}

/** The rows of a batch's answer by the place of their item. */
export function byPlace<Row extends { n: number }>(rows: Row[], batch: unknown[]): Row[][] {
  const places: Row[][] = batch.map(() => []);
  for (const row of rows) places[row.n]?.push(row);
  return places;
}
