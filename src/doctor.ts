/** `npm run doctor [-- --json]`: exit 1 when something has to be mended before CastMatch can work, 0 otherwise. */
import { ConfigError, loadConfig } from "./config.ts";
import { examine } from "./doctor/examine.ts";
import { type Finding, problem } from "./doctor/finding.ts";
import { sayFindings } from "./doctor/say-findings.ts";

async function findings(): Promise<Finding[]> {
  try {
    return await examine(loadConfig(process.env), process.versions.node);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((says) => problem("configuration", says, "Correct it in .env or the environment."));
  }
}

const found = await findings();
process.stdout.write(
  process.argv.includes("--json")
    ? `${JSON.stringify(found, null, 2)}\n`
    : sayFindings(found, { colour: process.stdout.isTTY === true }),
);
process.exitCode = found.some(({ state }) => state === "error") ? 1 : 0;
