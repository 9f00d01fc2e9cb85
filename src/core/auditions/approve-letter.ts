import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { sendPhoneAnswer } from "./answer-by-phone.ts";
import { sendTapeRequests } from "./ask-tape.ts";
import { sendPhoneBooking } from "./book-by-phone.ts";
import { sendRoleBooking } from "./book-role.ts";
import { sendCallSheet, sendDealMemo } from "./brief-booked.ts";
import { sendCallOff } from "./call-off-session.ts";
import { decideApproval } from "./decide-approval.ts";
import { sendOffer } from "./make-offer.ts";
import { sendSessionMove } from "./move-session.ts";
import { sendRelease } from "./release-hold.ts";
import { sendClosing } from "./send-closing.ts";
import { sendHolds } from "./send-hold.ts";
import { sendSides } from "./send-sides.ts";
import { sendChange } from "./tell-change.ts";
import { sendWord } from "./write-word.ts";

export const DecideLetter = z.object({ approvalId: z.uuid() });

type Send = (ctx: ToolCtx, letter: { approvalId: string; payload: unknown }) => Promise<ToolResult>;

/** What is done, and said to talent, once a person approved. */
const LETTERS = {
  ask_hold: sendHolds,
  release_hold: sendRelease,
  book_role: sendRoleBooking,
  make_offer: sendOffer,
  close_role: sendClosing,
  deal_memo: sendDealMemo,
  call_sheet: sendCallSheet,
  role_change: sendChange,
  send_sides: sendSides,
  request_tape: sendTapeRequests,
  move_session: sendSessionMove,
  call_off_session: sendCallOff,
  team_word: sendWord,
  book_by_phone: sendPhoneBooking,
  answer_by_phone: sendPhoneAnswer,
} satisfies Record<string, Send>;

export type LetterKind = keyof typeof LETTERS;

/** A person lets drafted messages go, once; throws `conflict` when they were decided before. */
export async function approveLetter(ctx: ToolCtx, input: z.output<typeof DecideLetter>): Promise<ToolResult> {
  const kind = await kindOf(ctx, input);
  const payload = await decideApproval(ctx, { ...input, of: kind, to: "approved" });
  return LETTERS[kind](ctx, { ...input, payload });
}

/** A person drops them: nothing is sent and nothing changes. */
export async function discardLetter(ctx: ToolCtx, input: z.output<typeof DecideLetter>): Promise<ToolResult> {
  await decideApproval(ctx, { ...input, of: await kindOf(ctx, input), to: "discarded" });
  return { said: "Discarded. Nothing was sent, and nothing has changed." };
}

async function kindOf(ctx: ToolCtx, { approvalId }: z.output<typeof DecideLetter>): Promise<LetterKind> {
  mustBeTeam(ctx.actor);
  const { rows } = await ctx.db.query<{ kind: string }>(`select kind from approvals where id = $1`, [approvalId]);
  const kind = rows[0]?.kind;
  if (kind && Object.hasOwn(LETTERS, kind)) return kind as LetterKind;
  throw new AppError("not_found", `approval ${approvalId} is no letter`, { said: "That draft is not there any more." });
}
