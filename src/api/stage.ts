import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import { STAGE } from "../core/talent/seed-demo.ts";
import { type ConversationRow, readConversation } from "./read-models.ts";

type Surface = { surface: "team" | "whatsapp" | "sms"; talentId?: string | undefined };

/** The stage's conversation of a surface, opened if need be: the team's channel, or a talent's (or guardian's) phone. */
export async function openSurface(
  ctx: Pick<Ctx, "db">,
  workspaceId: string,
  { surface, talentId }: Surface,
): Promise<ConversationRow> {
  const db = ctx.db.as(workspaceId);
  const channel = surface === "team" ? "slack" : surface;
  const address = surface === "team" ? { key: "team", personId: null } : await addressOf(db, talentId, channel);
  const { rows } = await db.query<{ id: string }>(
    `insert into conversations as c (workspace_id, channel, account, key, side, person_id) values ($1, $2, $3, $4, $5, $6)
     on conflict on constraint conversations_once do update set key = c.key returning id`,
    [workspaceId, channel, STAGE, address.key, surface === "team" ? "team" : "talent", address.personId],
  );
  return readConversation(db, (rows[0] as { id: string }).id);
}

async function addressOf(db: Ctx["db"], talentId: string | undefined, channel: string) {
  const { rows } = await db.query<{ key: string; personId: string }>(
    `select cp.address as key, cp.person_id as "personId" from people t join contact_points cp on cp.person_id = coalesce(t.guardian_id, t.id)
      where t.id = $1 and cp.channel = $2 limit 1`,
    [talentId ?? null, channel],
  );
  if (rows[0]) return rows[0];
  throw new AppError("not_found", `talent ${talentId} has no ${channel}`, {
    said:
      channel === "whatsapp" ? "This talent has no WhatsApp; reminders go by SMS." : "This talent has no phone number.",
  });
}

export type StageTalent = { personId: string; name: string; note: string | null };

/** Whose phones can be picked up: those who were written to, the latest first, then everyone by name. */
export async function listStageTalent(db: Ctx["db"]): Promise<StageTalent[]> {
  const { rows } = await db.query<StageTalent>(
    `select t.person_id as "personId", t.display_name as name,
            case when t.is_minor then 'under 18, guardian answers' when max(m.created_at) is not null then 'written to' end as note
       from talent_profiles t join people p on p.id = t.person_id
       left join conversations c on c.person_id = coalesce(p.guardian_id, p.id) left join messages m on m.conversation_id = c.id
      group by t.person_id, t.display_name, t.is_minor
      order by max(m.created_at) desc nulls last, t.display_name limit 500`,
  );
  return rows;
}
