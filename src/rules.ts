import { parseArgs } from "node:util";
import { loadConfig } from "./config.ts";
import { AppError } from "./core/errors.ts";
import { changeRules, type House, HouseRules, listHouses, RULES } from "./core/operations/house-rules.ts";
import { onDatabase } from "./on-database.ts";

const USAGE = `Usage: npm run rules [-- RULE=VALUE … [--workspace NAME]]
${RULES.map((rule) => `  ${rule.padEnd(18)} ${HouseRules.shape[rule].description}`).join("\n")}`;

/** `npm run rules`: shows what each workspace decided about how CastMatch works in it, or changes that. */
await onDatabase(async (open) => {
  const { values, positionals } = parsed(process.argv.slice(2));
  const rules = Object.fromEntries(positionals.map(pairOf));
  const ctx = { db: await open(loadConfig(process.env)), now: () => new Date() };
  const houses =
    positionals.length > 0 ? [await changeRules(ctx, { house: values.workspace, rules })] : await listHouses(ctx);
  process.stdout.write(`${houses.map(say).join("\n\n")}\n`);
  return 0;
});

function usage(cause?: unknown): AppError {
  return new AppError("invalid_input", "arguments of rules", { said: USAGE, cause });
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { workspace: { type: "string" } } });
  } catch (cause) {
    throw usage(cause);
  }
}

function pairOf(said: string): [string, string] {
  const found = /^([^=]+)=(.+)$/.exec(said);
  if (!found) throw usage();
  return [found[1] as string, found[2] as string];
}

function say({ name, rules }: House): string {
  return [name, ...RULES.map((rule) => `  ${rule.padEnd(18)} ${rules[rule]}`)].join("\n");
}
