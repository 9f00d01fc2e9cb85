import { DateTime } from "luxon";
import type { Ctx } from "../ctx.ts";
import type { FileLink } from "./links.ts";
import { readKept } from "./read-kept.ts";
import { watermark } from "./watermark.ts";

type Opened = { type: string; body: Uint8Array | { key: string }; name: string };

/** What she confirmed still stands. Who was seen keeps her pages. */
const STANDS = `(b.state in ('assigned', 'sent', 'confirmed', 'change_requested', 'checked_in', 'late', 'seen')
  or t.state in ('accepted', 'received', 'retake', 'reviewed'))`;

/** What a signed link opens now; undefined when it was withdrawn. Read across workspaces: the link is the only pass. */
export async function openLink(
  ctx: Pick<Ctx, "db" | "now" | "files" | "timeZone">,
  link: FileLink,
): Promise<Opened | undefined> {
  const open = { sides: openSides, take: openTake, photo: openPhoto } satisfies Record<FileLink["kind"], unknown>;
  return open[link.kind](ctx, link.id);
}

async function openSides(ctx: Pick<Ctx, "db" | "now" | "files" | "timeZone">, id: string): Promise<Opened | undefined> {
  const { rows } = await ctx.db.query<{ key: string; name: string; role: string }>(
    `select s.file_key as key, p.name, ro.title as role
       from sides_releases r join roles ro on ro.id = r.role_id join sides s on s.role_id = r.role_id and s.replaced_at is null
       join people p on p.id = r.talent_id left join bookings b on b.id = r.booking_id left join tapes t on t.id = r.tape_id
      where r.id = $1 and ro.state = 'open' and ${STANDS}`,
    [id],
  );
  const found = rows[0];
  if (!found) return undefined;
  const day = DateTime.fromJSDate(ctx.now(), { zone: ctx.timeZone }).toFormat("d LLLL yyyy");
  const body = await watermark(await readKept(ctx.files, found.key), {
    name: found.name,
    line: `${found.name} - ${found.role} - ${day} - ${id.slice(0, 8)} - confidential`,
  });
  await ctx.db.query(`update sides_releases set opened_at = coalesce(opened_at, $2) where id = $1`, [id, ctx.now()]);
  return { type: "application/pdf", body, name: "sides.pdf" };
}

async function openPhoto(ctx: Pick<Ctx, "db">, id: string): Promise<Opened | undefined> {
  const { rows } = await ctx.db.query<{ key: string }>(
    `select file_key as key from photos where id = $1 and removed_at is null`,
    [id],
  );
  return rows[0] && { type: "image/png", body: { key: rows[0].key }, name: "photo" };
}

async function openTake(ctx: Pick<Ctx, "db">, id: string): Promise<Opened | undefined> {
  const { rows } = await ctx.db.query<{ key: string; type: string }>(
    `select file_key as key, content_type as type from takes where id = $1 and file_key is not null`,
    [id],
  );
  return rows[0] && { type: rows[0].type, body: { key: rows[0].key }, name: "self-tape" };
}
