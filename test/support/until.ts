const EVERY_MS = 50;

type Options = { withinMs?: number; why?: () => unknown };

/** Waits until `look` finds something, and returns it. Fails with what was seen last, or with what `why` says. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  { withinMs = 20_000, why }: Options = {},
): Promise<NonNullable<T>> {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found as NonNullable<T>;
    if (performance.now() > end) {
      throw new Error(`waited ${withinMs} ms in vain: ${what}${why ? `\n${String(why())}` : ""}`);
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
