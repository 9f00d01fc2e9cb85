import { describe, expect, test } from "vitest";
import type { Language } from "../../messages/message.ts";
import { sayTime } from "../../messages/say-time.ts";
import { words } from "../../messages/wording.ts";
import { teamWords } from "../../messages/wording-team.ts";
import type { Answer, ModelMessage, ToolUseBlock } from "../../ports.ts";
import { createOfflineAsk } from "./offline-ask.ts";

const now = () => new Date("2026-11-21T06:00:00Z");

type Reply = Record<string, unknown> & { error?: string };
type Tools = Record<string, Reply | ((input: Record<string, unknown>, nth: number) => Reply)>;
type Played = {
  side?: "team" | "talent";
  language?: Language;
  before?: ModelMessage[];
  during?: ModelMessage[];
  tools?: Tools;
};

const says = (role: "user" | "assistant", text: string): ModelMessage => ({ role, content: [{ type: "text", text }] });

/** Plays one turn against scripted tools; a reply with `error` is an error result. */
async function play(text: string, { side = "talent", language = "en", before = [], during = [], tools = {} }: Played) {
  const ask = createOfflineAsk({ now, timeZone: "Asia/Kolkata", side, language });
  const messages: ModelMessage[] = [...before, says("user", text), ...during];
  const calls: { name: string; input: unknown; id: string }[] = [];
  const deltas: string[] = [];
  for (let step = 0; step < 8; step += 1) {
    const question = { system: { stable: "", now: "" }, messages, tools: [], signal: new AbortController().signal };
    const answer: Answer = await ask({ ...question, onDelta: (delta) => deltas.push(delta) });
    expect(await ask(question)).toEqual(answer);
    const uses = answer.content.filter((block): block is ToolUseBlock => block.type === "tool_use");
    if (answer.stopReason === "end_turn") {
      const said = answer.content.map((block) => (block.type === "text" ? block.text : "")).join("");
      expect(deltas.join("")).toBe(said);
      return { said, calls, names: calls.map((call) => call.name) };
    }
    const results = uses.map((use) => {
      const script = tools[use.name] ?? { error: "not_found", said: `no ${use.name}` };
      calls.push({ name: use.name, input: use.input, id: use.id });
      const nth = calls.filter((call) => call.name === use.name).length;
      const reply = typeof script === "function" ? script(use.input as Record<string, unknown>, nth) : script;
      return {
        type: "tool_result" as const,
        tool_use_id: use.id,
        content: JSON.stringify(reply),
        is_error: "error" in reply,
      };
    });
    messages.push({ role: "assistant", content: answer.content }, { role: "user", content: results });
  }
  throw new Error(`no end after ${calls.map((call) => call.name).join()}`);
}

/** Friday 27 November, 2 to 6 pm, every 20 minutes. */
const slots = Array.from({ length: 12 }, (_, index) => {
  const startsAt = new Date(Date.parse("2026-11-27T08:30:00Z") + index * 20 * 60_000).toISOString();
  return { slotId: startsAt.slice(11, 16), startsAt };
});
const FIVE = "11:30";
const FOUR = "10:30";
const invited = {
  bookings: [],
  invitations: [{ invitationId: "i1", role: "Cop", place: "Andheri studio" }],
  said: "You are invited.",
};
const booked = {
  bookings: [{ bookingId: "b1", startsAt: "2026-11-27T11:30:00.000Z", place: "Andheri studio", role: "Cop" }],
  invitations: [],
  said: "Your audition: Friday 27 November, 5:00 pm IST.",
};
const offering: Tools = {
  show_status: invited,
  list_slots: { slots, said: "Free: many." },
  hold_slot: (input) => ({ bookingId: `b-${String(input.slotId)}`, said: "Held." }),
  confirm_booking: (input) => ({ said: `Booked ${String(input.bookingId)}.` }),
  request_change: (input) => ({ said: input.slotId ? `Moved to ${String(input.slotId)}.` : "These times are free." }),
  cancel_booking: { said: "Cancelled." },
  update_my_profile: { said: "Saved." },
};

