/** Waits for something, at most so long; false when it was not enough. */
export async function within(limitMs: number, ending: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), limitMs);
  const ended = await Promise.race([ending.then(() => true as const), late.promise]);
  clearTimeout(timer);
  return ended;
}
