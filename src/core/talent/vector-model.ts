/**
 * A change of the model: the new one's vectors are made in the background beside the old ones', and search goes on with the
 * old model until every profile has its new vector.
 */
import type { Ctx } from "../ctx.ts";
import type { Embed } from "../ports.ts";
import { forgetKept } from "./kept-vectors.ts";

/** How long the vectors of an earlier model are kept, should somebody want it back. */
const KEPT = "1 day";

/** Every profile has its vector by this model: from now on searches use it. Works across workspaces. */
export async function vectorsReady(ctx: Pick<Ctx, "db" | "embed" | "now">): Promise<void> {
  await ctx.db.query(
    `insert into vector_models (workspace_id, model, ready_at) select id, $1, $2 from workspaces on conflict do nothing`,
    [ctx.embed.model, ctx.now()],
  );
}

/**
 * Lets go of vectors of earlier models, and of those that no profile has had for a month; gives how many, at most twice
 * `limit`. A model whose vectors are gone is not taken for ready any more. Works across workspaces.
 */
export async function forgetOldVectors(ctx: Pick<Ctx, "db" | "embed" | "now">, limit: number): Promise<number> {
  const { rowCount } = await ctx.db.query(
    `delete from profile_vectors where (person_id, model) in (
       select v.person_id, v.model from profile_vectors v
         join vector_models m on m.workspace_id = v.workspace_id and m.model = $1 and m.ready_at < $2::timestamptz - interval '${KEPT}'
        where v.model <> $1 limit $3)`,
    [ctx.embed.model, ctx.now(), limit],
  );
  await ctx.db.query(
    `delete from vector_models o using vector_models m
      where m.workspace_id = o.workspace_id and m.model = $1 and o.model <> $1 and m.ready_at < $2::timestamptz - interval '${KEPT}'`,
    [ctx.embed.model, ctx.now()],
  );
  return rowCount + (await forgetKept(ctx, limit));
}

/** Whoever is to embed a query of this workspace: an earlier model as long as its vectors are whole and the new one's are not. */
export async function embedderOf(ctx: Pick<Ctx, "db" | "embed">): Promise<Embed> {
  const { embed } = ctx;
  if (!embed.earlier) return embed;
  const { rows } = await ctx.db.query<{ model: string }>(`select model from vector_models order by ready_at desc`);
  const [latest] = rows;
  return !latest || rows.some(({ model }) => model === embed.model) ? embed : (embed.earlier(latest.model) ?? embed);
}
