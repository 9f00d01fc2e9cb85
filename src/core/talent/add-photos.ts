import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { words } from "../messages/wording.ts";
import { mustBeTalent } from "../people/rights.ts";
import type { Whose } from "../people/who-is-meant.ts";
import type { Queryable } from "../ports.ts";
import { notingChanges } from "./note-changes.ts";
import { upsertProfile } from "./upsert-profile.ts";

/** A photo that is kept: as it was drawn anew, with the hash of the file that was sent. */
export type KeptPhoto = { key: string; bytes: number; sha256: string; look: string | undefined };

/** Adds photos to a profile; the last one is its portrait. One that is there already is not kept twice. */
export async function addPhotos(ctx: ToolCtx, { personId, child }: Whose, photos: KeptPhoto[]): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const { workspaceId, personId: by } = ctx.actor;
  await notingChanges(ctx.db, { workspaceId, personId, by, source: "chat", now: ctx.now() }, async () => {
    await upsertProfile(ctx, { personId, fields: {} });
    for (const photo of photos) {
      const id = await store(ctx, { personId, child }, photo);
      await showPhoto(ctx, personId, id);
    }
  });
  await audit(ctx, { verb: "add_photo", subject: "person", subjectId: personId, details: { photos: photos.length } });
  return {
    said: words(ctx.conversation.language).photoSaved({ child, photos: photos.length }),
    data: { photos: photos.length },
  };
}

/** The portrait of a profile is this photo, or none. */
export const showPhoto = (ctx: Pick<ToolCtx, "db" | "links">, personId: string, id: string | undefined) =>
  ctx.db.query(`update talent_profiles set portrait_url = $2 where person_id = $1`, [
    personId,
    id === undefined ? null : ctx.links.path({ kind: "photo", id }),
  ]);

/** The same file, if it stands with the profile already. */
export async function keptBefore(
  db: Queryable,
  personId: string,
  sha256: string,
): Promise<(KeptPhoto & { id: string }) | undefined> {
  const { rows } = await db.query<KeptPhoto & { id: string }>(
    `select id, file_key as key, bytes, sha256, look::text as look from photos
      where person_id = $1 and sha256 = $2 and removed_at is null`,
    [personId, sha256],
  );
  return rows[0];
}

/** Of a child no look is kept: children are not profiled (DPDP). */
async function store(ctx: ToolCtx, { personId, child }: Whose, photo: KeptPhoto): Promise<string> {
  const before = await keptBefore(ctx.db, personId, photo.sha256);
  if (before) return before.id;
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into photos (workspace_id, person_id, file_key, bytes, sha256, look, sent_by, received_at)
     values ($1, $2, $3, $4, $5, $6::text::bit(128), $7, $8) returning id`,
    [
      ctx.actor.workspaceId,
      personId,
      photo.key,
      photo.bytes,
      photo.sha256,
      child ? null : (photo.look ?? null),
      ctx.actor.personId,
      ctx.now(),
    ],
  );
  return (rows[0] as { id: string }).id;
}
