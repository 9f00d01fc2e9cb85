import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import type { DraftBlock } from "../messages/draft.ts";
import { clip } from "../messages/wording-facts.ts";
import { mustBeTeam } from "../people/rights.ts";
import { currentRole, makeCurrent, openRoles, roleNamed } from "./current-role.ts";
import { sayShort } from "./invitation-draft.ts";
import { type Board, type BoardPerson, readBoard } from "./read-board.ts";
import { sayHold } from "./read-hold.ts";
import { ROUND_SAID } from "./rounds.ts";
import { sayDates } from "./say-dates.ts";
import { sayTally } from "./vote-candidates.ts";

/** One Slack message holds 12,000 characters and a block of it 3,000. */
const LINE = 110;
const LINES_A_GROUP = 20;
const LINES = 70;

export const ShowBoard = z.object({
  role: z.string().max(200).optional().describe("One role of this thread, by its name; it becomes the current role."),
});

/** The board of a role, in one message: the most advanced first, with votes and tags, cut to what a message takes. */
export async function showBoard(ctx: ToolCtx, input: z.output<typeof ShowBoard>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const named = input.role ? roleNamed(await openRoles(ctx), input.role) : undefined;
  if (named) await makeCurrent(ctx, named.id);
  const board = await readBoard(ctx.db, named?.id ?? (await currentRole(ctx)).id);
  const said = board.groups.map(({ state, people }) => `${people.length} ${sayState(state)}`).join(", ");
  return {
    said: `The board of ${board.role}: ${said || "nobody is on it yet"}.`,
    data: { role: board.role, headcount: board.headcount, groups: factsOf(board) },
    parts: cardsOf(board, ctx.timeZone),
  };
}

export const sayState = (state: string) => state.replaceAll("_", " ");

const factsOf = ({ groups }: Board) =>
  groups.map(({ state, people }) => ({ state, people: people.slice(0, LINES_A_GROUP).map((one) => one.name) }));

function cardsOf({ groups }: Board, timeZone: string): DraftBlock[] {
  let left = LINES;
  return groups.map(({ state, people }) => {
    const shown = people.slice(0, Math.min(LINES_A_GROUP, left));
    left -= shown.length;
    const more = people.length - shown.length;
    return {
      type: "card",
      title: `${sayState(state)} (${people.length})`.replace(/^./, (first) => first.toUpperCase()),
      lines: [...shown.map((one) => lineOf(one, timeZone)), ...(more > 0 ? [`and ${more} more`] : [])],
    };
  });
}

const ANSWERED = { yes: "free", no: "not free" };

/** "callback Mon 30 Nov, 3:00 pm"; of a first audition only its time, since the board says who is invited. */
function sayAudition({ audition }: BoardPerson, timeZone: string): string {
  if (!audition) return "";
  const { round, state, startsAt } = audition;
  const known = { sent: "no answer yet", declined: "cannot come", seen: "seen", no_show: "did not come" }[state];
  const time = startsAt && STANDS.includes(state) ? sayShort(new Date(startsAt), timeZone) : "";
  if (!time && round === "audition") return "";
  return time || known ? `${ROUND_SAID[round]} ${time || known}` : "";
}

const STANDS = ["assigned", "sent", "confirmed", "change_requested", "checked_in", "late"];

function lineOf(person: BoardPerson, timeZone: string): string {
  const { name, votes, tags, notes, hold } = person;
  const voted = votes.yes + votes.maybe + votes.no > 0;
  const parts = [
    clip(name, 40),
    sayAudition(person, timeZone),
    hold && `${sayHold(hold)}, ${sayDates(hold)}${hold.answer ? ` (${ANSWERED[hold.answer]})` : ""}`,
    voted && sayTally(votes),
    tags.length > 0 && tags.join(", "),
    notes > 0 && (notes === 1 ? "1 note" : `${notes} notes`),
  ];
  return clip(parts.filter(Boolean).join(" · "), LINE);
}
