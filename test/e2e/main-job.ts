/** The acceptance test of the main job, step by step, through the public edges only: signed webhooks in, the platforms' APIs out. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SlackPost } from "../support/slack.ts";
import type { Sent } from "../support/twilio.ts";
import { button, type Casting, demoTalents, menu, type Options, openCasting, type Talent } from "./casting.ts";

const SATURDAY_10_AM = new Date("2026-11-21T10:00:00+05:30");
const BRIEF =
  "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, shoot 10–20 December, 40k a day";
const INVITE = "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each";

/** A step may have to sit through restarts on a busy machine. */
const STEP_MS = 120_000;

export type Way = Omit<Options, "startsAt"> & {
  killsBetweenSteps?: boolean;
  /** In step 5 both ask for the same slot at once; otherwise one after the other. */
  atTheSameMoment?: boolean;
};

export function mainJob(name: string, { killsBetweenSteps = false, atTheSameMoment = false, ...options }: Way): void {
  describe(`the main job, from outside, ${name}`, { timeout: STEP_MS }, () => {
    let casting: Casting;
    let thread = "";
    let shortlist: SlackPost | undefined;
    const talents = demoTalents();
    const selects: Talent[] = [];
    const select = (nth: number) => selects[nth] ?? { name: "nobody", phone: "", email: "" };
    const posts = () => casting.slack.posts(thread);
    const lastPost = async () => (await posts()).at(-1);
    const sent = (to: Talent) => casting.twilio.sent(to.phone);
    const last = (to: Talent): Sent | undefined => sent(to).at(-1);
    /** What a quick reply of the last template carries, counted from the end. */
    const payload = (message: Sent | undefined, fromEnd: number) => message?.template?.variables.at(-fromEnd) ?? "";

    const press = async (post: SlackPost | undefined, label: string, nth = 0) => {
      await casting.relay.press(button(post, label, nth), { ts: post?.ts ?? "", thread });
      await casting.settled();
    };
    const selectNext = async () => {
      const name = shortlist?.sections
        .filter((_, index) => index > 0)
        .map(nameOf)
        .filter((one) => talents.has(one));
      const talent = talents.get(name?.[selects.length] ?? "");
      if (!talent) throw new Error(`no talent on place ${selects.length} of ${JSON.stringify(name)}`);
      await press(shortlist, "Select", selects.length);
      selects.push(talent);
    };

    beforeAll(async () => {
      casting = await openCasting({ startsAt: SATURDAY_10_AM, ...options });
    }, STEP_MS);
    beforeEach(async () => {
      if (killsBetweenSteps) await casting.program.restart();
    }, STEP_MS);
    afterAll(async () => {
      await casting?.close();
    });

    it("1 and 2: a brief becomes a role and a ranked shortlist in the thread", async () => {
      thread = await casting.relay.mention(BRIEF);
      await casting.settled();
      expect(await posts()).toHaveLength(1);
      shortlist = await lastPost();
      expect(shortlist?.text).toMatch(/Understood: .*women.*playing 25–32/);
      expect(shortlist?.text).toMatch(/Assumed: .*2026/);
      expect(shortlist?.text).toMatch(/plays \d+–\d+ · \w+ · Marathi.*₹/);
      const cards = shortlist?.rows.slice(0, -1) ?? [];
      expect(cards.length).toBeGreaterThanOrEqual(3);
      expect(shortlist?.rows.at(-1)?.map((one) => one.label)).toEqual([
        "Narrow down",
        "Compare the first 3",
        "Edit criteria",
      ]);
      for (const row of cards) {
        expect(row.map((one) => one.label)).toEqual(["Select", "Pass", "More like this", "Not like this"]);
      }
    });

    it("3: two Selects and an invitation that is a draft until it is approved", async () => {
      await selectNext();
      await selectNext();
      await casting.relay.write(INVITE, thread);
      await casting.settled();
      const draft = await lastPost();
      expect(draft?.text).toContain("Draft invitation");
      for (const { name } of selects) expect(draft?.text).toContain(name.split(" ")[0]);
      expect(button(draft, "Approve and send").value).not.toBe("");
      expect(casting.twilio.sent()).toEqual([]);
    });

    it("4: approved, each gets one invitation on WhatsApp, a template with three times and another time", async () => {
      await press(await lastPost(), "Approve and send");
      for (const talent of selects) {
        expect(sent(talent)).toMatchObject([{ channel: "whatsapp", template: { name: "invitation" } }]);
        const taps = last(talent)?.template?.variables.filter((variable) => /^[\w-]{22}$/.test(variable));
        expect(taps).toHaveLength(4);
        expect(last(talent)?.body).toMatch(/2:\d0 pm/);
      }
      expect(casting.twilio.sent()).toHaveLength(2);
    });

    it("5: one writes and one taps the same time; one gets it, the other is offered the next and takes it", async () => {
      const [writer, tapper] = [select(0), select(1)];
      const write = () => casting.relay.text(writer.phone, "kal nahi, shaam ko 5 baje chalega");
      const tap = () => casting.relay.tap(tapper.phone, payload(last(tapper), 2));
      if (atTheSameMoment) await Promise.all([write(), tap()]);
      else for (const one of [write, tap]) await one().then(casting.settled);
      await casting.settled();
      for (const talent of selects) expect(sent(talent)).toHaveLength(2);
      const isBooked = (talent: Talent) => menu(last(talent)?.body ?? "").length === 2;
      expect(selects.filter(isBooked)).toHaveLength(1);
      if (!atTheSameMoment) expect(isBooked(writer)).toBe(true);
      selects.sort((a, b) => Number(isBooked(b)) - Number(isBooked(a)));
      const [winner, loser] = [select(0), select(1)];
      expect(last(winner)?.body).toContain("Friday 27 November, 5:00 pm IST");

      const offered = menu(last(loser)?.body ?? "");
      expect(offered.length).toBeGreaterThanOrEqual(3);
      await casting.relay.text(loser.phone, offered[0]?.number ?? "");
      await casting.settled();
      expect(sent(loser)).toHaveLength(3);
      expect(last(loser)?.body).toMatch(/Friday 27 November, 4:\d0 pm IST/);
      const told = (await posts()).filter((post) => /is booked/.test(post.text));
      expect(told).toHaveLength(2);
    });

    it("6: each booking is in the calendar once; who has no email gets a file", async () => {
      const events = await casting.google.events();
      expect(events).toHaveLength(2);
      for (const event of events) {
        expect(event.id).toMatch(/^[a-v0-9]{5,}$/);
        expect(event.attendees?.map((one) => one.email)).toContain("tara.director@example.com");
      }
      for (const talent of selects) {
        const event = events.find(({ summary }) => summary?.includes(talent.name));
        if (talent.email) expect(event?.attendees?.map((one) => one.email)).toContain(talent.email);
        else expect(await calendarFile(last(talent)?.body ?? "")).toContain("BEGIN:VEVENT");
      }
    });

    it("7: reminders for 24 h and 3 h before are stored", async () => {
      expect((await casting.waiting()).reminders).toBe(4);
    });

    it("8: a change moves the booking and the same event, makes the old reminders void, and tells the thread", async () => {
      const before = (await casting.google.events()).map((event) => event.id).toSorted();
      const changer = select(1);
      await casting.relay.text(changer.phone, "cannot make it, can we do 4?");
      await casting.settled();
      expect(last(changer)?.body).toContain("Friday 27 November, 4:00 pm IST");
      const events = await casting.google.events();
      expect(events.map((event) => event.id).toSorted()).toEqual(before);
      const moved = events.find(({ summary }) => summary?.includes(changer.name));
      expect(Date.parse(moved?.start?.dateTime ?? "")).toBe(Date.parse("2026-11-27T16:00:00+05:30"));
      expect((await lastPost())?.text).toMatch(
        new RegExp(`${changer.name} moved: now Friday 27 November, 4:00 pm IST`),
      );
      expect((await casting.waiting()).reminders).toBe(4);
    });

    it("7: the clock moves on, and each reminder arrives once", async () => {
      const before = selects.map((talent) => sent(talent).length);
      await casting.moveTo(new Date("2026-11-26T17:15:00+05:30"));
      await remindersWaiting(2);
      await casting.moveTo(new Date("2026-11-27T14:20:00+05:30"));
      await remindersWaiting(0);
      for (const [nth, talent] of selects.entries()) {
        const reminders = sent(talent).slice(before[nth]);
        expect(reminders.map((one) => one.template?.name)).toEqual(["reminder", "reminder"]);
        expect(reminders[0]?.body).toContain(nth === 0 ? "5:00 pm IST" : "4:00 pm IST");
      }
    });

    it("9: a cancellation takes the event away and offers the time to the next select", async () => {
      await selectNext();
      const [leaver, next] = [select(0), select(2)];
      const cancel = menu(bookedMessage(leaver)?.body ?? "").at(-1);
      await casting.relay.text(leaver.phone, cancel?.number ?? "");
      await casting.settled();
      const sure = menu(last(leaver)?.body ?? "").at(-1);
      await casting.relay.text(leaver.phone, sure?.number ?? "");
      await casting.settled();
      const events = await casting.google.events();
      expect(events.map(({ summary }) => summary)).toEqual([expect.stringContaining(select(1).name)]);
      expect(sent(next)).toHaveLength(1);
      expect(last(next)?.body).toContain("5:00 pm");
      expect((await posts()).filter((post) => /cancelled.*I offered/s.test(post.text))).toHaveLength(1);
    });

    it("10: 'where are we?' tells the true state", async () => {
      await casting.relay.write("where are we?", thread);
      await casting.settled();
      const status = (await lastPost())?.text;
      expect(status).toContain("0 of 3 cast, 1 booked for an audition");
      expect(status).toContain(`${select(1).name}: booked, Friday 27 November, 4:00 pm IST`);
      expect(status).toContain(`${select(0).name}: cancelled`);
      expect(status).toContain(`${select(2).name}: invited, no answer yet`);
    });

    it("nothing was posted outside of the thread but the day's digest, and nothing was sent to anyone else", async () => {
      const outside = async () => (await casting.slack.outside()).map((post) => post.text);
      const digest = expect.stringMatching(/^Good morning\. Friday 27 November\.\nToday:\n• .*Andheri studio: /);
      await expect.poll(outside, { timeout: 20_000 }).toEqual([digest]);
      const known = new Set(selects.map((talent) => talent.phone));
      expect(casting.twilio.sent().filter((one) => !known.has(one.to))).toEqual([]);
    });

    it(
      options.script ? "Claude answered throughout" : "it was said that the rules answer in place of Claude",
      async () => {
        const said = [...(await posts()).map((post) => post.text), ...casting.twilio.sent().map((one) => one.body)];
        const basic = said.filter((words) => /basic mode/i.test(words)).length;
        if (options.script)
          expect({ basic, enough: (casting.claude?.calls() ?? 0) > 10 }).toEqual({ basic: 0, enough: true });
        else expect(basic).toBeGreaterThan(0);
      },
    );

    const remindersWaiting = async (count: number) => {
      await expect.poll(async () => (await casting.waiting()).reminders, { timeout: 20_000 }).toBe(count);
      await casting.settled();
    };
    const bookedMessage = (talent: Talent) => sent(talent).findLast((one) => menu(one.body).length > 0);
    const calendarFile = async (body: string) => {
      const link = /https?:\S+\.ics/.exec(body)?.[0];
      if (!link) throw new Error(`no link to a calendar file in: ${body}`);
      return (await fetch(link)).text();
    };
  });
}

const nameOf = (section: string) => /^\*(.+)\*/.exec(section)?.[1] ?? "";
