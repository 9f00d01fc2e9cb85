/** CastMatch with a model that answers at once; started by bench/run.ts as a process of its own. */
import { loadConfig } from "../src/config.ts";
import type { Ask } from "../src/core/ports.ts";
import { startCastMatch } from "../src/start.ts";

const instantly: Ask = async () => ({ content: [{ type: "text", text: "Noted." }], stopReason: "end_turn" });

const { url, stop } = await startCastMatch(loadConfig(process.env), { ask: instantly });
process.on("SIGTERM", () => void stop().then(() => process.exit(0)));
process.stdout.write(`ready ${url}\n`);
