import type { ToolCtx } from "../conversation/tool.ts";
import { sayTime } from "../messages/say-time.ts";
import { invite, NOT_WRITTEN_TO, sayCall } from "./approve-invitation.ts";
import { freeSlots } from "./list-slots.ts";
import type { Session } from "./read-session.ts";

type Freed = { session: Session; slotId: string; approvalId: string };

/**
 * Offers a freed slot to the next select who has no invitation to this session. The approval of the invitations said
 * so, hence it covers this one; a workspace that set `backfill` to "ask" is only told. Returns what to tell the team.
 */
export async function offerFreedSlot(
  ctx: ToolCtx,
  { session, slotId, approvalId }: Freed,
): Promise<string | undefined> {
  const free = await freeSlots(ctx, session.id);
  if (free.length === 0) return undefined;
  const { rows } = await ctx.db.query<{ id: string; ask: boolean; name: string }>(
    `select c.id, p.name, coalesce(w.settings ->> 'backfill', 'offer') = 'ask' as ask
       from candidates c join workspaces w on w.id = c.workspace_id join people p on p.id = c.talent_id
      where c.role_id = $1 and c.state = 'selected'
        and not exists (select from invitations i where i.candidate_id = c.id and i.session_id = $2)
      order by c.selected_at limit 1 for update of c skip locked`,
    [session.roleId, session.id],
  );
  const next = rows[0];
  if (!next) return undefined;
  if (next.ask) return `${next.name} is your next select. Shall I invite them?`;
  const freed = free.find((slot) => slot.slotId === slotId);
  const others = free.filter((slot) => slot.slotId !== slotId).slice(0, 2);
  const { outcome, oneWay } = await invite(ctx, {
    session,
    candidateId: next.id,
    approvalId,
    slots: freed ? [freed, ...others] : others,
  });
  if (outcome !== "sent") return `${next.name} is your next select. ${NOT_WRITTEN_TO[outcome](next.name)}`;
  if (oneWay) return `I wrote to ${next.name}, your next select. ${sayCall([next.name])}`;
  const when = freed ? sayTime(freed.startsAt, session.timeZone) : "the free times";
  return `I offered ${when} to ${next.name}, your next select.`;
}
