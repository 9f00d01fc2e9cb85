import { createHash, randomBytes } from "node:crypto";
import type { Ctx } from "../ctx.ts";
import type { Outgoing } from "../messages/message.ts";
import type { Queryable } from "../ports.ts";

export const LINK_PATH = "/sign-in";
const LINK_MS = 10 * 60_000;

type Whose = { workspaceId: string; personId: string };
type Making = Pick<Ctx, "db" | "now" | "publicUrl">;
type Looking = Pick<Ctx, "db" | "now">;

/**
 * A message with the link it promises: one that opens the office as the person it is for. The key is made here, as the
 * message leaves, and is stored nowhere: neither in what was said nor in the outbox. Each try makes another.
 */
export async function withOfficeLink(
  ctx: Making,
  { workspaceId, outgoing }: { workspaceId: string; outgoing: Outgoing },
): Promise<Outgoing> {
  const { opensOffice, ...rest } = outgoing;
  if (!opensOffice) return outgoing;
  return { ...rest, link: { label: "Open the office", url: await makeLink(ctx, { workspaceId, ...opensOffice }) } };
}

async function makeLink({ db, now, publicUrl }: Making, { workspaceId, personId }: Whose): Promise<string> {
  const key = randomBytes(24).toString("base64url");
  await db.query(
    `with old as (delete from office_links where created_at < $5)
     insert into office_links (hash, workspace_id, person_id, created_at) values ($1, $2, $3, $4)`,
    [hashOf(key), workspaceId, personId, now(), since(now())],
  );
  return `${publicUrl}${LINK_PATH}?key=${key}`;
}

/** Whom a link signs in; undefined when it is unknown, was used or is too old. Looking uses nothing up: Slack looks too. */
export async function readOfficeLink({ db, now }: Looking, key: string): Promise<{ name: string } | undefined> {
  const { rows } = await db.query<{ name: string }>(
    `select p.name from office_links l join people p on p.id = l.person_id
      where l.hash = $1 and l.used_at is null and l.created_at > $2`,
    [hashOf(key), since(now())],
  );
  return rows[0];
}

/** Uses a link up and says whose it was; undefined when it is unknown, was used or is too old. */
export async function useOfficeLink(
  { db, now }: { db: Queryable; now: () => Date },
  key: string,
): Promise<Whose | undefined> {
  const { rows } = await db.query<Whose>(
    `update office_links set used_at = $2 where hash = $1 and used_at is null and created_at > $3
     returning workspace_id as "workspaceId", person_id as "personId"`,
    [hashOf(key), now(), since(now())],
  );
  return rows[0];
}

const since = (now: Date) => new Date(now.getTime() - LINK_MS);

/** Keys and tokens are random and long: a plain hash keeps them. */
export const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");
