/**
 * A text is embedded once in a workspace: a profile with the content of another, or with content that it had before, gets the
 * vector that is there. Never across workspaces: how soon a profile is ready would tell that somebody else has the same.
 */
import type { Ctx } from "../ctx.ts";

/** Nobody changes back to what was there so long ago. */
const KEPT = "30 days";

type Content = { person_id: string; workspace_id: string; content_hash: string };

/** Vectors that a workspace has of such content by this model, as SQL writes them, by "workspace hash". */
export async function knownVectors(ctx: Pick<Ctx, "db" | "embed">, contents: Content[]): Promise<Map<string, string>> {
  const { rows } = await ctx.db.query<{ key: string; embedding: string }>(
    `select u.w || ' ' || u.h as key, coalesce(
        (select v.embedding::text from profile_vectors v
          where v.workspace_id = u.w and v.model = $3 and v.content_hash = u.h and v.dimension = $4 limit 1),
        (select k.embedding::text from kept_vectors k
          where k.workspace_id = u.w and k.model = $3 and k.content_hash = u.h and k.dimension = $4 limit 1)) as embedding
       from (select distinct w, h from unnest($1::uuid[], $2::text[]) as u(w, h)) u`,
    [
      contents.map((one) => one.workspace_id),
      contents.map((one) => one.content_hash),
      ctx.embed.model,
      ctx.embed.dimension,
    ],
  );
  return new Map(rows.flatMap(({ key, embedding }) => (embedding ? [[key, embedding] as const] : [])));
}

/** Keeps the vectors that profiles had until now, where their content is another. */
export async function keepReplaced(ctx: Pick<Ctx, "db" | "embed">, contents: Content[]): Promise<void> {
  await ctx.db.query(
    `insert into kept_vectors (person_id, workspace_id, model, dimension, content_hash, embedding, kept_at)
     select v.person_id, v.workspace_id, v.model, v.dimension, v.content_hash, v.embedding, now()
       from unnest($1::uuid[], $2::text[]) as u(p, h)
       join profile_vectors v on v.person_id = u.p and v.model = $3 and v.content_hash <> u.h
     on conflict (person_id, model, content_hash) do update set kept_at = excluded.kept_at`,
    [contents.map((one) => one.person_id), contents.map((one) => one.content_hash), ctx.embed.model],
  );
}

/** Lets go of what nobody has had for long; gives how many. Works across workspaces. */
export async function forgetKept(ctx: Pick<Ctx, "db" | "now">, limit: number): Promise<number> {
  const { rowCount } = await ctx.db.query(
    `delete from kept_vectors where (person_id, model, content_hash) in (
       select person_id, model, content_hash from kept_vectors where kept_at < $1::timestamptz - interval '${KEPT}' limit $2)`,
    [ctx.now(), limit],
  );
  return rowCount;
}
