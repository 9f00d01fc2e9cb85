import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import type { DraftCard } from "../messages/draft.ts";
import { mustBeTeam } from "../people/rights.ts";
import { currentRole } from "./current-role.ts";
import { findNamed, NameCandidates, type Named, sayUnknown } from "./name-candidates.ts";
import { sayList } from "./say-role.ts";

export const VOTES = ["yes", "maybe", "no"] as const;
export type Vote = (typeof VOTES)[number];
const CARDS = 12;

export const VoteCandidates = NameCandidates.extend({
  vote: z
    .enum(VOTES)
    .optional()
    .describe("Without it: cards with the three buttons, for everyone of the team to press."),
});

/** A person's vote on candidates; voting again changes it. Without a vote, shows a card each with Yes, Maybe and No. */
export async function voteCandidates(ctx: ToolCtx, input: z.output<typeof VoteCandidates>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  if (!input.vote) return showVotes(ctx, input);
  const named = await findNamed(ctx, input);
  await ctx.db.query(
    `insert into candidate_votes (workspace_id, candidate_id, person_id, vote, voted_at)
     select $1, c, $3, $4, $5 from unnest($2::uuid[]) as c
     on conflict (candidate_id, person_id) do update set vote = excluded.vote, voted_at = excluded.voted_at`,
    [ctx.actor.workspaceId, named.map((one) => one.id), ctx.actor.personId, input.vote, ctx.now()],
  );
  ctx.wake.changed(ctx.actor.workspaceId, "roles");
  const tallies = await talliesOf(ctx, named);
  const now = named.map((one) => `${one.name}: ${sayTally(tallies.get(one.id))}`);
  return { said: `Your vote is ${input.vote}. ${now.join("; ")}.${sayUnknown(input, named)}` };
}

/** How many of the team think so. */
export type Tally = { yes: number; maybe: number; no: number };

/** "yes 2, no 1"; "no votes yet". */
export const sayTally = (tally: Tally | undefined): string =>
  VOTES.filter((vote) => (tally?.[vote] ?? 0) > 0)
    .map((vote) => `${vote} ${tally?.[vote]}`)
    .join(", ") || "no votes yet";

async function talliesOf(ctx: ToolCtx, named: Named[]): Promise<Map<string, Tally>> {
  const { rows } = await ctx.db.query<Tally & { id: string }>(
    `select candidate_id as id, count(*) filter (where vote = 'yes')::int as yes,
            count(*) filter (where vote = 'maybe')::int as maybe, count(*) filter (where vote = 'no')::int as no
       from candidate_votes where candidate_id = any($1::uuid[]) group by 1`,
    [named.map((one) => one.id)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function showVotes(ctx: ToolCtx, input: z.output<typeof VoteCandidates>): Promise<ToolResult> {
  const anybody = input.candidateIds ?? input.talentIds ?? input.names ?? input.numbers ?? input.all;
  const named = anybody === undefined ? await inQuestion(ctx) : await findNamed(ctx, input);
  if (named.length === 0) return { said: "Nobody of this role is selected yet, so there is nobody to vote on." };
  const tallies = await talliesOf(ctx, named);
  return {
    said: `Please vote on ${sayList(named.slice(0, CARDS).map((one) => one.name))}. Everyone of the team may press; the last press of each counts.`,
    parts: named.slice(0, CARDS).map((one) => voteCard(one, tallies.get(one.id))),
  };
}

/** Who is neither only submitted nor out of it. */
async function inQuestion(ctx: ToolCtx): Promise<Named[]> {
  const role = await currentRole(ctx);
  const { rows } = await ctx.db.query<{ id: string }>(
    `select id from candidates where role_id = $1
        and state not in ('submitted', 'viewed', 'passed', 'released', 'withdrawn', 'booked') order by selected_at, id limit ${CARDS}`,
    [role.id],
  );
  return rows.length === 0 ? [] : findNamed(ctx, { candidateIds: rows.map((row) => row.id) });
}

const LABEL = { yes: "Yes", maybe: "Maybe", no: "No" };

const voteCard = ({ id, name }: Named, tally: Tally | undefined): DraftCard => ({
  type: "card",
  title: name,
  lines: [sayTally(tally)],
  choices: VOTES.map((vote) => ({
    label: LABEL[vote],
    verb: "vote_candidate" as const,
    args: { candidateIds: [id], vote },
    singleUse: false,
  })),
});
