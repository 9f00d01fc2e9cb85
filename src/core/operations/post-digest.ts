import type { Fired } from "../alarms/alarm-kinds.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { postMessage } from "../messages/post-message.ts";
import { isoDay } from "../messages/say-time.ts";
import { channelOf, openOpsChannel } from "./ops-channel.ts";
import { planDigest } from "./plan-digest.ts";
import { type DigestScope, readDigest } from "./read-digest.ts";
import { sayDigest } from "./say-digest.ts";
import { isWaking, workspaceZone } from "./workspace-zone.ts";

/**
 * The day's digest, in the ops channel or, where there is none, in each channel that an open role is cast in, about the
 * roles there. It says nothing where there is nothing to say. An alarm that comes late still tells of the day that it is.
 */
export async function postDigest(ctx: ToolCtx, { subjectId: workspaceId }: Fired): Promise<void> {
  const zone = await workspaceZone(ctx, workspaceId);
  await planDigest(ctx, zone);
  if (!isWaking(ctx.now(), zone) || (await isOff(ctx, workspaceId))) return;
  const posted: string[] = [];
  for (const scope of await readScopes(ctx, workspaceId)) {
    const id = await postOne(ctx, { ...scope, zone });
    if (id) posted.push(id);
  }
  if (posted.length > 0) ctx.wake.outbox(posted);
}

async function postOne(ctx: ToolCtx, scope: DigestScope): Promise<string | undefined> {
  const text = sayDigest(await readDigest(ctx, scope), { now: ctx.now(), zone: scope.zone });
  if (!text) return undefined;
  return postMessage(ctx.db, {
    workspaceId: ctx.actor.workspaceId,
    conversationId: scope.conversationId,
    personId: null,
    side: "team",
    dedupeKey: `digest:${ctx.actor.workspaceId}:${isoDay(ctx.now(), scope.zone)}:${scope.conversationId}`,
    purpose: "reply",
    now: ctx.now(),
    draft: { blocks: [{ type: "text", text }] },
  });
}

async function isOff({ db }: ToolCtx, workspaceId: string): Promise<boolean> {
  const { rows } = await db.query(`select from workspaces where id = $1 and settings ->> 'digest' = 'off'`, [
    workspaceId,
  ]);
  return rows.length > 0;
}

async function readScopes({ db }: ToolCtx, workspaceId: string): Promise<Omit<DigestScope, "zone">[]> {
  const opsChannel = await openOpsChannel(db, workspaceId);
  if (opsChannel) {
    const { rows } = await db.query<{ id: string }>(`select id from roles`);
    return [{ conversationId: opsChannel, roleIds: rows.map((role) => role.id), whole: true }];
  }
  const { rows } = await db.query<{ conversationId: string; roleIds: string[] }>(
    `with cast_in as (
       select r.id, r.state, c.workspace_id, c.channel, c.account, ${channelOf("c")} as key
         from roles r join conversations c on c.id = r.conversation_id
         join channel_accounts a on a.channel = c.channel and a.account = c.account and a.retired_at is null),
     places as (
       select workspace_id, channel, account, key, array_agg(id) as role_ids from cast_in
        group by 1, 2, 3, 4 having bool_or(state = 'open')),
     opened as (
       insert into conversations as c (workspace_id, channel, account, key, side)
       select workspace_id, channel, account, key, 'team' from places
       on conflict on constraint conversations_once do update set side = c.side returning id, channel, account, key)
     select opened.id as "conversationId", role_ids as "roleIds" from opened join places using (channel, account, key)`,
  );
  return rows.map((row) => ({ ...row, whole: false }));
}
