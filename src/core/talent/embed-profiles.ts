import pgvector from "pgvector";
import type { Ctx } from "../ctx.ts";
import { embedTexts } from "./embed-texts.ts";
import { keepReplaced, knownVectors } from "./kept-vectors.ts";
import { contentHash, embeddedText, type ProfileFacts } from "./profile-text.ts";
import { vectorType } from "./vector-type.ts";

type Row = ProfileFacts & { person_id: string; workspace_id: string; content_hash: string };

/**
 * Gives profiles the vector of their present content; minors are not profiled (DPDP). What a workspace has a vector for is
 * not asked for again. Works across workspaces. Throws `unavailable`.
 */
export async function embedProfiles(ctx: Pick<Ctx, "db" | "embed" | "live">, personIds: string[]): Promise<void> {
  const { rows } = await ctx.db.query<Row>(
    `select t.person_id, t.workspace_id, t.display_name as "displayName", t.gender, t.city, t.languages, t.skills, t.bio, t.content_hash
       from talent_profiles t where t.person_id = any($1::uuid[]) and not t.is_minor`,
    [personIds],
  );
  if (rows.length === 0) return;
  const vectors = await vectorsOf(ctx, rows);
  await keepReplaced(ctx, rows);
  await ctx.db.query(
    `insert into profile_vectors (person_id, workspace_id, model, dimension, content_hash, embedding)
     select p, w, $4, $6, h, e::${vectorType(ctx.db)} from unnest($1::uuid[], $2::uuid[], $3::text[], $5::text[]) as u(p, w, h, e)
     on conflict (person_id, model) do update set dimension = excluded.dimension, content_hash = excluded.content_hash,
       embedding = excluded.embedding, updated_at = now()`,
    [
      rows.map((row) => row.person_id),
      rows.map((row) => row.workspace_id),
      rows.map((row) => row.content_hash),
      ctx.embed.model,
      vectors,
      ctx.embed.dimension,
    ],
  );
  for (const workspaceId of new Set(rows.map((row) => row.workspace_id))) {
    ctx.live.publish(workspaceId, { type: "changed", what: "embeddings" });
  }
}

/** As SQL writes them, one a profile. Content that several have is asked for once. */
async function vectorsOf(ctx: Pick<Ctx, "db" | "embed">, rows: Row[]): Promise<string[]> {
  const known = await knownVectors(
    ctx,
    rows.filter((row) => contentHash(row) === row.content_hash),
  );
  const keyOf = (row: Row) => `${row.workspace_id} ${row.content_hash}`;
  const texts = [...new Set(rows.filter((row) => !known.has(keyOf(row))).map(embeddedText))];
  const made = texts.length > 0 ? await embedTexts(ctx.embed, texts, "document") : [];
  const madeOf = new Map(texts.map((text, index) => [text, pgvector.toSql(made[index] ?? [])]));
  return rows.map((row) => known.get(keyOf(row)) ?? madeOf.get(embeddedText(row)) ?? "");
}

/** People whose profile has no vector of its present content by this model. Minors are not profiled (DPDP). */
export async function profilesWithoutVector(ctx: Pick<Ctx, "db" | "embed">, limit: number): Promise<string[]> {
  const { rows } = await ctx.db.query<{ person_id: string }>(
    `select t.person_id from talent_profiles t
      where not t.is_minor and not exists (select from profile_vectors v where v.person_id = t.person_id and v.content_hash = t.content_hash and v.model = $2)
      order by t.created_at limit $1`,
    [limit, ctx.embed.model],
  );
  return rows.map((row) => row.person_id);
}

/** How far the background work is, in profiles of one workspace. */
export async function embeddingProgress(ctx: Pick<Ctx, "db" | "embed">): Promise<{ done: number; total: number }> {
  const { rows } = await ctx.db.query<{ done: number; total: number }>(
    `select count(v.person_id)::int as done, count(*)::int as total from talent_profiles t
       left join profile_vectors v on v.person_id = t.person_id and v.content_hash = t.content_hash and v.model = $1
      where not t.is_minor`,
    [ctx.embed.model],
  );
  return rows[0] ?? { done: 0, total: 0 };
}
