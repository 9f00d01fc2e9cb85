import type { ToolCtx } from "../conversation/tool.ts";
import type { Breakdown } from "../talent/criteria.ts";

type Named = Pick<Breakdown, "project" | "house">;

/** The project that a brief names, made when it is new. Without a name the newest, or that of the house it names; null when there is none. */
export async function projectOf(
  ctx: Pick<ToolCtx, "db" | "actor" | "now">,
  { project, house }: Named,
): Promise<string | null> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select id from projects
      where ($1::text is null or lower(title) = lower($1)) and ($2::text is null or $1::text is not null or lower(production_house) = lower($2))
      order by created_at desc limit 1`,
    [project ?? null, house ?? null],
  );
  if (rows[0] || !project) return rows[0]?.id ?? null;
  const made = await ctx.db.query<{ id: string }>(
    `insert into projects (workspace_id, title, production_house, created_at) values ($1, $2, $3, $4) returning id`,
    [ctx.actor.workspaceId, project, house ?? null, ctx.now()],
  );
  return (made.rows[0] as { id: string }).id;
}

/** SQL: the title of a role, with its project where a role of another project in the workspace has the same one. */
export const titleApart = (role: string) => `coalesce((
  select left(${role}.title, 24) || ' (' || left(own.title, 20) || ')' from projects own
   where own.id = ${role}.project_id and exists (
     select from roles twin where twin.workspace_id = ${role}.workspace_id and lower(twin.title) = lower(${role}.title)
        and twin.project_id is distinct from ${role}.project_id)), ${role}.title)`;

/** SQL for the production house of a role: what its brief says, otherwise its project's. */
export const houseOf = (role: string, project: string) =>
  `coalesce(${role}.breakdown ->> 'house', ${project}.production_house)`;
