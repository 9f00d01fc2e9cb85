import { fileURLToPath } from "node:url";
import type { Ctx } from "../ctx.ts";

const CSV = fileURLToPath(new URL("../../../data/demo-talent.csv", import.meta.url));

/** The stage's accounts: one for each channel that it plays. */
export const STAGE = "stage";

/**
 * On an empty database: a production house with a director, a project, a studio and 240 invented talents, brought in
 * through the ordinary import. Interrupted, it goes on at the next start; done, it does nothing. Returns the workspace.
 */
export async function seedDemo(ctx: Pick<Ctx, "db" | "now">): Promise<string> {
  const workspaceId = await seedWorkspace(ctx);
  const { rows } = await ctx.db.query<{ done: boolean }>(
    `select coalesce((settings ->> 'demo') = 'done', false) as done from workspaces where id = $1`,
    [workspaceId],
  );
  if (rows[0]?.done) return workspaceId;
  const [{ importTalent }, { readRows }] = await Promise.all([import("./import-talent.ts"), import("./read-rows.ts")]);
  await importTalent(ctx, { workspaceId, rows: readRows(CSV) });
  await ctx.db.query(`update workspaces set settings = settings || '{"demo": "done"}' where id = $1`, [workspaceId]);
  return workspaceId;
}

async function seedWorkspace(ctx: Pick<Ctx, "db">): Promise<string> {
  return ctx.db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(7231985)`);
    const { rows } = await tx.query<{ id: string; settings: { demo?: string } }>(
      `select id, settings from workspaces order by created_at limit 1`,
    );
    if (rows[0]) {
      // A workspace that is not the demo's has nothing to seed.
      if (!rows[0].settings.demo)
        await tx.query(`update workspaces set settings = settings || '{"demo": "done"}' where id = $1`, [rows[0].id]);
      return rows[0].id;
    }
    const workspace = await tx.query<{ id: string }>(
      `insert into workspaces (name, settings) values ('Gulmohar Talkies', '{"demo": "started"}') returning id`,
    );
    const id = (workspace.rows[0] as { id: string }).id;
    await tx.query(
      `insert into projects (workspace_id, title, production_house, kind) values ($1, 'Raat Ki Chowki', 'Gulmohar Talkies', 'thriller')`,
      [id],
    );
    await tx.query(`insert into rooms (workspace_id, name) values ($1, 'andheri studio')`, [id]);
    await tx.query(
      `insert into channel_accounts (workspace_id, channel, platform, account)
       select $1, c, 'web', $2 from unnest(array['slack', 'whatsapp', 'sms']) c`,
      [id, STAGE],
    );
    await tx.query(
      `with director as (insert into people (workspace_id, name) values ($1, 'Meher Davar') returning id),
            member as (insert into memberships (workspace_id, person_id, role) select $1, id, 'director' from director)
       insert into contact_points (workspace_id, person_id, channel, address, verified_at)
       select $1, id, c, a, now() from director, (values ('slack', 'stage-director'), ('email', 'meher.davar@gulmohar.example')) v(c, a)`,
      [id],
    );
    return id;
  });
}
