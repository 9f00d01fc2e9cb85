import { createHash } from "node:crypto";

/** 160 bits are 32 characters of base32hex without padding. */
const BYTES = 20;
const CHARACTERS = 32;

/**
 * The id we choose for a booking's calendar event: base32hex (RFC 4648 section 7, lower case) of a hash, so that
 * inserting twice is one event. A deleted id stays taken at Google: the next generation has another.
 */
export function eventId(bookingId: string, generation: number): string {
  const hash = createHash("sha256").update(`castmatch:${bookingId}:${generation}`).digest().subarray(0, BYTES);
  // The digits of a number in base 32 are the alphabet of base32hex.
  return `cm${BigInt(`0x${hash.toString("hex")}`)
    .toString(32)
    .padStart(CHARACTERS, "0")}`;
}
