/** No check takes longer. */
export const LIMIT_MS = 5_000;

/** The promise's result, or an error after the limit: what is asked may never answer. */
export async function within<T>(asked: Promise<T>, limitMs = LIMIT_MS): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer in ${limitMs / 1_000} s`)), limitMs);
  try {
    return await Promise.race([asked, late.promise]);
  } finally {
    clearTimeout(timer);
    asked.catch(() => undefined);
  }
}
