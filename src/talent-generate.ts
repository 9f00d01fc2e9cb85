import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { generateTalent } from "./core/talent/generate-talent.ts";

/** `npm run talent:generate -- --count N --seed N | npm run talent:import`: invented talents, an object a line. */
const { values } = parseArgs({
  options: { count: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
  allowPositionals: true,
  strict: false,
});
const [count, seed] = [Number(values.count), Number(values.seed)];
const sound =
  Number.isSafeInteger(count) && count > 0 && count <= 100_000_000 && Number.isSafeInteger(seed) && seed >= 0;

const LINES = 500;

function* lines(): Generator<string> {
  for (let from = 0; from < count; from += LINES) {
    const places = Array.from({ length: Math.min(LINES, count - from) }, (_, at) => from + at);
    yield places.map((place) => `${JSON.stringify(generateTalent(seed, place))}\n`).join("");
  }
}

if (sound) {
  await pipeline(Readable.from(lines()), process.stdout).catch((error: NodeJS.ErrnoException) => {
    // Whoever reads has read enough.
    if (error.code !== "EPIPE") throw error;
  });
} else {
  process.stderr.write("Usage: npm run talent:generate -- --count N --seed N (whole numbers)\n");
  process.exitCode = 1;
}
