import { parseArgs } from "node:util";
import { createCalendarOf } from "./clients/calendar-accounts.ts";
import { loadConfig } from "./config.ts";
import { type Audit, auditCalendar, repairCalendar } from "./core/calendar/audit-calendar.ts";
import { AppError } from "./core/errors.ts";
import type { Log } from "./core/ports.ts";
import { onDatabase } from "./on-database.ts";

const USAGE = "Usage: npm run calendar -- audit [--repair]   --repair: write again what disagrees with its booking";
const quiet: Log = { info() {}, warn() {}, error() {}, debug() {} };

/**
 * `npm run calendar -- audit [--repair]`: holds every booking still to come against Google, prints each that disagrees and
 * ends with 0 when none is left, 1 otherwise. Without `--repair` it changes nothing.
 */
await onDatabase(async (open) => {
  const { repair } = wishOf(process.argv.slice(2));
  const config = loadConfig(process.env);
  const db = await open(config);
  const now = () => new Date();
  const calendarOf = createCalendarOf({ config, db, log: quiet, now, guard: (account) => account });
  if (!calendarOf)
    throw new AppError("unavailable", "no Google", { said: "Google Calendar is not configured (GOOGLE_…)." });
  const ctx = { db, now, log: quiet, calendarOf };
  let audit = await auditCalendar(ctx);
  process.stdout.write(say(audit));
  if (repair && audit.disagreements.length > 0) {
    await repairCalendar(ctx, audit);
    audit = await auditCalendar(ctx);
    process.stdout.write(`After the repair:\n${say(audit)}`);
  }
  return audit.disagreements.length > 0 ? 1 : 0;
});

function wishOf(args: string[]): { repair: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { repair: { type: "boolean", default: false } },
    });
    if (positionals.length === 1 && positionals[0] === "audit") return values;
  } catch (cause) {
    throw new AppError("invalid_input", "arguments of calendar", { said: USAGE, cause });
  }
  throw new AppError("invalid_input", "arguments of calendar", { said: USAGE });
}

function say({ bookings, disagreements }: Audit): string {
  const lines = disagreements.map(({ id, what }) => `${id}  ${what}`);
  const sum =
    disagreements.length === 0
      ? `The calendar agrees with ${bookings} bookings to come.`
      : `${disagreements.length} of ${bookings} disagree.`;
  return `${[...lines, sum].join("\n")}\n`;
}
