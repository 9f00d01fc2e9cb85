import type { Context } from "hono";

/** Long enough for another process to take over. */
const RETRY_SECONDS = 5;
const EVERY_MS = 20;

export type Intake = ReturnType<typeof createIntake>;

/** The door for requests. Once it is closed, each is answered 503, which platforms take as "deliver it again". */
export function createIntake() {
  let open = true;
  let inside = 0;
  return {
    isOpen: () => open,
    async pass(c: Context, next: () => Promise<void>): Promise<Response | undefined> {
      if (!open && c.req.path !== "/api/health") {
        c.header("retry-after", String(RETRY_SECONDS));
        c.header("connection", "close");
        return c.json({ error: { code: "unavailable", message: "This process is stopping. Try again." } }, 503);
      }
      inside += 1;
      try {
        await next();
      } finally {
        inside -= 1;
      }
      return undefined;
    },
    /** Refuses what comes from now on, and waits for what is inside, at most so long. */
    async close(withinMs: number): Promise<void> {
      open = false;
      const until = performance.now() + withinMs;
      while (inside > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    },
  };
}
