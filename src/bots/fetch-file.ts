import { AppError } from "../core/errors.ts";
import type { Fetched } from "../core/ports.ts";

type Asking = {
  authorization: string;
  /** Hosts that may see the key: names, or domains with a leading dot. */
  hosts: (string | undefined)[];
  signal: AbortSignal;
};

/**
 * A file from a platform that wants our key for it. The key goes to that platform's hosts alone; where one of them sends
 * us on, `fetch` leaves it behind. Throws AppError `unavailable` when it does not answer.
 */
export async function fetchFile(address: string, asking: Asking): Promise<Fetched | "gone"> {
  const url = URL.parse(address);
  if (!url || !asking.hosts.some((host) => host && isAt(url, host))) return "gone";
  const response = await answerOf(url, asking);
  if (response.status === 404 || response.status === 410) {
    await response.body?.cancel();
    return "gone";
  }
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new AppError("unavailable", `a file was answered with ${response.status}`);
  }
  const bytes = Number(response.headers.get("content-length") ?? Number.NaN);
  return { body: response.body, bytes: Number.isFinite(bytes) ? bytes : undefined };
}

/** What a platform tells in JSON about a file, with the same key. */
export async function askAboutFile(address: string, asking: Asking): Promise<unknown> {
  const response = await answerOf(new URL(address), asking);
  if (response.ok) return response.json();
  await response.body?.cancel();
  if (response.status === 404 || response.status === 400) return undefined;
  throw new AppError("unavailable", `a question about a file was answered with ${response.status}`);
}

async function answerOf(url: URL, { authorization, signal }: Asking): Promise<Response> {
  try {
    return await fetch(url, { headers: { authorization }, signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw new AppError("unavailable", "a file's platform did not answer", { cause });
  }
}

/** `host` with its port for an address of our configuration, a domain of https for the platform's own. */
function isAt(url: URL, host: string): boolean {
  if (host.startsWith(".")) return url.protocol === "https:" && `.${url.hostname}`.endsWith(host);
  return url.host === host;
}

export const hostOf = (address: string) => URL.parse(address)?.host;