describe("the offline brain with talent", () => {
  test("a time in Hinglish is held and confirmed, and only the confirmation is said", async () => {
    const { said, names } = await play("kal nahi, shaam ko 5 baje chalega", { tools: offering, language: "hinglish" });
    expect(names).toEqual(["show_status", "list_slots", "hold_slot", "confirm_booking"]);
    expect(said).toBe(`Booked b-${FIVE}.`);
  });

  test("ids of tool uses are numbered through the turn", async () => {
    const { calls } = await play("4 pm", { tools: offering });
    expect(calls.map((call) => call.id)).toEqual(["off_1", "off_2", "off_3", "off_4"]);
  });

  test("a bare number without a menu is an hour", async () => {
    expect((await play("4", { tools: offering })).said).toBe(`Booked b-${FOUR}.`);
  });

  test("a number counts the times we named last", async () => {
    const before = [
      says(
        "assistant",
        words("en").timesLeft({ times: ["Friday 27 November, 5:00 pm IST", "Friday 27 November, 4:00 pm IST"] }),
      ),
    ];
    expect((await play("2", { tools: offering, before })).said).toBe(`Booked b-${FOUR}.`);
  });

  test("a number means the time that was named in the language of then", async () => {
    const times = ["2026-11-27T10:30:00Z", "2026-11-27T11:30:00Z"].map((at) =>
      sayTime(new Date(at), "Asia/Kolkata", "mr"),
    );
    const before = [says("assistant", words("mr").timesLeft({ times }))];
    expect((await play("2", { tools: offering, before, language: "hi" })).said).toBe(`Booked b-${FIVE}.`);
  });

  test("a slot that was just taken is said, with what the tool offers instead", async () => {
    const taken = { error: "conflict", said: "That time was just taken. The nearest is 5:20.", next: [] };
    const { said, names } = await play("5 pm", { tools: { ...offering, hold_slot: taken } });
    expect(said).toBe(taken.said);
    expect(names).not.toContain("confirm_booking");
  });

  test("a time that is not on offer brings the closest ones as choices and books nothing", async () => {
    const { said, names, calls } = await play("Friday 4:10 pm", { tools: offering });
    expect(names).toEqual(["show_status", "list_slots", "list_slots"]);
    expect(calls.at(-1)?.input).toEqual({ offer: expect.arrayContaining([FOUR]) });
    expect(said).toContain("Friday 27 November, 4:00 pm IST");
  });

  test("yes takes the only time we named", async () => {
    const before = [says("assistant", words("en").noExactTime({ times: ["Friday 27 November, 4:00 pm IST"] }))];
    expect((await play("yes", { tools: offering, before })).said).toBe(`Booked b-${FOUR}.`);
  });

  test("yes with one slot on offer takes it, with several asks which", async () => {
    const one = { ...offering, list_slots: { slots: slots.slice(0, 1), said: "" } };
    expect((await play("haan", { tools: one })).said).toBe("Booked b-08:30.");
    const { said, names } = await play("haan", { tools: offering, language: "hinglish" });
    expect(names).toEqual(["show_status", "list_slots", "list_slots"]);
    expect(said).toContain("2:00 pm IST");
  });

  test("yes when all is booked says what is booked and moves nothing", async () => {
    const { said, names } = await play("ok", { tools: { ...offering, show_status: booked } });
    expect(said).toBe(booked.said);
    expect(names).toEqual(["show_status", "list_slots"]);
  });

  test("cannot make it, can we do 4? moves the booking", async () => {
    const { said, calls } = await play("cannot make it, can we do 4?", { tools: { ...offering, show_status: booked } });
    expect(calls.at(-1)).toMatchObject({ name: "request_change", input: { slotId: FOUR } });
    expect(said).toBe(`Moved to ${FOUR}.`);
  });

  test("a plain other time from who is booked is a change", async () => {
    const { calls } = await play("Friday 4 baje", { tools: { ...offering, show_status: booked } });
    expect(calls.at(-1)).toMatchObject({ name: "request_change", input: { slotId: FOUR } });
  });

  test("the time that is booked already is said, not booked again", async () => {
    const { said, names } = await play("Friday 5 pm", { tools: { ...offering, show_status: booked } });
    expect(names).toEqual(["show_status", "list_slots"]);
    expect(said).toBe(booked.said);
  });

  test("a wish to change without a time brings the free ones", async () => {
    const { said, calls } = await play("time badal sakte hai?", { tools: offering });
    expect(calls).toMatchObject([{ name: "request_change", input: { wish: "time badal sakte hai?" } }]);
    expect(said).toBe("These times are free.");
  });

  test.each(["I can only do Saturday", "ask the casting team if Saturday is possible", "Saturday 4 pm"])(
    "%j is a day without a slot: the wish goes to the team",
    async (text) => {
      const { calls } = await play(text, { tools: offering });
      expect(calls.at(-1)).toMatchObject({ name: "request_change", input: { wish: text, day: "2026-11-21" } });
    },
  );

  test.each([
    "main Friday ko free nahi hoon",
    "मैं शुक्रवार को नहीं आ सकती",
    "मला शुक्रवारी जमणार नाही",
    "I'm already shooting on Friday",
  ])("%j rules the day out, so that it is not offered again", async (text) => {
    const { calls } = await play(text, { tools: offering });
    expect(calls.at(-1)).toMatchObject({ name: "request_change", input: { notDays: ["2026-11-27"] } });
  });

  test.each(["ok will confirm tomorrow", "kal confirm karti hoon", "उद्या सांगते"])(
    "%j is a delay, not a wish",
    async (text) => {
      expect(await play(text, { tools: offering })).toMatchObject({ said: words("en").takeYourTime(), names: [] });
    },
  );

  test.each([
    ["running late", "late"],
    ["running late, will be there by 4:10", "late"],
    ["10 minute late ho jaungi", "late"],
    ["उशीर होईल", "late"],
    ["main pahunch gayi", "arrived"],
    ["I'm here", "arrived"],
    ["on my way", "on_the_way"],
    ["how much is the pay?", "question"],
    ["can you send the script", "question"],
    ["what to wear?", "question"],
    ["how long will it take", "how_long"],
    ["wrong number", "wrong_number"],
  ])("%j is passed to the team as %s", async (text, about) => {
    const { calls, said } = await play(text, { tools: { ...offering, pass_to_team: { said: "Passed on." } } });
    expect(calls).toMatchObject([{ name: "pass_to_team", input: { about, text } }]);
    expect(said).toBe("Passed on.");
  });

  test.each([
    "is there parking?",
    "can my sister also audition?",
    "kitne din ka shoot hai",
    "please call me",
    "call me at 4 pm",
    "mujhe is number pe call karo",
    "how did you get my number",
    "क्या मैं अपनी बेटी को साथ ला सकती हूँ?",
    "किती पैसे मिळतील?",
    "may I bring my mother along",
  ])("%j is a question that only the team can answer", async (text) => {
    const { calls } = await play(text, { tools: { ...offering, pass_to_team: { said: "Passed on." } } });
    expect(calls).toMatchObject([{ name: "pass_to_team", input: { about: "question", text } }]);
  });

  test.each(["is 4 pm free?", "4 baje free hai kya", "क्या 4 बजे खाली है?", "४ वाजता मोकळे आहे का?"])(
    "%j asks: the time is offered, and taken at a yes",
    async (text) => {
      const { said, calls } = await play(text, { tools: offering });
      expect(calls.at(-1)).toMatchObject({ name: "list_slots", input: { offer: [FOUR] } });
      expect(said).toContain("Friday 27 November, 4:00 pm IST");
      const before = [says("assistant", said)];
      expect((await play("yes", { tools: offering, before })).said).toBe(`Booked b-${FOUR}.`);
    },
  );

  test("a bare number after a booking moves nothing before a yes", async () => {
    const tools = { ...offering, show_status: booked };
    const { said, names } = await play("4", { tools });
    expect(names).not.toContain("request_change");
    expect(said).toBe(words("en").timeFree({ when: "Friday 27 November, 4:00 pm IST", moves: true }));
    expect((await play("yes", { tools, before: [says("assistant", said)] })).said).toBe(`Moved to ${FOUR}.`);
  });

  test.each(["the last one", "aakhri wala", "आखिरी वाला", "शेवटची"])("%j is the last time we named", async (text) => {
    const times = ["Friday 27 November, 4:00 pm IST", "Friday 27 November, 5:00 pm IST"];
    const before = [says("assistant", words("en").timesLeft({ times }))];
    expect((await play(text, { tools: offering, before })).said).toBe(`Booked b-${FIVE}.`);
  });

  test("who is this? is answered with whose assistant it is", async () => {
    const tools = { show_status: { ...invited, house: "Gulmohar Talkies" } };
    expect(await play("who is this?", { tools })).toMatchObject({
      said: words("en").whoWeAre({ house: "Gulmohar Talkies" }),
    });
  });

  test.each(["nahi aa paungi", "रद्द करा", "cancel my audition"])("%j cancels", async (text) => {
    const { said, names } = await play(text, { tools: offering });
    expect(names).toEqual(["cancel_booking"]);
    expect(said).toBe("Cancelled.");
  });

  test.each(["where and when?", "kab aana hai", "kya status hai"])("%j is answered with the state", async (text) => {
    expect(await play(text, { tools: { show_status: booked } })).toMatchObject({
      said: booked.said,
      names: ["show_status"],
    });
  });

  test("facts about oneself go to the profile", async () => {
    const { calls, said } = await play("my height is 165 cm", { tools: offering });
    expect(calls).toMatchObject([{ name: "update_my_profile", input: { fields: { heightCm: 165 } } }]);
    expect(said).toBe("Saved.");
  });

  test("nothing is told about another talent", async () => {
    const own = { ...booked, answersFor: ["Meera Joshi"] };
    const { said } = await play("is Priya also auditioning?", { tools: { show_status: own } });
    expect(said).toBe(words("en").aboutOthers());
  });

  test("a guardian may ask about a ward by name", async () => {
    const wards = { ...booked, answersFor: ["Meera Joshi", "Aarav Joshi"] };
    expect((await play("Aarav ka audition kab hai", { tools: { show_status: wards } })).said).toBe(booked.said);
  });

  test.each([
    ["25:70", words("hi").impossibleTime()],
    ["yesterday 4 pm", words("hi").pastTime()],
    ["asdf", words("hi").notUnderstood()],
    ["", words("hi").notUnderstood()],
    ["help", words("hi").help()],
    ["no", words("hi").noNoted()],
  ])("%j is answered without a tool, in the person's language", async (text, answer) => {
    expect(await play(text, { tools: offering, language: "hi" })).toMatchObject({ said: answer, names: [] });
  });

  test("without an invitation a time is told so", async () => {
    const none = { show_status: { bookings: [], invitations: [], said: "" }, list_slots: { slots: [], said: "" } };
    expect((await play("Friday 4 pm", { tools: none })).said).toBe(words("en").noInvitation());
  });

  test("a hold that Claude made before it failed is confirmed", async () => {
    const during: ModelMessage[] = [
      { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: "hold_slot", input: { slotId: FIVE } }] },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "toolu_1", content: JSON.stringify({ bookingId: "b9", said: "Held." }) },
        ],
      },
    ];
    const { said, calls } = await play("whatever suits", { tools: offering, during });
    expect(calls).toMatchObject([{ name: "confirm_booking", input: { bookingId: "b9" }, id: "off_2" }]);
    expect(said).toBe("Booked b9.");
  });

  test("a tool that failed without words is owned up to kindly", async () => {
    const { said } = await play("nahi aa paungi", { tools: { cancel_booking: { error: "bug", said: "" } } });
    expect(said).toBe(words("en").failedKindly());
  });

  test("an aborted question is not answered", async () => {
    const ask = createOfflineAsk({ now, timeZone: "Asia/Kolkata", side: "talent", language: "en" });
    const signal = AbortSignal.abort(new Error("stopped"));
    await expect(
      ask({ system: { stable: "", now: "" }, messages: [says("user", "hi")], tools: [], signal }),
    ).rejects.toThrow("stopped");
  });
});

