import { expireRoleOffer } from "../auditions/answer-offer.ts";
import { permissionDue } from "../auditions/ask-permission.ts";
import { expireInvitation } from "../auditions/expire-invitation.ts";
import { expireOffer } from "../auditions/expire-offer.ts";
import { expireHold, holdEndsSoon } from "../auditions/nudge-hold.ts";
import { nudgeInvitation } from "../auditions/nudge-invitation.ts";
import { remindOfTape, tapeIsDue } from "../auditions/remind-tape.ts";
import { askNoShow, tellLongWait } from "../auditions/watch-day.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { askGate } from "../operations/ask-gate.ts";
import { postDigest } from "../operations/post-digest.ts";
import { tellStuck } from "../operations/tell-stuck.ts";
import { tellMatches } from "../saved-searches/tell-matches.ts";

/** What a verb of an alarm is told. It reads its subject again and does nothing when that asks for it no more. */
export type Fired = { id: string; subjectId: string; data: Record<string, unknown> };

type Verb = (ctx: ToolCtx, fired: Fired) => Promise<void>;

/** What each alarm does, in one transaction with its being fired. */
export const ALARMS = {
  nudge_invitation: nudgeInvitation,
  expire_invitation: expireInvitation,
  hold_ends_soon: holdEndsSoon,
  expire_hold: expireHold,
  expire_role_offer: expireRoleOffer,
  permission_due: permissionDue,
  expire_offer: expireOffer,
  tape_reminder: remindOfTape,
  tape_due: tapeIsDue,
  daily_digest: postDigest,
  not_checked_in: askNoShow,
  long_wait: tellLongWait,
  match_saved_search: tellMatches,
  ask_gate: askGate,
  tell_stuck: tellStuck,
} satisfies Record<string, Verb>;

export type AlarmKind = keyof typeof ALARMS;
