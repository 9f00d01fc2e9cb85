import { parseArgs } from "node:util";
import { loadConfig } from "./config.ts";
import type { Ctx } from "./core/ctx.ts";
import { type DeadLetter, listDead } from "./core/dead-letters/dead-letter.ts";
import { dropDead } from "./core/dead-letters/drop-dead.ts";
import { findDead } from "./core/dead-letters/find-dead.ts";
import { retryDead } from "./core/dead-letters/retry-dead.ts";
import { AppError } from "./core/errors.ts";
import { onDatabase } from "./on-database.ts";

const USAGE = `Usage: npm run dead -- list
       npm run dead -- show ID
       npm run dead -- retry ID | --all
       npm run dead -- drop ID --why TEXT`;
const LISTED = 200;
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm run dead`: what the program gave up on, and what to do about it. The sweeper of a running CastMatch goes on with what is retried. */
await onDatabase(async (open) => {
  const run = commandOf(process.argv.slice(2));
  const nobody = () => undefined;
  await run({
    db: await open(loadConfig(process.env)),
    now: () => new Date(),
    wake: { inbound: nobody, outbox: nobody, calendar: nobody },
  });
  return 0;
});

type Given = Pick<Ctx, "db" | "now"> & { wake: Pick<Ctx["wake"], "inbound" | "outbox" | "calendar"> };

function commandOf(args: string[]): (ctx: Given) => Promise<void> {
  const { values, positionals } = parsed(args);
  const [verb, id, more] = positionals;
  const { all = false, why } = values;
  if (more === undefined) {
    if (verb === "list" && !id) return list;
    if (verb === "show" && id) return async (ctx) => show(await findDead(ctx.db, { id, now: ctx.now() }));
    if (verb === "retry" && id && !all)
      return async (ctx) => told("retried", await retryDead(ctx, { id, by: "terminal" }));
    if (verb === "retry" && !id && all) return retryAll;
    if (verb === "drop" && id && why?.trim()) {
      return async (ctx) => told("dropped", await dropDead(ctx, { id, why: why.trim(), by: "terminal" }));
    }
  }
  throw new AppError("invalid_input", "arguments of dead", { said: USAGE });
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { all: { type: "boolean" }, why: { type: "string" } },
    });
  } catch (cause) {
    throw new AppError("invalid_input", "arguments of dead", { said: USAGE, cause });
  }
}

async function list(ctx: Given): Promise<void> {
  const letters = await listDead(ctx.db, { now: ctx.now(), limit: LISTED });
  for (const letter of letters) {
    const { id, kind, channel, state, code, since } = letter;
    say([id, kind.padEnd(8), channel.padEnd(8), state.padEnd(7), code.padEnd(20), since.toISOString()].join("  "));
  }
  say(letters.length === 0 ? "There are none." : `${letters.length}${letters.length === LISTED ? " or more" : ""}.`);
}

function show(letter: DeadLetter): void {
  for (const [name, value] of Object.entries(letter)) {
    say(`${name.padEnd(12)} ${value instanceof Date ? value.toISOString() : String(value)}`);
  }
}

async function retryAll(ctx: Given): Promise<void> {
  const seen = new Set<string>();
  for (;;) {
    const letters = (await listDead(ctx.db, { now: ctx.now(), limit: LISTED })).filter(({ id }) => !seen.has(id));
    if (letters.length === 0) break;
    for (const letter of letters) {
      seen.add(letter.id);
      // Another of the same turn has taken it along.
      await retryDead(ctx, { id: letter.id, by: "terminal" }).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.code !== "not_found") throw error;
      });
    }
  }
  say(`${seen.size} retried.`);
}

function told(what: string, { kind, id }: DeadLetter): void {
  say(`${kind} ${id} ${what}.`);
}
