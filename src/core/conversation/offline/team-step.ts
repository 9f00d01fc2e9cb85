import { DateTime } from "luxon";
import { teamWords } from "../../messages/wording-team.ts";
import type { Chosen, Intent, InviteWish } from "./intent.ts";
import { after, type NextStep, resultOf, say, sayDone, use } from "./next-step.ts";
import { understandInContext } from "./pending-invite.ts";
import type { Done, TurnSoFar } from "./turn-so-far.ts";

export type Clockwork = { now: Date; timeZone: string };

const SHORTLIST = 6;
const LONG_SHORTLIST = 10;

/** What the rules do for the casting team. */
export function teamStep(turn: TurnSoFar, clockwork: Clockwork): NextStep {
  const intent = understandInContext(turn, clockwork);
  switch (intent.kind) {
    case "brief":
      return thenShortlist(turn, { name: "create_role", input: { brief: turn.words.slice(0, 12_000) } });
    case "update":
      return thenShortlist(turn, { name: "update_role", input: { change: turn.words.slice(0, 12_000) } });
    case "search":
      return intent.name
        ? after(turn, { name: "search_talent", input: { name: intent.name, limit: SHORTLIST } }, () => sayDone(turn))
        : search(turn, intent.query);
    case "more":
      return after(turn, { name: "search_talent", input: further(intent) }, () => sayDone(turn));
    case "invite":
      return invite(turn, intent, clockwork);
    case "select":
    case "pass": {
      const { kind, ...who } = intent;
      if (!who.names && !who.numbers && !who.all) return say(teamWords.askWhom());
      return after(turn, { name: kind === "select" ? "select_candidate" : "pass_candidate", input: who }, () =>
        sayDone(turn),
      );
    }
    case "tool":
      return after(turn, { name: intent.name, input: intent.input }, () => sayDone(turn));
    case "connect_calendar":
    case "calendar_feed":
    case "open_office":
      return after(turn, { name: intent.kind, input: {} }, () => sayDone(turn));
    case "slots":
      return after(turn, { name: "list_slots", input: {} }, () => sayDone(turn));
    case "status": {
      const { role, name, only } = intent;
      const about = { ...(role && { role }), ...(name && { talentName: name }), ...(only && { only }) };
      return after(turn, { name: "show_status", input: about }, () => sayDone(turn));
    }
    case "when":
    case "where":
      return after(turn, { name: "show_status", input: {} }, () => sayDone(turn));
    case "cancel":
      if (!intent.name) return say(teamWords.askWhoseBooking());
      return after(turn, { name: "cancel_booking", input: { talentName: intent.name } }, () => sayDone(turn));
    default:
      return turn.done.length > 0 ? sayDone(turn, teamWords.notUnderstood()) : say(plainAnswer(intent));
  }
}

const further = ({ count = SHORTLIST, again }: Extract<Intent, { kind: "more" }>) =>
  again ? { limit: LONG_SHORTLIST } : { further: true, limit: Math.min(Math.max(count, 1), LONG_SHORTLIST) };

function plainAnswer(intent: Intent): string {
  if (intent.kind === "help") return teamWords.help();
  if (intent.kind === "greeting") return teamWords.hello();
  if (intent.kind === "move") return teamWords.cannotMove();
  if (intent.kind === "thanks") return teamWords.welcome();
  if (intent.kind === "no") return teamWords.nothingDone();
  return intent.kind === "yes" ? teamWords.pressButton() : teamWords.notUnderstood();
}

/** A role that the model had already created or changed in this turn is not created again. */
function thenShortlist(turn: TurnSoFar, step: { name: string; input: Record<string, unknown> }): NextStep {
  if (resultOf(turn, "update_role")?.data.unchanged === true) return sayDone(turn);
  const role = turn.done.find((one) => (one.name === "create_role" || one.name === "update_role") && !one.failed);
  const shortlist = () => after(turn, { name: "search_talent", input: { limit: SHORTLIST } }, () => sayDone(turn));
  return role ? shortlist() : after(turn, step, shortlist);
}

/** A search before there is a role is a brief. */
function search(turn: TurnSoFar, query: string): NextStep {
  const found = resultOf(turn, "search_talent");
  if (!found) return use("search_talent", { query: query.slice(0, 2_000), limit: SHORTLIST });
  if (!found.failed || found.data.error !== "not_found") return sayDone(turn);
  const role = resultOf(turn, "create_role");
  if (!role) return use("create_role", { brief: query.slice(0, 12_000) });
  const searches = turn.done.filter((one) => one.name === "search_talent").length;
  return role.failed || searches > 1 ? sayDone(turn) : use("search_talent", { limit: SHORTLIST });
}

function invite(turn: TurnSoFar, wish: InviteWish, { timeZone }: Clockwork): NextStep {
  const proposed = resultOf(turn, "propose_session");
  if (proposed?.failed) return sayDone(turn);
  if (proposed) return draftFor(turn, proposed, wish);
  if (wish.bad) return say(wish.bad === "past" ? teamWords.pastTime() : teamWords.impossibleTime());
  const { day, from, to, place } = wish;
  // Who is seen again is seen where they were seen before, unless somebody says otherwise.
  const somewhere = place ?? wish.round;
  if (!day || !from || !to || !somewhere) {
    const missing = [
      ...(day ? [] : ["day" as const]),
      ...(from && to ? [] : ["hours" as const]),
      ...(somewhere ? [] : ["place" as const]),
    ];
    return say(teamWords.inviteNeeds({ missing }));
  }
  const at = (clock: string) =>
    DateTime.fromISO(`${day}T${clock}`, { zone: timeZone }).toISO({ suppressMilliseconds: true });
  const { breaks, ...layout } = wish.layout ?? {};
  return use("propose_session", {
    startsAt: at(from),
    endsAt: at(to),
    ...(place && { place }),
    ...(wish.round && { round: wish.round }),
    ...layout,
    ...(breaks && { breaks: breaks.map((one) => ({ startsAt: at(one.from), endsAt: at(one.to) })) }),
    ...(wish.slotMinutes && { slotMinutes: wish.slotMinutes }),
    ...(wish.corrects && { insteadOfDraft: true }),
  });
}

/** Who is named is selected first, and nobody else is invited; who is seen again was selected long ago. */
function draftFor(turn: TurnSoFar, proposed: Done, { who, round }: Pick<InviteWish, "who" | "round">): NextStep {
  const { sessionId } = proposed.data;
  const draft = (only: Chosen & { candidateIds?: string[] }) =>
    after(turn, { name: "draft_invitation", input: { sessionId, ...only } }, (drafted) =>
      say([proposed.said, drafted.said].filter(Boolean).join("\n\n")),
    );
  if (!who || round) return draft(who ?? {});
  return after(turn, { name: "select_candidate", input: who }, ({ data }) => {
    const selected = Array.isArray(data.selected) ? (data.selected as { candidateId?: unknown }[]) : [];
    return draft({ candidateIds: selected.map((one) => String(one.candidateId)) });
  });
}
