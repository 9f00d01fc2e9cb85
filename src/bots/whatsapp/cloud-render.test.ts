import fc from "fast-check";
import { expect, test } from "vitest";
import type { Choice, Outgoing } from "../../core/messages/message.ts";
import { type CloudPart, renderCloud } from "./cloud-render.ts";
import { renderTwilioWhatsApp } from "./twilio.ts";

const publicUrl = "https://castmatch.example";
const open = (outgoing: Outgoing) => renderCloud({ outgoing, windowOpen: true }, { publicUrl });
const closed = (outgoing: Outgoing) => renderCloud({ outgoing, windowOpen: false }, { publicUrl });
const choice = (label: string, description?: string): Choice => ({
  actionId: `id-${label}`,
  label,
  ...(description && { description }),
});

test("up to three short choices are reply buttons", () => {
  expect(open({ blocks: [{ type: "text", text: "Which?" }], choices: [choice("One"), choice("Two")] })).toEqual([
    {
      type: "interactive",
      interactive: {
        type: "button",
        body: { text: "Which?" },
        action: {
          buttons: [
            { type: "reply", reply: { id: "id-One", title: "One" } },
            { type: "reply", reply: { id: "id-Two", title: "Two" } },
          ],
        },
      },
    },
  ]);
});

test("a notice without words of its own is its numbered choices", () => {
  const template = { name: "notice" as const, language: "en" as const, variables: [] };
  const [part] = closed({ blocks: [], choices: [choice("Yes"), choice("No")], template });
  const body = { type: "body", parameters: [{ type: "text", text: "Reply 1 for Yes · Reply 2 for No" }] };
  expect(part).toMatchObject({ template: { components: [body] } });
});

test("four choices are a list, each row with its description", () => {
  const choices = [choice("A", "the first"), choice("B"), choice("C"), choice("D")];
  expect(open({ blocks: [{ type: "text", text: "Which?" }], choices })).toMatchObject([
    {
      interactive: {
        type: "list",
        action: {
          button: "Choose",
          sections: [{ rows: [{ id: "id-A", title: "A", description: "the first" }, { id: "id-B" }, {}, {}] }],
        },
      },
    },
  ]);
});

test("a label too long for a button stays whole in a list's description", () => {
  const label = "Friday 27 November, 5:00 pm IST";
  expect(open({ blocks: [{ type: "text", text: "Which?" }], choices: [choice(label)] })).toMatchObject([
    {
      interactive: {
        type: "list",
        action: { sections: [{ rows: [{ title: "Friday 27 November, 5:0…", description: label }] }] },
      },
    },
  ]);
});

test("every card with choices is a message of its own, with its portrait above", () => {
  const card = (name: string) => ({
    type: "card" as const,
    title: name,
    lines: ["Mumbai"],
    image: { url: `/portraits/${name}.png`, alt: name },
    choices: [choice(`Pick ${name}`)],
  });
  const parts = open({ blocks: [{ type: "text", text: "Two." }, card("A"), card("B")] });
  expect(parts.map((part) => part.type)).toEqual(["text", "interactive", "interactive"]);
  expect(parts[1]).toMatchObject({
    interactive: { header: { type: "image", image: { link: "https://castmatch.example/portraits/A.png" } } },
  });
});

test("an image that Meta cannot fetch is left out", () => {
  const image = { url: "/p.png", alt: "" };
  const outgoing: Outgoing = { blocks: [{ type: "card", title: "A", lines: [], image }] };
  expect(renderCloud({ outgoing, windowOpen: true }, { publicUrl: "http://127.0.0.1:5002" })).toEqual([
    { type: "text", text: { body: "A", preview_url: false } },
  ]);
});

const invitation: Outgoing = {
  blocks: [{ type: "text", text: "You are invited" }],
  template: { name: "invitation", language: "hinglish", variables: ["Asha", "Cop\n role", ""] },
  choices: [choice("Fri"), choice("Another time")],
};

test("a closed window sends the approved template with a payload for each of its buttons", () => {
  expect(closed(invitation)).toEqual([
    {
      type: "template",
      template: {
        name: "castmatch_invitation",
        language: { code: "en" },
        components: [
          {
            type: "body",
            parameters: [
              { type: "text", text: "Asha" },
              { type: "text", text: "Cop role" },
              { type: "text", text: "-" },
            ],
          },
          ...["id-Fri", "id-Another time", "id-Another time", "id-Another time"].map((payload, index) => ({
            type: "button",
            sub_type: "quick_reply",
            index: String(index),
            parameters: [{ type: "payload", payload }],
          })),
        ],
      },
    },
  ]);
});

