import type { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { mustBeTeam } from "../people/rights.ts";
import { findNamed, NameCandidates } from "./name-candidates.ts";
import { readCasting, readReliability, sayRecord } from "./read-reliability.ts";

const SHOWN = 20;
export const ShowReliability = NameCandidates;

/** How talent kept to what was agreed, in this workspace, and how casting did in this thread: figures, no judgement. */
export async function showReliability(ctx: ToolCtx, input: z.output<typeof NameCandidates>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const names = Object.values(input).some((one) => one !== undefined && one !== false);
  const people = names ? (await findNamed(ctx, input)).slice(0, SHOWN) : await booked(ctx);
  const records = await readReliability(
    ctx.db,
    people.map((one) => one.talentId),
  );
  const lines = people.flatMap(({ name, talentId }) => {
    const said = sayRecord(records.get(talentId));
    return said ? [`${name}: ${said}`] : names ? [`${name}: no audition with us yet`] : [];
  });
  const casting = await sayCasting(ctx);
  return {
    said: [...lines, casting].join("\n"),
    data: { talent: people.map(({ name, talentId }) => ({ name, ...records.get(talentId) })) },
  };
}

/** Everyone who was to come for a role of this thread. */
async function booked(ctx: ToolCtx): Promise<{ name: string; talentId: string }[]> {
  const { rows } = await ctx.db.query<{ name: string; talentId: string }>(
    `select distinct p.name, p.id as "talentId" from bookings b join people p on p.id = b.talent_id
       join slots s on s.id = b.slot_id join sessions e on e.id = s.session_id join roles r on r.id = e.role_id
      where r.conversation_id = $1 order by p.name limit ${SHOWN}`,
    [ctx.conversation.id],
  );
  return rows;
}

async function sayCasting(ctx: ToolCtx): Promise<string> {
  const { seen, averageWaitMinutes, longWaits, cancellations, lateCancellations } = await readCasting(
    ctx.db,
    ctx.conversation.id,
  );
  const waits =
    averageWaitMinutes === null
      ? "nobody has waited yet"
      : `they waited ${averageWaitMinutes} minutes on average, ${longWaits} of them over 45`;
  const late = lateCancellations > 0 ? `, ${lateCancellations} within a day of the audition` : "";
  return `Ours in this thread: ${seen} seen; ${waits}; ${cancellations} cancelled by us${late}.`;
}
