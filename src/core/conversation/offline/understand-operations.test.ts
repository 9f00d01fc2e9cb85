import { describe, expect, it } from "vitest";
import { understand } from "./understand.ts";
import { understandOperations } from "./understand-operations.ts";

/** Saturday. */
const clockwork = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };
const FRIDAY = "2026-11-27";

describe("what the team says of checkpoints", () => {
  it.each<[string, Record<string, unknown>]>([
    ["Asha owns the shortlist, by Friday", { checkpoints: ["shortlist"], owner: "Asha", due: FRIDAY }],
    ["asha will handle callbacks by 27 November", { checkpoints: ["callbacks"], owner: "asha", due: FRIDAY }],
    ["@U0ASHA owns the auditions and callbacks", { checkpoints: ["auditions", "callbacks"], owner: "@U0ASHA" }],
    ["I own the offer for the cop role", { role: "cop", checkpoints: ["offer"], owner: "me" }],
    ["give the shortlist to Meera Rao by Friday", { checkpoints: ["shortlist"], owner: "Meera Rao", due: FRIDAY }],
    ["the shortlist is mine", { checkpoints: ["shortlist"], owner: "me" }],
    ["Ravi is responsible for the auditions", { checkpoints: ["auditions"], owner: "Ravi" }],
    ["nobody owns the brief", { checkpoints: ["brief"], owner: "nobody" }],
    ["the shortlist is due by Friday", { checkpoints: ["shortlist"], due: FRIDAY }],
    ["shortlist by friday", { checkpoints: ["shortlist"], due: FRIDAY }],
    ["shortlist friday tak", { checkpoints: ["shortlist"], due: FRIDAY }],
    ["shortlist is done", { checkpoints: ["shortlist"], state: "done" }],
    ["The auditions are over.", { checkpoints: ["auditions"], state: "done" }],
    ["shortlist of the mother role is ready", { role: "mother", checkpoints: ["shortlist"], state: "done" }],
    ["shortlist ho gaya hai", { checkpoints: ["shortlist"], state: "done" }],
    ["we are done with the callbacks", { checkpoints: ["callbacks"], state: "done" }],
    ["reopen the shortlist", { checkpoints: ["shortlist"], state: "open" }],
    ["the shortlist isn't done yet", { checkpoints: ["shortlist"], state: "open" }],
    ["skip the callbacks", { checkpoints: ["callbacks"], state: "skipped" }],
    ["no callbacks for the cop role", { role: "cop", checkpoints: ["callbacks"], state: "skipped" }],
    ["the offer does not wait for the callbacks", { checkpoints: ["offer"], waitsNoMoreFor: ["callbacks"] }],
    ["the offer needs Meera's go", { checkpoints: ["offer"], gate: "Meera" }],
    ["Meera Rao gives the go for the auditions", { checkpoints: ["auditions"], gate: "Meera Rao" }],
    ["go/no-go on the offer by @U0MEERA", { checkpoints: ["offer"], gate: "@U0MEERA" }],
    ["no offer for the cop role without my go", { role: "cop", checkpoints: ["offer"], gate: "me" }],
    ["Meera signs off on the shortlist", { checkpoints: ["auditions"], gate: "Meera" }],
    ["booking waits for the auditions", { checkpoints: ["booked"], waitsFor: ["auditions"] }],
  ])("“%s”", (text, input) => {
    const meant = { kind: "tool", name: "set_checkpoint", input };
    expect(understandOperations(text, clockwork)).toEqual(meant);
    expect(understand(text, { ...clockwork, side: "team" })).toEqual(meant);
  });

  it.each([
    ["go", { answer: "go" }],
    ["It's a go for the offer!", { checkpoint: "offer", answer: "go" }],
    ["no-go", { answer: "no_go" }],
    ["no go on the auditions of the cop role", { role: "cop", checkpoint: "auditions", answer: "no_go" }],
    ["offer: go", { checkpoint: "offer", answer: "go" }],
  ])("“%s” answers a gate", (text, input) => {
    const meant = { kind: "tool", name: "answer_gate", input };
    expect(understand(text, { ...clockwork, side: "team" })).toEqual(meant);
  });

  it.each([
    ["show me the checkpoints", {}],
    ["checkpoints of the cop role", { role: "cop" }],
    ["who owns what?", {}],
    ["what's stuck?", {}],
  ])("“%s” asks for them", (text, input) => {
    expect(understandOperations(text, clockwork)).toEqual({ kind: "tool", name: "show_operations", input });
  });

  it.each([
    "select 1 and 3",
    "shortlist Asha and Meera",
    "offer Asha the role at 40k a day",
    "Asha is done",
    "Asha will do the audition on Friday",
    "is the shortlist done?",
    "Need two women, 25-32, auditions by Friday",
    "book Asha",
    "skip 2",
    "Invite them for Friday between 2 and 6 at the Andheri studio",
    "the shortlist",
    "show the shortlist",
    "cancel the audition",
    "the session is over",
    "the auditions are on Friday",
    "the auditions are on hold",
    "give the offer to Asha",
    "go with 1 and 3",
    "no",
    "Meera approves",
  ])("“%s” is nothing of the kind", (text) => {
    expect(understandOperations(text, clockwork)).toBeUndefined();
  });
});
