import { ConfigError, loadConfig } from "./config.ts";
import { AppError } from "./core/errors.ts";
import { openData } from "./open-data.ts";

/** How long a stop may take before the process ends anyway; each part of it has a shorter limit of its own. */
const STOP_MS = { deploy: 10_000, keyboard: 4_800 };

try {
  const config = loadConfig(process.env);
  const [data, { startCastMatch }] = await Promise.all([openData(config), import("./start.ts")]);
  const started = await startCastMatch(config, {
    data,
    onScreen: (line) => process.stdout.write(`${line}\n`),
  });
  let stopping = false;
  const stop = (by: "deploy" | "keyboard") => () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS[by]).unref();
    void started.stop(by).then(() => process.exit(0));
  };
  process.on("SIGINT", stop("keyboard"));
  process.on("SIGTERM", stop("deploy"));
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof AppError && error.said)) throw error;
  process.stderr.write(`${error instanceof AppError ? error.said : error.message}\n`);
  process.exit(1);
}
