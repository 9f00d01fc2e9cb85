import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayBytes } from "../media/media-limits.ts";
import { words } from "../messages/wording.ts";
import { mustBeTalent } from "../people/rights.ts";
import { back, myTape } from "./answer-tape.ts";
import { mustBeConsented } from "./guard-minor.ts";
import { moveCandidates } from "./move-candidate.ts";
import { childOf } from "./my-booking.ts";
import { moveTape, type Tape } from "./read-tape.ts";
import { tapeCard } from "./tape-card.ts";
import { tellTeam } from "./tell-team.ts";

/** A file that is kept, or the address of one elsewhere. */
type Recording = { key: string; type: string; bytes: number; sha256: string } | { link: string };

export const SendTapeLink = z.object({
  url: z
    .url({ protocol: /^https$/ })
    .max(500)
    .describe("As she wrote it."),
  tapeId: z.uuid().optional(),
});

/** Stores the address of a self-tape that she sent. */
export async function sendTapeLink(ctx: ToolCtx, { url, tapeId }: z.output<typeof SendTapeLink>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const tape = await myTape(ctx, tapeId);
  await mustBeConsented(ctx, tape);
  return takeTape(ctx, tape, [{ link: url }]);
}

/** The tape is here: the team sees it with buttons to review it. A better take may follow until they have. */
export async function takeTape(ctx: ToolCtx, tape: Tape, recordings: Recording[]): Promise<ToolResult> {
  const late = tape.dueAt < ctx.now();
  await back(ctx, tape);
  await moveTape(ctx, { tapeId: tape.id, to: "received" });
  for (const one of recordings) await store(ctx, tape, one);
  await moveCandidates(ctx, {
    candidateIds: [tape.candidateId],
    to: "auditioned",
    from: ["invited"],
    why: "sent a self-tape",
  });
  await audit(ctx, { verb: "receive_tape", subject: "tape", subjectId: tape.id });
  await tellTeam(ctx, {
    conversationId: tape.conversationId,
    key: `tape:${tape.id}:turn:${ctx.turnId}`,
    text: `${tape.talent} (${tape.role}) has sent ${tape.state === "received" ? "another take" : "a self-tape"}${late ? ", after the deadline" : ""}: ${recordings.map(sayRecording).join(", ")}.`,
    card: await tapeCard(ctx, { ...tape, state: "received" }),
  });
  const facts = { role: tape.role, child: childOf(ctx, tape) };
  return { said: words(ctx.conversation.language).tapeReceived(facts), data: { tapeId: tape.id } };
}

const sayRecording = (one: Recording) => ("link" in one ? "a link" : `a video of ${sayBytes(one.bytes)}`);

async function store(ctx: ToolCtx, tape: Tape, one: Recording): Promise<void> {
  const file = "link" in one ? undefined : one;
  await ctx.db.query(
    `insert into takes (workspace_id, tape_id, file_key, link, content_type, bytes, sha256, sent_by, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ctx.actor.workspaceId,
      tape.id,
      file?.key ?? null,
      "link" in one ? one.link : null,
      file?.type ?? null,
      file?.bytes ?? null,
      file?.sha256 ?? null,
      ctx.actor.personId,
      ctx.now(),
    ],
  );
}
