import type { Ctx } from "../ctx.ts";
import { storeNames } from "./name-sounds.ts";
import { contentHash, type ProfileFacts, searchText, TEXT_VERSION } from "./profile-text.ts";

type Row = ProfileFacts & { personId: string; workspaceId: string };

/**
 * Makes the words of profiles anew that an earlier program has made; gives how many there were, at most `limit`. Works across
 * workspaces. A profile that changes meanwhile is left to whoever changed it.
 */
export async function refreshTexts(ctx: Pick<Ctx, "db">, limit: number): Promise<number> {
  const { rows } = await ctx.db.query<Row & { content_hash: string }>(
    `select person_id as "personId", workspace_id as "workspaceId", display_name as "displayName", gender, city, languages, skills,
            bio, content_hash
       from talent_profiles where search_version < $1 limit $2`,
    [TEXT_VERSION, limit],
  );
  if (rows.length === 0) return 0;
  await ctx.db.query(
    `update talent_profiles t set search_text = n.text, content_hash = n.hash, search_version = $5
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as n(id, before, text, hash)
      where t.person_id = n.id and t.content_hash = n.before`,
    [
      rows.map((row) => row.personId),
      rows.map((row) => row.content_hash),
      rows.map(searchText),
      rows.map(contentHash),
      TEXT_VERSION,
    ],
  );
  await storeNames(
    ctx.db,
    rows.map((row) => ({ personId: row.personId, workspaceId: row.workspaceId, name: row.displayName })),
  );
  return rows.length;
}
