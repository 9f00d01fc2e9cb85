import type { Channel } from "../../messages/message.ts";
import { optIn, optOut } from "../../people/opt-words.ts";
import type { Intent, Side } from "./intent.ts";
import { tokenise } from "./tokens.ts";
import { understandTalent } from "./understand-talent.ts";
import { understandTeam } from "./understand-team.ts";

export type Listening = { now: Date; timeZone: string; side: Side; channel?: Channel };

/** What a message asks for, by rules alone. Pure, never throws; `unknown` when the rules cannot tell. */
export function understand(text: string, { now, timeZone, side, channel = "whatsapp" }: Listening): Intent {
  const tokens = tokenise(text);
  if (tokens.length === 0) return { kind: "unknown" };
  if (side === "team") return understandTeam(text, tokens, { now, timeZone });
  if (optOut(text, channel)) return { kind: "opt_out" };
  if (optIn(text, channel)) return { kind: "opt_in" };
  return understandTalent(text, tokens, { now, timeZone });
}