test("a closed window sends a message without a template of its own as a notice with its words", () => {
  expect(closed({ blocks: [{ type: "text", text: "A time came free." }], choices: [choice("Take it")] })).toMatchObject(
    [
      {
        template: {
          name: "castmatch_notice",
          components: [{ type: "body", parameters: [{ text: "A time came free. Reply 1 for Take it" }] }],
        },
      },
    ],
  );
});

test("a notice has no buttons, so its choices are numbers after its words", () => {
  const asked: Outgoing = {
    blocks: [{ type: "text", text: "Are you free on these dates?" }],
    template: { name: "notice", language: "hinglish", variables: ["Kya aap free hain?"] },
    choices: [choice("Free"), choice("Not free")],
  };
  expect(closed(asked)).toMatchObject([
    {
      template: {
        name: "castmatch_notice",
        components: [
          {
            type: "body",
            parameters: [{ text: "Kya aap free hain? · Free ke liye 1 bhejein · Not free ke liye 2 bhejein" }],
          },
        ],
      },
    },
  ]);
});

test("over Twilio a closed window fills the content template, actions after the variables", () => {
  const letter = { outgoing: invitation, windowOpen: false };
  const sid = `HX${"0".repeat(32)}`;
  expect(renderTwilioWhatsApp(letter, { invitation: sid })).toMatchObject([
    {
      contentSid: sid,
      contentVariables: JSON.stringify({
        1: "Asha",
        2: "Cop role",
        3: "-",
        4: "id-Fri",
        5: "id-Another time",
        6: "id-Another time",
        7: "id-Another time",
      }),
    },
  ]);
  expect(renderTwilioWhatsApp(letter, {})).toEqual({ code: "no_template" });
});

test("over Twilio an open window has a numbered menu", () => {
  expect(renderTwilioWhatsApp({ outgoing: invitation, windowOpen: true }, {})).toEqual([
    { body: "You are invited\nFri ke liye 1 bhejein\nAnother time ke liye 2 bhejein" },
  ]);
});

const text = fc.string({ unit: "grapheme", maxLength: 3_000 });
const label = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
const choices = fc
  .array(label, { maxLength: 25 })
  .map((labels) => labels.map((one, index) => ({ actionId: `action-${index}`, label: one, description: one })));
const block = fc.oneof(
  text.map((words) => ({ type: "text" as const, text: words })),
  fc.record({
    type: fc.constant("card" as const),
    title: text,
    lines: fc.array(text, { maxLength: 3 }),
    image: fc.constantFrom({ url: "https://castmatch.example/a.png", alt: "a" }, { url: "/b.png", alt: "b" }),
    choices,
  }),
);

test("whatever the message, Meta's limits hold and every action is there once", () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 4 }), choices, (blocks, own) => {
      const parts = open({ blocks, choices: own });
      for (const part of parts) within(part);
      const wanted = blocks.flatMap((one) => (one.type === "card" ? one.choices : [])).length + own.length;
      expect(parts.flatMap(idsOf)).toHaveLength(wanted);
    }),
    { numRuns: 60 },
  );
});

test("a label without a letter is its number, and says nothing more", () => {
  const blank = ["1", "2"].map((id) => ({ actionId: id, label: " ", description: " " }));
  const [part] = open({ blocks: [], choices: blank });
  expect(part && rowsOf(part)).toEqual([
    { id: "1", title: "1" },
    { id: "2", title: "2" },
  ]);
});

type Row = { id: string; title: string; description?: string };

function rowsOf(part: CloudPart): Row[] {
  if (part.type !== "interactive") return [];
  const action = part.interactive.action as { buttons?: { reply: Row }[]; sections?: { rows: Row[] }[] };
  return action.buttons?.map((button) => button.reply) ?? action.sections?.flatMap((section) => section.rows) ?? [];
}

const idsOf = (part: CloudPart) => rowsOf(part).map((row) => row.id);

function within(part: CloudPart): void {
  const fits = (value: string, longest: number) => {
    expect(value.trim().length).toBeGreaterThan(0);
    expect(value.length).toBeLessThanOrEqual(longest);
  };
  if (part.type === "text") fits(part.text.body, 4_096);
  if (part.type === "image" && part.image.caption) fits(part.image.caption, 1_024);
  if (part.type !== "interactive") return;
  const { type, body, header } = part.interactive;
  const rows = rowsOf(part);
  fits(body.text, 1_024);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThanOrEqual(type === "button" ? 3 : 10);
  if (type === "list") expect(header).toBeUndefined();
  for (const row of rows) {
    fits(row.title, type === "button" ? 20 : 24);
    if (row.description) fits(row.description, 72);
  }
}
