import { randomUUID } from "node:crypto";
import { audit } from "../audit.ts";
import { draftSides } from "../auditions/send-sides.ts";
import { roleIsUnionTape } from "../auditions/union-tape.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import type { Received } from "../ports.ts";
import { SIDES_BYTES, SIDES_PAGES, sayBytes, UNION_TAPE_PAGES } from "./media-limits.ts";
import { readKept } from "./read-kept.ts";
import { countPages } from "./watermark.ts";

/** A PDF that is kept and attached to nothing yet. */
export type Pages = Received & { key: string; pages: number };

/**
 * Looks at what came as sides by its content and keeps it. Throws `invalid_input`, in words for the team, for what is no
 * PDF that can be read; then nothing is kept. Outside of a transaction.
 */
export async function keepSides(
  ctx: Pick<Ctx, "files"> & { workspaceId: string },
  received: Received | "too_large",
): Promise<Pages> {
  if (received === "too_large") throw new AppError("invalid_input", "sides are too large", { said: TOO_LARGE });
  if (received.type !== "application/pdf") {
    await ctx.files.drop(received);
    throw new AppError("invalid_input", `sides of type ${received.type}`, { said: NO_PDF });
  }
  const key = `${ctx.workspaceId}/sides/${randomUUID()}`;
  await ctx.files.keep(received, key);
  try {
    return { ...received, key, pages: await pagesOf(await readKept(ctx.files, key)) };
  } catch (error) {
    await ctx.files.remove(key);
    throw error;
  }
}

async function pagesOf(bytes: Uint8Array): Promise<number> {
  const pages = await countPages(bytes);
  if (pages <= SIDES_PAGES) return pages;
  throw new AppError("invalid_input", `sides of ${pages} pages`, {
    said: `That PDF has ${pages} pages; sides have at most ${SIDES_PAGES}. Please send only the pages that are to be read.`,
  });
}

const NO_PDF =
  "That file is not a PDF, whatever it is called, so I attached nothing. Please export the sides as a PDF and send that.";
const TOO_LARGE = `That file is larger than ${sayBytes(SIDES_BYTES)}, so I attached nothing. Please send only the pages that are to be read.`;

/**
 * Attaches sides to a role in place of those before. Who confirms from now on gets them; for those who confirmed before a
 * word is drafted. Throws `conflict` beyond the pages that a union allows for self-tapes.
 */
export async function attachSides(
  ctx: ToolCtx,
  { roleId, sides }: { roleId: string; sides: Pages },
): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { rows } = await ctx.db.query<{ title: string; union: boolean }>(
    `select title, ${roleIsUnionTape("r")} as union from roles r where id = $1 and state = 'open'`,
    [roleId],
  );
  const role = rows[0];
  if (!role) throw new AppError("not_found", `role ${roleId} is not open`, { said: "That role is not open any more." });
  if (role.union && sides.pages > UNION_TAPE_PAGES) {
    throw new AppError("conflict", `${sides.pages} pages for a union self-tape`, {
      said: `SAG-AFTRA allows at most ${UNION_TAPE_PAGES} pages for a self-tape, and this PDF has ${sides.pages}. I attached nothing; please send a shorter one.`,
    });
  }
  await ctx.db.query(`update sides set replaced_at = $2 where role_id = $1 and replaced_at is null`, [
    roleId,
    ctx.now(),
  ]);
  const stored = await ctx.db.query<{ id: string }>(
    `insert into sides (workspace_id, role_id, file_key, bytes, sha256, pages, attached_by, attached_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [ctx.actor.workspaceId, roleId, sides.key, sides.bytes, sides.sha256, sides.pages, ctx.actor.personId, ctx.now()],
  );
  const sidesId = (stored.rows[0] as { id: string }).id;
  await audit(ctx, { verb: "attach_sides", subject: "sides", subjectId: sidesId });
  const draft = await draftSides(ctx, roleId);
  const pages = sides.pages === 1 ? "one page" : `${sides.pages} pages`;
  return {
    said: [
      `The sides for ${role.title} are attached, ${pages}. Who confirms gets them by a link of their own, with their name on every page.`,
      draft?.said,
    ]
      .filter(Boolean)
      .join(" "),
    data: { sidesId, pages: sides.pages },
    ...(draft?.parts && { parts: draft.parts }),
  };
}
