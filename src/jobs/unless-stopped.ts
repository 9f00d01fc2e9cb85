/**
 * Work that a stop cuts short without a word: whoever starts next finds what is left of it. Where the stop comes first, what
 * becomes of the work is no longer looked at.
 */
export async function unlessStopped(stopping: AbortSignal, work: () => Promise<void>): Promise<void> {
  if (stopping.aborted) return;
  const stopped = Promise.withResolvers<void>();
  const stop = () => stopped.resolve();
  stopping.addEventListener("abort", stop, { once: true });
  await Promise.race([work(), stopped.promise]).finally(() => stopping.removeEventListener("abort", stop));
}
