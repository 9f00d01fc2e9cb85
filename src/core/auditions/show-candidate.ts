import type { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayTime } from "../messages/say-time.ts";
import { clip } from "../messages/wording-facts.ts";
import { mustBeTeam } from "../people/rights.ts";
import { findNamed, type NameCandidates, type Named } from "./name-candidates.ts";
import { readCandidate } from "./read-candidate.ts";
import { readReliability, sayRecord } from "./read-reliability.ts";
import { sayState } from "./show-board.ts";

const SHOWN = 3;
const STEPS = 12;
const NOTES = 8;

/** What the team has done and written about candidates: their way through the states, votes with names, notes. */
export async function showCandidate(ctx: ToolCtx, input: z.output<typeof NameCandidates>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const named = (await findNamed(ctx, input)).slice(0, SHOWN);
  return {
    said: named.map((one) => `${one.name} is ${sayState(one.state)}.`).join(" "),
    parts: await Promise.all(
      named.map(async (one) => ({ type: "card" as const, title: one.name, lines: await linesOf(ctx, one) })),
    ),
  };
}

async function linesOf(ctx: ToolCtx, { id, talentId }: Named): Promise<string[]> {
  const { moves, votes, notes } = await readCandidate(ctx.db, id, { notes: NOTES, moves: STEPS });
  const kept = sayRecord((await readReliability(ctx.db, [talentId])).get(talentId));
  return [
    ...(kept ? [`Auditions with us: ${kept}`] : []),
    ...moves.map((one) => {
      const by = one.by ? ` by ${one.by}` : "";
      return `${sayTime(one.at, ctx.timeZone)}: ${sayState(one.state)}${by} (${one.why})`;
    }),
    ...(votes.length > 0 ? [`Votes: ${votes.map((one) => `${one.name} ${one.vote}`).join(", ")}`] : []),
    ...notes.map((one) => `${one.by}: ${clip(one.text, 300)}`),
  ];
}
