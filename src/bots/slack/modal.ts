import type { types } from "@slack/bolt";
import { z } from "zod";
import type { IncomingAction } from "../../core/messages/message.ts";
import { FIELDS, type Field, type FormValues, LONGEST } from "../../core/talent/form/criteria-form.ts";

/** What the action id of a button begins with that opens a form first. */
export const OPENS_FORM = "castmatch-form:";
export const CRITERIA_FORM = "castmatch-criteria";

const Opened = z.object({ actionId: z.string().min(1), account: z.string(), conversationKey: z.string().min(1) });

const plain = (text: string) => ({ type: "plain_text" as const, text, emoji: false });

/** The criteria as a modal: a block a field, named like it, so that what is wrong can be told beside it. */
export function criteriaView(values: FormValues, opened: z.output<typeof Opened> | IncomingAction): types.ModalView {
  return {
    type: "modal",
    callback_id: CRITERIA_FORM,
    private_metadata: JSON.stringify(Opened.parse(opened)),
    title: plain("Edit criteria"),
    submit: plain("Search again"),
    close: plain("Cancel"),
    blocks: FIELDS.map((field) => ({
      type: "input",
      block_id: field.name,
      optional: true,
      label: plain(field.label),
      ...(field.hint && { hint: plain(field.hint) }),
      element: elementOf(field, values[field.name] ?? ""),
    })),
  };
}

function elementOf({ name: action_id, kind, options = [] }: Field, value: string): types.InputBlock["element"] {
  const all = options.map(([of, words]) => ({ text: plain(words), value: of }));
  if (kind === "choice") {
    const chosen = all.find((one) => one.value === value);
    return { type: "static_select", action_id, options: all, ...(chosen && { initial_option: chosen }) };
  }
  if (kind === "checks") {
    const ticked = all.filter((one) => value.split(",").includes(one.value));
    return { type: "checkboxes", action_id, options: all, ...(ticked.length > 0 && { initial_options: ticked }) };
  }
  if (kind === "date") return { type: "datepicker", action_id, ...(value && { initial_date: value }) };
  return {
    type: "plain_text_input",
    action_id,
    multiline: kind === "words",
    max_length: LONGEST,
    ...(value && { initial_value: value }),
  };
}

/** Which of our actions a modal was opened by, and where; undefined for what is not ours. */
export function openedBy(metadata: string): z.output<typeof Opened> | undefined {
  try {
    return Opened.safeParse(JSON.parse(metadata)).data;
  } catch {
    return undefined;
  }
}

const State = z.union([
  z.object({ selected_options: z.array(z.object({ value: z.string() })) }),
  z.object({ selected_option: z.object({ value: z.string() }) }),
  z.object({ selected_date: z.string() }),
  z.object({ value: z.string() }),
]);

/** The state of a modal as words by field; what is empty or unknown is left out. */
export function filledIn(values: Record<string, Record<string, unknown>>): FormValues {
  const filled = FIELDS.flatMap(({ name }) => {
    const { data } = State.safeParse(values[name]?.[name]);
    if (!data) return [];
    if ("selected_options" in data) return [[name, data.selected_options.map((one) => one.value).join(",")]];
    if ("selected_option" in data) return [[name, data.selected_option.value]];
    return [[name, "selected_date" in data ? data.selected_date : data.value]];
  });
  return Object.fromEntries(filled);
}
