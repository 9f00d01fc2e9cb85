import type { Ctx } from "../ctx.ts";
import { postMessage } from "../messages/post-message.ts";

const DAYS = 7;
const AT_ONCE = 100;

type Ended = {
  workspaceId: string;
  key: string;
  kind: "invitation" | "booking";
  code: string | null;
  talent: string;
  threadId: string;
};

/**
 * Tells a role's thread, once each, of an invitation or a cancellation that will not arrive: of consent, of a platform
 * that refused it, or after a day of trying. Whatever ended it, its row says so, hence nothing is missed.
 */
export async function tellUndelivered(ctx: Pick<Ctx, "db" | "now" | "wake">): Promise<void> {
  const { rows } = await ctx.db.query<Ended>(
    `with ended as materialized (
       select o.workspace_id, o.dedupe_key as key, o.error_code as code, split_part(o.dedupe_key, ':', 1) as kind,
              split_part(o.dedupe_key, ':', 2)::uuid as subject
         from outbox o
        where o.state in ('failed', 'dead') and o.person_id is not null
          and o.created_at > $1::timestamptz - make_interval(days => ${DAYS})
          and ((o.dedupe_key like 'invitation:%' and o.dedupe_key not like 'invitation:%:%') or o.dedupe_key like 'booking:%:cancelled:talent')
          and not exists (select from outbox told where told.dedupe_key = o.dedupe_key || ':undelivered')
        order by o.seq limit ${AT_ONCE})
     select e.workspace_id as "workspaceId", e.key, e.kind, e.code, t.name as talent, r.conversation_id as "threadId"
       from ended e left join bookings b on e.kind = 'booking' and b.id = e.subject
       join invitations i on i.id = case when e.kind = 'booking' then b.invitation_id else e.subject end
       join people t on t.id = i.talent_id join sessions s on s.id = i.session_id join roles r on r.id = s.role_id`,
    [ctx.now()],
  );
  const posted: string[] = [];
  for (const ended of rows) {
    const id = await postMessage(ctx.db, {
      workspaceId: ended.workspaceId,
      conversationId: ended.threadId,
      personId: null,
      side: "team",
      dedupeKey: `${ended.key}:undelivered`,
      purpose: "reply",
      now: ctx.now(),
      draft: { blocks: [{ type: "text", text: sayEnded(ended) }] },
    });
    if (id) posted.push(id);
  }
  if (posted.length > 0) ctx.wake.outbox(posted);
}

const REASONS: Record<string, string> = {
  opted_out: "they asked for no more messages",
  minor: "they are a minor, and I know no guardian",
  no_template: "WhatsApp wants an approved template for it, and there is none",
  window_closed: "WhatsApp lets me write only within a day of their last message",
};

function sayEnded({ kind, talent, code }: Ended): string {
  const why = REASONS[code ?? ""] ?? "it could not be delivered";
  return kind === "invitation"
    ? `My invitation did not reach ${talent}: ${why}. Please call them.`
    : `${talent} does not know yet that the audition is cancelled: ${why}. Please call them.`;
}
