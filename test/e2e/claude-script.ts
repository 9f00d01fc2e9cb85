import type { Reply, Script, Turn } from "../support/claude.ts";

type Slot = { slotId: string; startsAt: string; says: string };

const FRIDAY_4 = Date.parse("2026-11-27T16:00:00+05:30");
const FRIDAY_5 = Date.parse("2026-11-27T17:00:00+05:30");

/** What a good model does in the main job: for each sentence, the tools in order and then a line about the last result. */
export const mainJobScript: Script = (turn) => {
  if (/Need three/.test(turn.said)) {
    return inOrder(turn, [
      () => call("create_role", { brief: turn.said }),
      () => call("search_talent", {}),
      () => ({ text: "Here is the role, and the best six for it." }),
    ]);
  }
  if (/Invite them/.test(turn.said)) {
    return inOrder(turn, [
      () =>
        call("propose_session", {
          startsAt: "2026-11-27T14:00:00+05:30",
          endsAt: "2026-11-27T18:00:00+05:30",
          place: "Andheri studio",
          slotMinutes: 20,
        }),
      ({ sessionId }) => call("draft_invitation", { sessionId }),
      () => ({ text: "This is the draft. Nothing is sent until you press Approve." }),
    ]);
  }
  if (/shaam ko 5/.test(turn.said)) {
    return inOrder(turn, [
      () => call("list_slots", {}),
      (listed) => call("hold_slot", { slotId: slotAt(listed, FRIDAY_5) }),
      (held) => (held.error ? { text: String(held.said) } : call("confirm_booking", { bookingId: held.bookingId })),
      (booked) => ({ text: `Ho gaya! ${booked.said}` }),
    ]);
  }
  if (/can we do 4/.test(turn.said)) {
    return inOrder(turn, [
      () => call("list_slots", {}),
      (listed) => call("request_change", { slotId: slotAt(listed, FRIDAY_4) }),
      (moved) => ({ text: `No problem. ${moved.said}` }),
    ]);
  }
  if (/where are we/.test(turn.said)) {
    return inOrder(turn, [() => call("show_status", {}), (status) => ({ text: String(status.said) })]);
  }
  return { text: `I have no line for: ${turn.said}` };
};

type Step = (last: Record<string, unknown>) => Reply;

/** The step whose turn it is: one for each result that there is already. */
const inOrder = ({ results }: Turn, steps: Step[]): Reply =>
  (steps[results.length] ?? (() => ({ text: "Done." })))(results.at(-1)?.content ?? {});

const call = (tool: string, input: Record<string, unknown>): Reply => ({ tool, input });

const slotAt = (listed: Record<string, unknown>, at: number) =>
  (listed.slots as Slot[]).find((slot) => Date.parse(slot.startsAt) === at)?.slotId;
