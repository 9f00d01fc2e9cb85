import { createHash } from "node:crypto";

const ALPHABET = "0123456789abcdefghijklmnopqrstuv";

/**
 * The id we choose for a booking's calendar event: base32hex (RFC 4648 section 7, lower case) of a hash, so that
 * inserting twice is one event. A deleted id stays taken at Google: the next generation has another.
 */
export function eventId(bookingId: string, generation: number): string {
  const hash = createHash("sha256").update(`castmatch:${bookingId}:${generation}`).digest();
  let id = "";
  for (const byte of hash.subarray(0, 26)) id += ALPHABET[byte % 32];
  return `cm${id}`;
}
