import type { Casting } from "./casting-form.ts";
import { understandBoard } from "./understand-board.ts";
import { understandRole } from "./understand-role.ts";
import type { Clockwork } from "./when.ts";

const LONGEST = 2_200;

/** What a sentence of the team asks of candidates; undefined when it asks nothing of them. */
export function understandCasting(said: string, clockwork: Clockwork): Casting | undefined {
  const text = said.trim();
  return said.length > LONGEST ? undefined : (understandRole(text, clockwork) ?? understandBoard(text));
}