const casting: Tools = {
  create_role: { roleId: "r1", title: "Cop", said: "Here is the role." },
  update_role: { said: "I changed the role." },
  search_talent: { hits: [], said: "Here are the best six." },
  select_candidate: { said: "Selected." },
  pass_candidate: { said: "Passed." },
  propose_session: { sessionId: "s1", slots: 12, said: "A session is set." },
  draft_invitation: (input) => ({ said: `Draft for ${String(input.sessionId)}.` }),
  show_status: { said: "Two booked." },
  list_slots: { slots: [], said: "Free: none." },
  cancel_booking: { said: "Cancelled." },
};
const team = (text: string, played: Played = {}) => play(text, { side: "team", tools: casting, ...played });

describe("the offline brain with the team", () => {
  const BRIEF = "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri";

  test("a brief becomes a role and a shortlist, and both are told", async () => {
    const { said, calls } = await team(`Asha Rao: <@U0TEST> ${BRIEF}`);
    expect(calls).toMatchObject([
      { name: "create_role", input: { brief: BRIEF } },
      { name: "search_talent", input: { limit: 6 } },
    ]);
    expect(said).toBe("Here is the role.\n\nHere are the best six.");
  });

  test("a role that Claude created before it failed is not created again", async () => {
    const during: ModelMessage[] = [
      { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: "create_role", input: {} }] },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "toolu_1", content: JSON.stringify({ said: "Here is the role." }) },
        ],
      },
    ];
    expect((await team(BRIEF, { during })).names).toEqual(["search_talent"]);
  });

  test("an invitation proposes a session in the zone's time and drafts for it", async () => {
    const { said, calls } = await team("Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each");
    expect(calls).toMatchObject([
      {
        name: "propose_session",
        input: {
          startsAt: "2026-11-27T14:00:00+05:30",
          endsAt: "2026-11-27T18:00:00+05:30",
          place: "Andheri studio",
          slotMinutes: 20,
        },
      },
      { name: "draft_invitation", input: { sessionId: "s1" } },
    ]);
    expect(said).toBe("A session is set.\n\nDraft for s1.");
  });

  test("an invitation that lacks something asks for it, and the answer completes it", async () => {
    const asked = await team("invite them friday 2 to 6");
    expect(asked.said).toBe(teamWords.inviteNeeds({ missing: ["place"] }));
    expect(asked.names).toEqual([]);
    const before = [says("user", "Asha Rao: invite them friday 2 to 6"), says("assistant", asked.said)];
    const { calls } = await team("Asha Rao: Film City", { before });
    expect(calls[0]).toMatchObject({
      name: "propose_session",
      input: { place: "Film City", startsAt: "2026-11-27T14:00:00+05:30" },
    });
  });

  const asking = (...missing: Parameters<typeof teamWords.inviteNeeds>[0]["missing"]) =>
    says("assistant", teamWords.inviteNeeds({ missing }));

  test("hours are hours and never the place, in figures or in words", async () => {
    const before = [says("user", "invite them friday"), asking("hours", "place")];
    for (const text of ["between 2 and 8 pm", "दो से छह"]) {
      expect(await team(text, { before })).toMatchObject({ names: [] });
      expect((await team(text, { before })).said).toContain("where?");
    }
  });

  test("an invitation is put together from several answers", async () => {
    const before = [
      says("user", "Invite them"),
      asking("day", "hours", "place"),
      says("user", "Friday"),
      asking("hours", "place"),
      says("user", "2 to 6"),
      asking("place"),
    ];
    expect((await team("Film City", { before })).calls[0]).toMatchObject({
      name: "propose_session",
      input: { place: "Film City", startsAt: "2026-11-27T14:00:00+05:30" },
    });
  });

  test("a question in between does not lose the invitation", async () => {
    const before = [
      says("user", "Invite them between 2 and 6 at Film City"),
      asking("day"),
      says("user", "where are we?"),
      says("assistant", "Cop: nobody is booked."),
    ];
    expect((await team("Friday", { before })).calls[0]).toMatchObject({
      name: "propose_session",
      input: { place: "Film City", startsAt: "2026-11-27T14:00:00+05:30" },
    });
  });

  test("who is named is selected, and only they are invited", async () => {
    const tools = { ...casting, select_candidate: { said: "Selected.", selected: [{ candidateId: "c1" }] } };
    const { calls, said } = await team("invite Raju for Friday 2 to 6 at Andheri studio", { tools });
    expect(calls.map(({ name, input }) => [name, input])).toMatchObject([
      ["propose_session", {}],
      ["select_candidate", { names: ["Raju"] }],
      ["draft_invitation", { sessionId: "s1", candidateIds: ["c1"] }],
    ]);
    expect(said).toBe("A session is set.\n\nDraft for s1.");
  });

  test("a session that cannot be is told and nothing is drafted", async () => {
    const tools = { ...casting, propose_session: { error: "conflict", said: "That room is taken." } };
    const { said, names } = await team("Invite them for Friday between 2 and 6 at the Andheri studio", { tools });
    expect(said).toBe("That room is taken.");
    expect(names).toEqual(["propose_session"]);
  });

  test.each([
    ["select 1 and 3", "select_candidate", { numbers: [1, 3] }],
    ["Select Asha and Meera Rao", "select_candidate", { names: ["Asha", "Meera Rao"] }],
    ["select all", "select_candidate", { all: true }],
    ["pass on 2", "pass_candidate", { numbers: [2] }],
    ["cancel Asha's booking", "cancel_booking", { talentName: "Asha" }],
    ["where are we?", "show_status", {}],
    ["free slots?", "list_slots", {}],
    ["show more", "search_talent", { further: true, limit: 6 }],
    ["show 3 more", "search_talent", { further: true, limit: 3 }],
    ["show the shortlist", "search_talent", { limit: 10 }],
  ])("%j runs %s", async (text, name, input) => {
    const { calls, said } = await team(text);
    expect(calls).toMatchObject([{ name, input }]);
    expect(said).toBe((casting[name] as Reply).said);
  });

  test("a correction changes the role and searches again", async () => {
    const { said, names } = await team("no, 30 to 40");
    expect(names).toEqual(["update_role", "search_talent"]);
    expect(said).toBe("I changed the role.\n\nHere are the best six.");
  });

  test("a search before there is a role makes one", async () => {
    const tools: Tools = {
      ...casting,
      search_talent: (_input, nth) =>
        nth === 1 ? { error: "not_found", said: "No role yet." } : { said: "Here are two.", hits: [] },
    };
    const { names, said } = await team("find women who ride horses in Pune", { tools });
    expect(names).toEqual(["search_talent", "create_role", "search_talent"]);
    expect(said).toContain("Here are two.");
  });

  test("a late message joins the one it follows", async () => {
    const during: ModelMessage[] = [
      { role: "assistant", content: [{ type: "tool_use", id: "off_1", name: "create_role", input: {} }] },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "off_1", content: JSON.stringify({ said: "Here is the role." }) },
          { type: "text", text: "thanks" },
        ],
      },
    ];
    expect((await team(BRIEF, { during })).said).toBe("Here is the role.\n\nHere are the best six.");
  });

  test("messages in a row are read as one", async () => {
    const { names } = await team("thanks", { before: [says("assistant", "Hello!"), says("user", BRIEF)] });
    expect(names).toEqual(["create_role", "search_talent"]);
  });

  test.each([
    ["asdf", teamWords.notUnderstood()],
    ["help", teamWords.help()],
    ["select", teamWords.notUnderstood()],
    ["yes", teamWords.pressButton()],
  ])("%j is answered without a tool", async (text, answer) => {
    expect(await team(text)).toMatchObject({ said: answer, names: [] });
  });
});
