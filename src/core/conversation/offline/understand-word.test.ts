import { expect, test } from "vitest";
import { understand } from "./understand.ts";

const now = new Date("2026-11-21T06:00:00Z");
const team = (text: string) => understand(text, { now, timeZone: "Asia/Kolkata", side: "team" });
const word = (to: Record<string, unknown>, text: string) => ({
  kind: "tool",
  name: "write_to_candidate",
  input: { ...to, text },
});

test.each([
  ["tell Asha to bring a cotton saree", word({ names: ["Asha"] }, "Please bring a cotton saree.")],
  ["please tell Asha and Bela that parking is free", word({ names: ["Asha", "Bela"] }, "Parking is free.")],
  ["Tell Damini Jain: yes, he can wait outside!", word({ names: ["Damini Jain"] }, "Yes, he can wait outside!")],
  ["let Asha know “the gate is on the left”", word({ names: ["Asha"] }, "The gate is on the left.")],
  ["reply to Asha: yes", word({ names: ["Asha"] }, "Yes.")],
  ["message Bela, the room is upstairs", word({ names: ["Bela"] }, "The room is upstairs.")],
  ["Asha ko bolo ki saree leke aaye", word({ names: ["Asha"] }, "Saree leke aaye.")],
  ["Asha को बता दो कि साड़ी लेकर आएँ", word({ names: ["Asha"] }, "साड़ी लेकर आएँ")],
  ["Asha ला सांगा की साडी घेऊन या", word({ names: ["Asha"] }, "साडी घेऊन या")],
  ["tell them to come ten minutes early", word({ all: true }, "Please come ten minutes early.")],
])("%s", (text, meant) => {
  expect(team(text)).toEqual(meant);
});

test.each(["tell me about Asha", "tell us who is coming", "ask Asha for a self-tape by Friday", "tell", "let us know"])(
  "%s is no word to talent",
  (text) => {
    expect(team(text)).not.toMatchObject({ name: "write_to_candidate" });
  },
);
