import { expect, it } from "vitest";
import { borrow } from "./lent-database.ts";

const countWorkspaces = async ({ db }: Awaited<ReturnType<typeof borrow>>) =>
  (await db.query<{ n: number }>(`select count(*)::int as n from workspaces`)).rows[0]?.n;

it("lends a database again with its rows as they were", async () => {
  const first = await borrow("demo");
  const before = await countWorkspaces(first);
  await first.db.query(`insert into workspaces (name) values ('Another House')`);
  await first.owner.query(`create table mine (n int)`);
  await first.close();
  const second = await borrow("demo");
  expect(await countWorkspaces(second)).toBe(before);
  await expect(second.db.query(`select from mine`)).rejects.toThrow("does not exist");
  await second.close();
});

it("never lends a database again that a test has taken a constraint from", async () => {
  const first = await borrow("demo");
  await first.owner.query(`alter table turn_steps drop constraint turn_steps_tool_once`);
  await first.close();
  const second = await borrow("demo");
  const { rows } = await second.db.query(`select from pg_constraint where conname = 'turn_steps_tool_once'`);
  expect(rows).toHaveLength(1);
  await second.close();
});
