import { answersFor } from "../people/rights.ts";
import { type TellingCtx, tellTeam } from "./tell-team.ts";

type News = {
  key: string;
  text: string;
  /** Which of her auditions it is about. */
  sessionId?: string | undefined;
  /** The team may answer her. */
  answerable?: boolean;
};

/**
 * Tells the thread that the person's latest invitation came from, or that to this session, once per key, with her name
 * before the text. False when nobody has invited her.
 */
export async function tellOwnTeam(ctx: TellingCtx, { key, text, sessionId, answerable }: News): Promise<boolean> {
  const { rows } = await ctx.db.query<{ conversationId: string; name: string; role: string }>(
    `select r.conversation_id as "conversationId", p.name, r.title as role
       from invitations i join people p on p.id = i.talent_id
       join sessions s on s.id = i.session_id join roles r on r.id = s.role_id
      where i.talent_id in ${answersFor("$1")} and r.conversation_id is not null and ($2::uuid is null or s.id = $2)
      order by (i.state in ('sent', 'accepted')) desc, i.created_at desc limit 1`,
    [ctx.actor.personId, sessionId ?? null],
  );
  const thread = rows[0];
  if (!thread) return false;
  const how = answerable ? ` To answer, write “tell ${thread.name}: …”.` : "";
  const news = `${thread.name} (${thread.role}) ${text}${how}`;
  await tellTeam(ctx, { conversationId: thread.conversationId, key, text: news });
  return true;
}
