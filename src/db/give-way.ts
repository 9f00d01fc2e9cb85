import { isUnavailable } from "./db-error.ts";

const TRIES = 3;
const WAIT_MS = 20;
/** serialization_failure, deadlock_detected */
const GAVE_WAY = new Set(["40001", "40P01"]);

/**
 * Runs one statement again, twice at most, when it gave way to others: it was undone as a whole, so that nothing is done
 * twice. A transaction's body is never run again for its caller: what it did outside of the database stays done. Its
 * caller is told `unavailable` and has its own next try: the turn, the sweep, the platform's redelivery.
 */
export async function again<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= TRIES || !gaveWay(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS * attempt * (0.5 + Math.random())));
    }
  }
}

const gaveWay = (error: unknown) => isUnavailable(error) && GAVE_WAY.has(error.cause.code ?? "");
