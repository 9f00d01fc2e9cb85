import fc from "fast-check";
import { expect, test } from "vitest";
import type { Language, Outgoing, Template } from "../../core/messages/message.ts";
import { renderSms } from "./render.ts";
import { plainForSms, smsSize } from "./segments.ts";

const choice = (label: string) => ({ actionId: `a-${label}`, label });
const asked: Outgoing = {
  blocks: [{ type: "text", text: "Which time suits you?" }],
  choices: [choice("Fri 27 Nov, 4:00 pm"), choice("Another time")],
};

test("choices are numbers to reply with", () => {
  expect(renderSms(asked, { to: "+15005550010" })).toEqual([
    "Which time suits you?\nReply 1 for Fri 27 Nov, 4:00 pm\nReply 2 for Another time",
  ]);
});

test("numbers run through the cards and end with the message's own choices, as actions are counted", () => {
  const outgoing: Outgoing = {
    blocks: [
      { type: "text", text: "Two roles." },
      { type: "card", title: "Cop", lines: ["Andheri"], choices: [choice("A"), choice("B")] },
      { type: "card", title: "Vendor", lines: [], choices: [choice("C")] },
    ],
    choices: [choice("D")],
  };
  expect(renderSms(outgoing, { to: "+15005550010" })).toEqual([
    "Two roles.\n\nCop\nAndheri\nReply 1 for A\nReply 2 for B\n\nVendor\nReply 3 for C\n\nReply 4 for D",
  ]);
});

test("a number in India, which cannot reply, is sent to WhatsApp by a whole link", () => {
  expect(renderSms(asked, { to: "+910000012345", whatsappNumber: "+15005550006" })).toEqual([
    "Which time suits you?\n\nAnswer on WhatsApp: https://wa.me/15005550006",
  ]);
});

test("a number in India is asked for nothing when there is no WhatsApp number", () => {
  expect(renderSms(asked, { to: "+910000012345" })).toEqual(["Which time suits you?"]);
});

test("no instruction is a word that Twilio takes for opt-out or opt-in", () => {
  const label = fc.constantFrom("Friday", "शुक्रवार", "4 pm").chain((word) => fc.constant(choice(word)));
  fc.assert(
    fc.property(
      fc.array(label, { minLength: 1, maxLength: 12 }),
      fc.constantFrom<Language>("en", "hi", "mr", "hinglish"),
      (choices, language) => {
        const template: Template = { name: "notice", language, variables: [] };
        const [text] = renderSms({ blocks: [], choices, template }, { to: "+15005550010" });
        expect(text).not.toMatch(/\b(stop|stopall|unsubscribe|cancel|end|quit|start|yes|unstop)\b/i);
        expect(text?.match(/\d+/g)?.length).toBeGreaterThanOrEqual(choices.length);
      },
    ),
  );
});

test("no part is longer than Twilio takes, and none is empty", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 6_000 }), (text) => {
      for (const part of renderSms({ blocks: [{ type: "text", text }] }, { to: "+15005550010" })) {
        expect(part.length).toBeGreaterThan(0);
        expect(part.length).toBeLessThanOrEqual(1_600);
        expect(part.isWellFormed()).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});

test.each([
  ["", "gsm7", 0, 0],
  ["a".repeat(160), "gsm7", 160, 1],
  ["a".repeat(161), "gsm7", 161, 2],
  ["a".repeat(307), "gsm7", 307, 3],
  ["€".repeat(80), "gsm7", 160, 1],
  ["नमस्ते", "ucs2", 6, 1],
  ["क".repeat(70), "ucs2", 70, 1],
  ["क".repeat(71), "ucs2", 71, 2],
  ["😀", "ucs2", 2, 1],
] as const)("%.12j travels as %s in %i units and %i segments", (text, encoding, units, segments) => {
  expect(smsSize(text)).toEqual({ encoding, units, segments });
});

test("typographic marks are made plain only where that keeps a text out of UCS-2", () => {
  expect(plainForSms("“Cop” – ₹400…")).toBe('"Cop" - Rs 400...');
  expect(plainForSms("“पुलिस” – ₹400")).toBe("“पुलिस” – ₹400");
});
