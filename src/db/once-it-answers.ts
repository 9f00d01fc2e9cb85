import { AppError } from "../core/errors.ts";
import type { Log } from "../core/ports.ts";
import { isUnavailable } from "./db-error.ts";

const EVERY_MS = 500;

type Waiting = { withinMs: number; log: Pick<Log, "warn"> };

/**
 * Opens a database that may only just be starting: tries again while it does not answer, at most so long. Then throws
 * `unavailable`, saying what to do; any other failure at once.
 */
export async function onceItAnswers<T>(open: () => Promise<T>, { withinMs, log }: Waiting): Promise<T> {
  const end = performance.now() + withinMs;
  for (let tries = 1; ; tries += 1) {
    try {
      return await open();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      if (performance.now() > end) {
        const why = error.cause.code ?? error.cause.message;
        throw new AppError("unavailable", error.message, {
          cause: error,
          said: `The database does not answer (${why}). Is it running, and is DATABASE_URL right? "npm run doctor" looks closer.`,
        });
      }
      if (tries === 1) log.warn({ event: "database_awaited", err: error }, "waiting for the database");
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }
}
