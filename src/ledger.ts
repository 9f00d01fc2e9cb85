import { parseArgs } from "node:util";
import { loadConfig } from "./config.ts";
import { AppError } from "./core/errors.ts";
import { type Ledger, takeLedger } from "./core/messages/ledger.ts";
import { onDatabase } from "./on-database.ts";

/** What is younger may still be on its way. */
const GRACE_MINUTES = 10;
const USAGE = "Usage: npm run ledger [-- --minutes N]   N: how old what is still on its way may be, 10 without it";

/** `npm run ledger`: prints the balance and every breach; exit 0 when there is none, 1 otherwise. Changes nothing. */
await onDatabase(async (open) => {
  const graceMinutes = minutesOf(process.argv.slice(2));
  const started = performance.now();
  const ledger = await takeLedger(await open(loadConfig(process.env)), { now: new Date(), graceMinutes });
  process.stdout.write(`${say(ledger, performance.now() - started)}\n`);
  return ledger.breaches.length > 0 ? 1 : 0;
});

function minutesOf(args: string[]): number {
  const usage = (cause?: unknown) => new AppError("invalid_input", "arguments of ledger", { said: USAGE, cause });
  try {
    const { values } = parseArgs({ args, options: { minutes: { type: "string", default: String(GRACE_MINUTES) } } });
    if (/^\d{1,6}$/.test(values.minutes)) return Number(values.minutes);
  } catch (cause) {
    throw usage(cause);
  }
  throw usage();
}

function say({ balance, breaches, rules }: Ledger, ms: number): string {
  const number = (n: number) => n.toLocaleString("en");
  const lines = balance.map(({ title, counts }) => {
    const all = Object.entries(counts);
    const total = all.reduce((sum, [, n]) => sum + n, 0);
    return `${title.padEnd(10)}${number(total).padStart(10)}  ${all.map(([state, n]) => `${state} ${number(n)}`).join(", ")}`;
  });
  const broken = breaches.map(
    ({ rule, count, ids }) =>
      `BREACH  ${rule}: ${number(count)}\n${ids.map((id) => `  ${id}`).join("\n")}${count > ids.length ? "\n  …" : ""}`,
  );
  const sum = breaches.length === 0 ? "It balances" : `It does not balance: ${breaches.length} broken`;
  return [...lines, ...broken, `${sum} (${rules} rules, ${(ms / 1_000).toFixed(1)} s).`].join("\n");
}
