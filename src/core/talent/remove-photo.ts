import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import type { Ctx } from "../ctx.ts";
import { words } from "../messages/wording.ts";
import { mustBeTalent } from "../people/rights.ts";
import { whoIsMeant } from "../people/who-is-meant.ts";
import { showPhoto } from "./add-photos.ts";
import { notingChanges } from "./note-changes.ts";

export const RemoveMyPhoto = z.object({
  childName: z.string().max(200).optional().describe("A guardian: the child whose photo this is."),
});

const AT_ONCE = 100;

/** Takes the photo that stands with a profile away; the one before it, if there is one, is shown again. */
export async function removeMyPhoto(ctx: ToolCtx, { childName }: z.output<typeof RemoveMyPhoto>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const say = words(ctx.conversation.language);
  const { personId, child } = await whoIsMeant(ctx, { named: childName, ask: say.whoseProfile, ownFirst: true });
  const { workspaceId, personId: by } = ctx.actor;
  const changes = await notingChanges(
    ctx.db,
    { workspaceId, personId, by, source: "chat", now: ctx.now() },
    async () => {
      const { rows } = await ctx.db.query<{ id: string; portrait: string | null }>(
        `select f.id, t.portrait_url as portrait from photos f join talent_profiles t using (person_id)
          where f.person_id = $1 and f.removed_at is null order by f.seq desc`,
        [personId],
      );
      const shown = rows.find(({ id, portrait }) => portrait === ctx.links.path({ kind: "photo", id }));
      const before = rows.find((row) => row !== shown);
      if (shown) await ctx.db.query(`update photos set removed_at = $2 where id = $1`, [shown.id, ctx.now()]);
      await showPhoto(ctx, personId, before?.id);
    },
  );
  if (changes.length === 0) return { said: say.photoNone({ child }), data: { changed: false } };
  await audit(ctx, { verb: "remove_photo", subject: "person", subjectId: personId });
  return { said: say.photoRemoved({ child }), data: { changed: true } };
}

/** Deletes the files of photos that were taken away; gives how many. Works across workspaces. */
export async function forgetPhotos(ctx: Pick<Ctx, "db" | "files">): Promise<number> {
  const { rows } = await ctx.db.query<{ id: string; key: string }>(
    `select id, file_key as key from photos where removed_at is not null limit ${AT_ONCE}`,
  );
  for (const { id, key } of rows) {
    await ctx.files.remove(key);
    await ctx.db.query(`delete from photos where id = $1 and removed_at is not null`, [id]);
  }
  return rows.length;
}
