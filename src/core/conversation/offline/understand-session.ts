import type { Casting } from "./casting-form.ts";
import { understandMove } from "./understand-move.ts";
import { understandPlaces } from "./understand-places.ts";
import { understandReliability } from "./understand-reliability.ts";
import { understandReminders } from "./understand-reminders.ts";
import { understandTimes } from "./understand-times.ts";
import type { Clockwork } from "./when.ts";

/** What a sentence asks of a session besides inviting to it. */
export const understandSession = (text: string, clockwork: Clockwork): Casting | undefined =>
  understandMove(text, clockwork) ??
  understandPlaces(text) ??
  understandTimes(text, clockwork) ??
  understandReminders(text) ??
  understandReliability(text);
