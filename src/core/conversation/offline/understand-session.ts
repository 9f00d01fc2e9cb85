import type { Casting } from "./casting-form.ts";
import { understandPlaces } from "./understand-places.ts";
import type { Clockwork } from "./when.ts";

/** What a sentence asks of a session besides inviting to it. */
export const understandSession = (text: string, _: Clockwork): Casting | undefined => understandPlaces(text);
