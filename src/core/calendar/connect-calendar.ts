import { createHash, randomBytes } from "node:crypto";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";

const LINK_MS = 10 * 60_000;
export const LINK_PATH = "/oauth/google/start";

type For = { workspaceId: string; personId: string; conversationId: string | null };

/** A link with which the person who asks connects their own Google calendar: once, and within ten minutes. */
export async function connectCalendar(ctx: ToolCtx): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  if (!ctx.connectsCalendars) {
    throw new AppError("unavailable", "no OAuth client or no CALENDAR_TOKEN_KEY", {
      said: "Calendars cannot be connected here yet: whoever runs CastMatch has to set GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET and CALENDAR_TOKEN_KEY first.",
    });
  }
  const { workspaceId, personId } = ctx.actor;
  const link = await makeLink(ctx, { workspaceId, personId, conversationId: ctx.conversation.id });
  return {
    said: `Connect your Google calendar here, within ten minutes: ${link}\nThe link is for you alone and works once. I see when you are busy, and write the auditions of your roles; nothing else.`,
  };
}

export async function makeLink(ctx: Pick<Ctx, "db" | "now" | "publicUrl">, whose: For): Promise<string> {
  const key = randomBytes(24).toString("base64url");
  await ctx.db.query(
    `insert into calendar_links (hash, workspace_id, person_id, conversation_id, created_at) values ($1, $2, $3, $4, $5)`,
    [hashOf(key), whose.workspaceId, whose.personId, whose.conversationId, ctx.now()],
  );
  return `${ctx.publicUrl}${LINK_PATH}?key=${key}`;
}

type Link = For & { name: string };
type Looking = Pick<Ctx, "db" | "now">;

/** Whose calendar a link connects; undefined when it is unknown, was followed or is too old. Looking uses nothing up: Slack looks too. */
export async function readLink({ db, now }: Looking, key: string): Promise<Link | undefined> {
  const { rows } = await db.query<Link>(
    `select l.workspace_id as "workspaceId", l.person_id as "personId", l.conversation_id as "conversationId", p.name
       from calendar_links l join people p on p.id = l.person_id
      where l.hash = $1 and l.followed_at is null and l.created_at > $2`,
    [hashOf(key), since(now())],
  );
  return rows[0];
}

/** Uses the link up for a journey to Google, which brings this state back. False when it is used up already. */
export async function followLink(
  { db, now }: Looking,
  { key, state }: { key: string; state: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update calendar_links set followed_at = $2, state_hash = $3 where hash = $1 and followed_at is null and created_at > $4`,
    [hashOf(key), now(), hashOf(state), since(now())],
  );
  return rowCount > 0;
}

/** Uses up a state that came back from Google; undefined when it is unknown, was used or is too old. */
export async function useState({ db, now }: Looking, state: string): Promise<Link | undefined> {
  const { rows } = await db.query<Link>(
    `update calendar_links l set used_at = $2 from people p
      where l.state_hash = $1 and l.used_at is null and l.followed_at > $3 and p.id = l.person_id
     returning l.workspace_id as "workspaceId", l.person_id as "personId", l.conversation_id as "conversationId", p.name`,
    [hashOf(state), now(), since(now())],
  );
  return rows[0];
}

const since = (now: Date) => new Date(now.getTime() - LINK_MS);
const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");
