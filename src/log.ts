import { join } from "node:path";
import { type Logger, pino } from "pino";
import { traceId } from "./core/trace.ts";

type Where = { level: string; dataDir: string; toFile: boolean };

/** One JSON line an event, with the id of its trace. On a terminal the lines go to a file, so that the screen stays readable; otherwise to stderr. */
export function createLog({ level, dataDir, toFile }: Where): Logger {
  const destination = toFile
    ? pino.destination({ dest: join(dataDir, "castmatch.log"), mkdir: true, sync: false })
    : pino.destination(2);
  const mixin = () => {
    const trace = traceId();
    return trace ? { trace } : {};
  };
  return pino({ level, base: null, mixin, serializers: { err: sayError } }, destination);
}

/** The cause of an error without what it was about: no parameters, no messages of people. */
function sayError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    stack: error.stack
      ?.split("\n")
      .slice(1, 6)
      .map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: sayError(error.cause) }),
  };
}
