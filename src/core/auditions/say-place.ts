import { clip } from "../messages/wording-facts.ts";

/** What wordings cut a place to. */
const LONGEST = 64;

/** A place, with the link of its video call where it has one: the link is whole, whatever the place is called. */
export const sayPlace = (place: string, meetUrl: string | null): string =>
  meetUrl ? `${clip(place, Math.max(8, LONGEST - 2 - meetUrl.length))}: ${meetUrl}` : place;
