import { z } from "zod";
import type { Incoming } from "../../core/messages/message.ts";
import { CRITERIA_FORM, filledIn, OPENS_FORM, openedBy } from "./modal.ts";
import { ignored, isGuest } from "./parse.ts";

const Trigger = z.object({
  trigger_id: z.string(),
  actions: z.tuple([z.object({ action_id: z.string() })], z.unknown()),
});
const Submission = z.object({
  type: z.literal("view_submission"),
  user: z.object({ id: z.string(), name: z.string().optional(), team_id: z.string().optional() }),
  team: z.object({ id: z.string() }).nullish(),
  view: z.object({
    id: z.string().min(1),
    callback_id: z.literal(CRITERIA_FORM),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  }),
});

/** The form that a tap is to open first: Slack takes a trigger for three seconds. */
export function formTrigger(payload: unknown): string | undefined {
  const { data } = Trigger.safeParse(payload);
  return data?.actions[0].action_id.startsWith(OPENS_FORM) ? data.trigger_id : undefined;
}

/** A form that was filled in is the tap that opened it, with what stands in its fields. */
export function parseSubmission(payload: unknown, now: Date): Incoming {
  const parsed = Submission.safeParse(payload);
  const opened = parsed.success && openedBy(parsed.data.view.private_metadata);
  if (!parsed.success || !opened) return ignored("not a form of ours");
  const { user, team, view } = parsed.data;
  const account = team?.id ?? user.team_id;
  if (isGuest(user.team_id, account)) return ignored("somebody of another company in a shared channel");
  if (account !== opened.account) return ignored("a form of another team");
  return {
    kind: "action",
    channel: "slack",
    platform: "slack",
    account,
    providerEventId: `view:${view.id}:${user.id}`,
    conversationKey: opened.conversationKey,
    sender: { address: user.id, ...(user.name && { name: user.name }) },
    sentAt: now.toISOString(),
    actionId: opened.actionId,
    form: filledIn(view.state.values),
  };
}
