import type { ToolCtx } from "../conversation/tool.ts";
import { sayBytes } from "../media/media-limits.ts";
import type { DraftCard } from "../messages/draft.ts";
import { sayTime } from "../messages/say-time.ts";
import type { Tape } from "./read-tape.ts";
import type { TapeState } from "./tape-states.ts";

const DAY_MS = 24 * 60 * 60_000;
/** For so long the team's link to a recording opens; the list of tapes gives a new one. */
const LINK_MS = 7 * DAY_MS;
const SHOWN = 3;

const SAYS: Record<TapeState, string> = {
  requested: "asked, no answer yet",
  accepted: "will send it",
  received: "is here, not reviewed",
  retake: "another take is asked for",
  reviewed: "reviewed",
  declined: "will not send one",
  expired: "nothing came by the deadline",
};

type Take = { id: string; link: string | null; bytes: number | null; receivedAt: Date };

/** A self-tape as the team sees it: where it stands, its last takes, and buttons to review it. */
export async function tapeCard(
  ctx: Pick<ToolCtx, "db" | "now" | "links" | "publicUrl" | "timeZone">,
  tape: Tape,
): Promise<DraftCard> {
  const { rows } = await ctx.db.query<Take>(
    `select id, link, bytes, received_at as "receivedAt" from takes where tape_id = $1 order by received_at desc, id limit ${SHOWN}`,
    [tape.id],
  );
  const until = new Date(ctx.now().getTime() + LINK_MS);
  const address = (take: Take) =>
    take.link ?? `${ctx.publicUrl}${ctx.links.path({ kind: "take", id: take.id, until })}`;
  const waits = rows.length > 0 && tape.state === "received";
  const button = (label: string, verdict: "keep" | "retake" | "pass", style?: "primary" | "danger") => ({
    label,
    verb: "review_tape" as const,
    args: { candidateIds: [tape.candidateId], verdict },
    singleUse: false,
    ...(style && { style }),
  });
  return {
    type: "card",
    title: `${tape.talent}: self-tape`,
    lines: [
      `${SAYS[tape.state]}; due ${sayTime(tape.dueAt, ctx.timeZone)}`,
      ...rows.map(
        (take) =>
          `${sayTime(take.receivedAt, ctx.timeZone)}${take.bytes ? `, ${sayBytes(take.bytes)}` : ", a link of hers"}: ${address(take)}`,
      ),
    ],
    ...(waits && {
      choices: [button("Keep", "keep", "primary"), button("Another take", "retake"), button("Pass", "pass", "danger")],
    }),
  };
}
