/**
 * A search that is read page by page: who was found is kept in its order with the first page, so that no change of the data
 * shows anybody twice or skips anybody. Who no longer passes the filters is left out of the pages to come.
 */
import { z } from "zod";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { Criteria, type Hits } from "./criteria.ts";
import { FACETS } from "./criteria-sql.ts";
import { type Search, searchTalent } from "./search-talent.ts";

/** Nobody reads on for longer, nor further. */
const KEPT = "1 hour";
const READ_ON = 500;

const Cursor = z.string().regex(/^[0-9a-f-]{36}\.\d{1,4}$/);
/** Values of facets: any of one facet will do. */
export const Chosen = z.partialRecord(z.enum(FACETS), z.array(z.string().min(1).max(80)).max(50));
const Asked = z.object({
  criteria: Criteria,
  chosen: Chosen.optional(),
  name: z.string().optional(),
  near: z.string().optional(),
  excludeIds: z.array(z.string()).optional(),
});

export type Page = Hits & {
  /** For the page after this one; absent on the last. */
  next?: string;
};

/** The first page. */
export async function firstPage(
  ctx: Pick<Ctx, "db" | "embed" | "now"> & { workspaceId: string },
  { limit, ...search }: Search,
): Promise<Page> {
  const found = await searchTalent(ctx, { ...search, limit: READ_ON });
  const page = { ...found, hits: found.hits.slice(0, limit) };
  if (found.hits.length <= limit) return page;
  const { rows } = await ctx.db.query<{ id: string }>(
    `with gone as (delete from search_runs where created_at < $5::timestamptz - interval '${KEPT}')
     insert into search_runs (workspace_id, asked, ids, total, created_at) values ($1, $2, $3, $4, $5) returning id`,
    [
      ctx.workspaceId,
      JSON.stringify(Asked.parse(search)),
      found.hits.map((hit) => hit.personId),
      found.total,
      ctx.now(),
    ],
  );
  return { ...page, next: `${rows[0]?.id}.${limit}` };
}

/** A page further on. Throws `not_found` when the search was too long ago. */
export async function nextPage(
  ctx: Pick<Ctx, "db" | "embed">,
  { cursor, limit, explain = false }: { cursor: string; limit: number; explain?: boolean },
): Promise<Page> {
  const parsed = Cursor.safeParse(cursor);
  if (!parsed.success) throw new AppError("invalid_input", "no such cursor", { said: "Please search again." });
  const [id = "", from = "0"] = parsed.data.split(".");
  const { rows } = await ctx.db.query<{ asked: unknown; ids: string[]; total: number }>(
    `select asked, ids, total from search_runs where id = $1`,
    [id],
  );
  const run = rows[0];
  if (!run) {
    throw new AppError("not_found", `search ${id} is not kept any more`, {
      said: "That search was too long ago. Please search again.",
    });
  }
  const [start, end] = [Number(from), Number(from) + limit];
  const onlyIds = run.ids.slice(start, end);
  const { criteria, chosen, name, near, excludeIds } = Asked.parse(run.asked);
  const found = await searchTalent(ctx, {
    criteria,
    limit,
    onlyIds,
    explain,
    near,
    ...(chosen && { chosen }),
    ...(name && { name }),
    ...(excludeIds && { excludeIds }),
  });
  const place = new Map(onlyIds.map((personId, index) => [personId, index]));
  const hits = found.hits.toSorted((a, b) => (place.get(a.personId) ?? 0) - (place.get(b.personId) ?? 0));
  return {
    ...found,
    hits,
    total: run.total,
    relaxations: [],
    ...(end < run.ids.length && { next: `${id}.${end}` }),
  };
}
