import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asksErasure, optIn, optOut } from "./opt-words.ts";

describe("optOut", () => {
  test.each([
    "STOP",
    "stop",
    " Stop. ",
    "STOP!!! 🙏",
    "STOPALL",
    "Unsubscribe",
    "END",
    "quit",
    "band karo",
    "Band karo!",
    "बंद करो",
    "बंद",
    "थांबवा",
    "मेसेज बंद करा",
    "don't message me",
    "STOP messaging me please",
    "don't message me again",
    "please stop texting",
    "band karo please bhai",
    "mujhe aur message mat bhejna",
    "not interested, remove me from your list",
    "कृपया मुझे और मैसेज मत भेजना",
    "मला मेसेज पाठवू नका प्लीज",
  ])("%j ends messages on every channel", (text) => {
    expect(optOut(text, "whatsapp")).toBe(true);
    expect(optOut(text, "sms")).toBe(true);
  });

  test.each([
    "the bus stop is far",
    "when does it end?",
    "I quit my job, I am free on Friday",
    "light band karo scene mein",
    "don't message me before 5 pm",
    "please don't text me at night",
    "please don't stop",
    "can you remove me from the Friday slot",
    "cancel my audition",
    "no",
    "",
    "🙏",
  ])("%j is a message like any other", (text) => {
    expect(optOut(text, "whatsapp")).toBe(false);
    expect(optOut(text, "sms")).toBe(false);
  });

  test("CANCEL alone cancels an audition on WhatsApp and is an opt-out on SMS, where Twilio makes it one", () => {
    expect(optOut("CANCEL", "whatsapp")).toBe(false);
    expect(optOut("Cancel", "sms")).toBe(true);
  });

  test("no message is both an opt-out and an opt-in, and none throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(optOut(text, "sms") && optIn(text, "sms")).toBe(false);
      }),
    );
  });
});

describe("optIn", () => {
  test.each(["START", "unstop", "shuru karo", "चालू करा"])("%j asks for messages again", (text) => {
    expect(optIn(text, "whatsapp")).toBe(true);
  });

  test("YES is consent on SMS only", () => {
    expect(optIn("YES", "sms")).toBe(true);
    expect(optIn("YES", "whatsapp")).toBe(false);
  });

  test("starting something else is no consent", () => {
    expect(optIn("start at 4?", "whatsapp")).toBe(false);
  });
});

describe("asksErasure", () => {
  test.each([
    "delete my data",
    "Please erase all my personal information.",
    "mera data delete kar do",
    "मेरा डेटा हटा दो",
    "माझी माहिती काढून टाका",
  ])("%j asks to be forgotten", (text) => {
    expect(asksErasure(text)).toBe(true);
  });

  test.each(["delete my booking", "my data pack is over", "cancel my audition"])("%j does not", (text) => {
    expect(asksErasure(text)).toBe(false);
  });
});
