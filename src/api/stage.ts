import type { z } from "@hono/zod-openapi";
import type { Ingest } from "../bots/bot.ts";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import type { Db } from "../core/ports.ts";
import { STAGE } from "../core/talent/seed-demo.ts";
import { type ConversationRow, readConversation } from "./read-models.ts";
import type { StageTalentItem } from "./schemas.ts";

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

/** Whose phones can be picked up: those who were written to, the latest first, then everyone by name. */
export async function listStageTalent(db: Db): Promise<z.output<typeof StageTalentItem>[]> {
  const { rows } = await db.query<z.output<typeof StageTalentItem>>(
    `select t.person_id as "personId", t.display_name as name, t.age_min as "ageMin", t.age_max as "ageMax", t.city, t.languages,
            t.portrait_url as "portraitUrl", t.is_minor as "isMinor", max(m.created_at) is not null as "writtenTo"
       from talent_profiles t join people p on p.id = t.person_id
       left join conversations c on c.person_id = coalesce(p.guardian_id, p.id) left join messages m on m.conversation_id = c.id
      group by t.person_id
      order by max(m.created_at) desc nulls last, t.display_name limit 500`,
  );
  return rows;
}

/** The phone on the stage was looked at: what arrived there is read, and its receipts come in as a platform's would. */
export async function readOnStage(
  { db, ingest }: { db: Db; ingest: Ingest },
  conversation: ConversationRow,
): Promise<void> {
  if (!conversation.stage || conversation.side !== "talent") return;
  const { rows } = await db.query<{ id: string; providerId: string }>(
    `select id, provider_id as "providerId" from outbox
      where conversation_id = $1 and state = 'sent' and provider_id is not null and receipt is distinct from 'read' limit 100`,
    [conversation.id],
  );
  if (rows.length === 0) return;
  await ingest(
    rows.map(({ id, providerId }) => ({
      kind: "receipt",
      channel: conversation.channel,
      platform: "web",
      account: conversation.account,
      providerEventId: `read:${id}`,
      providerMessageId: providerId,
      status: "read",
      outboxId: id,
    })),
  );
}
