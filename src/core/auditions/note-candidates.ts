import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { clip } from "../messages/wording-facts.ts";
import { mustBeTeam } from "../people/rights.ts";
import { findNamed, NameCandidates, sayUnknown } from "./name-candidates.ts";
import { sayList } from "./say-role.ts";

const TAG_LENGTH = 30;
const MOST_TAGS = 10;

const Tag = z
  .string()
  .transform((text) => clip(text.replace(/^#/, "").toLowerCase(), TAG_LENGTH))
  .pipe(z.string().min(1));

export const TagCandidates = NameCandidates.extend({
  tags: z.array(Tag).max(MOST_TAGS).default([]).describe("To put on them, e.g. “strong dancer”."),
  without: z.array(Tag).max(MOST_TAGS).default([]).describe("To take off them."),
});

/** Puts tags on candidates and takes others off. A tag that is there already stays; there are at most ten of them. */
export async function tagCandidates(ctx: ToolCtx, input: z.output<typeof TagCandidates>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { tags, without } = input;
  if (tags.length + without.length === 0) {
    throw new AppError("invalid_input", "no tag", { said: "Which tag? For example “tag Asha as strong dancer”." });
  }
  const named = await findNamed(ctx, input);
  const { rows } = await ctx.db.query<{ id: string; tags: string[] }>(
    `update candidates c set tags = array(
         select tag from unnest(c.tags || $2::text[]) with ordinality as all_tags(tag, n)
          where tag <> all($3::text[]) group by tag order by min(n) limit ${MOST_TAGS})
      where id = any($1::uuid[]) returning id, tags`,
    [named.map((one) => one.id), tags, without],
  );
  ctx.wake.changed(ctx.actor.workspaceId, "roles");
  for (const { id } of rows) await audit(ctx, { verb: "tag", subject: "candidate", subjectId: id });
  const said = named.map((one) => {
    const now = rows.find((row) => row.id === one.id)?.tags ?? [];
    return `${one.name}: ${now.length > 0 ? now.join(", ") : "no tags"}`;
  });
  return { said: `${said.join("; ")}.${sayUnknown(input, named)}`, data: { tagged: rows } };
}

export const NoteCandidates = NameCandidates.extend({ text: z.string().trim().min(1).max(2_000) });

/** Writes the same note of the team on candidates. Only the team ever reads it. */
export async function noteCandidates(ctx: ToolCtx, input: z.output<typeof NoteCandidates>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const named = await findNamed(ctx, input);
  await ctx.db.query(
    `insert into candidate_notes (workspace_id, candidate_id, written_by, text, created_at)
     select $1, c, $3, $4, $5 from unnest($2::uuid[]) as c`,
    [ctx.actor.workspaceId, named.map((one) => one.id), ctx.actor.personId, input.text, ctx.now()],
  );
  ctx.wake.changed(ctx.actor.workspaceId, "roles");
  for (const { id } of named) await audit(ctx, { verb: "note", subject: "candidate", subjectId: id });
  return {
    said: `Noted on ${sayList(named.map((one) => one.name))}. Only the team can read it.${sayUnknown(input, named)}`,
  };
}
