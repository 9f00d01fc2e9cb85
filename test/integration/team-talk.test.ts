import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

const COP = "Need two Marathi-speaking women, 25–32, for a cop role in a thriller, shoot 10–20 December";
const MOTHER = "Need one Hindi-speaking woman, 45–60, for a mother role in a drama";

describe("the casting team talks about more than one role", () => {
  let office: Office;
  const heard = () => lastWords(office.to("team"));
  const say = async (text: string) => {
    await office.say(office.team, text);
    return heard();
  };
  const roles = async () =>
    (await office.db.query<{ title: string }>(`select title from roles order by created_at`)).rows.map(
      (row) => row.title,
    );
  const current = async () =>
    (
      await office.db.query<{ title: string }>(
        `select r.title from conversations c join roles r on r.id = c.role_id where c.key = 'team'`,
      )
    ).rows[0]?.title;

  beforeAll(async () => {
    office = await openOffice();
    await say(COP);
    await say("select 1");
    await say("Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each");
    await say(MOTHER);
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("a draft is told of its own role only", async () => {
    const words = await say("where are we on the mother role?");
    expect(words).toMatch(/Mother.*nobody is selected yet/);
    expect(words).not.toMatch(/waits for your Approve/);
  });

  it("status lists every open role of the thread", async () => {
    const words = await say("where are we?");
    expect(words).toMatch(/Mother.*nobody is selected yet/);
    expect(words).toMatch(/Cop.*0 of 2 cast, 0 booked for an audition, 0 seen/);
    expect(words).toMatch(/waits for your Approve/);
  });

  it.each(["how many women speak Konkani?", "do we have any women over 60?", "who can ride a horse?"])(
    "%j is a search and makes no role",
    async (text) => {
      const [before, was] = [await roles(), await current()];
      await say(text);
      expect(await roles()).toEqual(before);
      expect(await current()).toBe(was);
    },
  );

  it("a question about a role by its name makes that role the current one", async () => {
    expect(await say("what about the cop role?")).toMatch(/Cop.*0 of 2 cast/);
    expect(await roles()).toHaveLength(2);
    expect(await current()).toMatch(/^Cop/);
    expect(await say("where are we on the pilot role?")).toMatch(/no role “pilot”/);
  });

  it("a booking of any role of the thread can be cancelled, and a person asked about", async () => {
    const draft = office
      .to("team")
      .find((one) =>
        one.blocks.some((block) => block.type === "card" && block.choices?.some((it) => /Approve/.test(it.label))),
      );
    await office.tap(office.team, choice(draft, "Approve and send"));
    const invitation = office.letters.find((letter) => letter.conversationKey !== "team");
    const phone = invitation?.conversationKey ?? "";
    expect(await say("who hasn't replied?")).toMatch(/invited, no answer yet/);
    await office.say(office.phone(phone), "Friday 5 pm");
    await say("where are we on the mother role?");
    const { rows } = await office.db.query<{ name: string }>(
      `select p.name from bookings b join people p on p.id = b.talent_id where b.state = 'confirmed'`,
    );
    const name = rows[0]?.name ?? "";
    expect(await say(`is ${name} confirmed?`)).toContain(`${name}: booked, Friday 27 November, 5:00 pm IST`);
    expect(await say("who declined?")).toMatch(/Nobody has declined/);
    expect(await say(`cancel ${name.split(" ")[0]}`)).toMatch(/Nothing is cancelled until you press the button/);
  });
});

describe("the casting team names whom to select and invite", () => {
  let office: Office;
  const say = async (text: string) => {
    await office.say(office.team, text);
    return lastWords(office.to("team"));
  };
  beforeAll(async () => {
    office = await openOffice();
    await say(COP);
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("a number that is not in the shortlist is told", async () => {
    expect(await say("select 1 and 9")).toMatch(/Selected .*I did not find number 9 in the shortlist/);
  });

  it("all of a shortlist can be selected, and the draft is for those alone who are named", async () => {
    expect(await say("select all")).toMatch(/6 are selected/);
    expect(await say("invite 2 and 3 for Friday 2 to 6 at Andheri studio")).toMatch(/To: [^,]+ and [^,\n]+\n/);
  });

  it.each([
    ["make it sunday instead", /Sunday 22 November.*12 slots of 20 minutes/s],
    ["change slots to 15 minutes", /Sunday 22 November.*16 slots of 15 minutes/s],
    ["no, 3 to 6", /Sunday 22 November.*12 slots of 15 minutes/s],
  ])("%j with a draft open corrects the session and drafts again", async (text, answer) => {
    const words = await say(text);
    expect(words).toMatch(answer);
    expect(words).toMatch(/Nothing is sent until you press Approve/);
    const { rows } = await office.db.query(`select from approvals where state = 'draft' and kind = 'invitation'`);
    expect(rows).toHaveLength(1);
  });

  it("a correction that changes nothing says so and shows no new shortlist", async () => {
    const words = await say("make it women");
    expect(words).toMatch(/nothing to change/);
    expect(words).not.toMatch(/best first/);
  });

  it("a search beside the role is told as a search, and a person is looked up by the exact name", async () => {
    expect(await say("show me women who ride horses")).toMatch(/match(?:es)? your search/);
    const { rows } = await office.db.query<{ name: string }>(
      `select display_name as name from talent_profiles where not is_minor order by display_name limit 1`,
    );
    const name = rows[0]?.name ?? "";
    const words = await say(`show me ${name}'s profile`);
    expect(words).toContain(name);
    expect(words).toMatch(/Here is the profile|people are called/);
    expect(await say("show me Zzyzx's profile")).toMatch(/nobody called Zzyzx/);
  });

  it("a filter that nobody meets is let go in the words in which it was offered", async () => {
    expect(
      await say("Need a Punjabi-speaking man, 35-45, from Kolkata, who can ride a bike, for a truck driver role"),
    ).toMatch(/without the language: \d/);
    const words = await say("ok without the language");
    expect(words).toMatch(/I changed the role/);
    expect(words).not.toMatch(/Punjabi|Nobody fits/);
  });

  it("a session that was set before anybody was selected is the one they are invited to", async () => {
    expect(await say("Invite them for Friday between 4 and 6 at the Versova office")).toMatch(/nobody is selected yet/);
    await say("select 1");
    expect(await say("now invite them")).toMatch(/Versova office[\s\S]*Draft invitation/);
    const { rows } = await office.db.query(`select from sessions where place ilike '%versova office%'`);
    expect(rows).toHaveLength(1);
  });

  it("a filter is let go by its button as by the words, which changes the role once", async () => {
    await say("Need a Punjabi-speaking man, 35-45, from Kolkata, who can ride a bike, for a truck driver role");
    const offer = office.to("team").at(-1);
    const label = offer?.choices?.[0]?.label ?? "";
    expect(label).toMatch(/^Without the language: \d+$/);
    await office.tap(office.team, choice(offer, label));
    expect(lastWords(office.to("team"))).toMatch(/^I changed the role/);
    expect(lastWords(office.to("team"))).not.toMatch(/Punjabi|Nobody fits/);
    expect(lastWords(office.to("team"))).toContain(`${label.replace(/\D/g, "")} fit`);
    await office.tap(office.team, choice(offer, label));
    expect(lastWords(office.to("team"))).toMatch(/nothing to change/);
  });

  it("a search beside the role is made again without the filter, and the role stays", async () => {
    await say("select 1");
    const role = async () =>
      (await office.db.query(`select breakdown from roles order by created_at desc limit 1`)).rows;
    const before = await role();
    await say("show me women from Kolkata who speak Punjabi and ride horses");
    expect(lastWords(office.to("team"))).toMatch(/^Nobody fits all of that. What I would find without/);
    const offer = office.to("team").at(-1);
    const label = offer?.choices?.find((one) => one.label.startsWith("Without"))?.label ?? "";
    await office.tap(office.team, choice(offer, label));
    expect(lastWords(office.to("team"))).toMatch(/match(?:es)? your search/);
    expect(await role()).toEqual(before);
  });

  it("where fewer fit than are needed, it is told what more there would be", async () => {
    await say("Need 30 Marathi-speaking women, 25-32, for a nurse role");
    expect(lastWords(office.to("team"))).toMatch(/\d fit the .* That is few\. What I would find without the \w+: \d+/);
  });

  it("the next ones are shown on request, nobody twice, until everybody who fits was shown", async () => {
    const titles = () =>
      office
        .to("team")
        .at(-1)
        ?.blocks.flatMap((block) => (block.type === "card" ? [block.title] : [])) ?? [];
    const shown = titles();
    await say("show 3 more");
    expect(titles()).toHaveLength(3);
    expect(shown).not.toEqual(expect.arrayContaining(titles().slice(0, 1)));
    for (let times = 0; times < 4; times += 1) await say("next");
    expect(lastWords(office.to("team"))).toMatch(/^Nobody else fits the .*These are still open/s);
    expect(lastWords(office.to("team"))).toMatch(/What I would find without the/);
  });

  it("two to four are put side by side by number, by name and by the shortlist's button, each with Select and Pass", async () => {
    await say("Need two Marathi-speaking women, 25-32, preferably from Pune, for a nurse role");
    const found = office.to("team").at(-1);
    await say("compare 1 and 3");
    const beside = office.to("team").at(-1);
    const cards = beside?.blocks.filter((block) => block.type === "card") ?? [];
    const names = cards.slice(1).map(({ title }) => title);
    expect(cards[0]?.table?.[0]).toEqual(["", ...names]);
    expect(cards[0]?.table?.find(([label]) => label === "Fits")?.[1]).toMatch(/^all that is asked for|not the city/);
    expect(cards[0]?.lines.join()).toMatch(new RegExp(`Lives in. ${names[0]}: .*; ${names[1]}: `));
    expect(cards[1]?.lines[0]).toMatch(/Marathi/);
    expect(cards[1]?.image?.url).toMatch(/png/);
    expect(cards[1]?.choices?.map(({ label }) => label)).toEqual(["Select", "Pass"]);
    expect(await say(`put ${names[0]} and ${names[1]} side by side`)).toContain(
      `${names[0]} and ${names[1]} side by side.`,
    );
    await office.tap(office.team, choice(found, "Compare the first 3"));
    expect(lastWords(office.to("team"))).toMatch(/^.*, .* and .* side by side\./);
    await office.tap(office.team, choice(beside, "Select"));
    expect(lastWords(office.to("team"))).toContain(`Selected ${names[0]}.`);
    expect(await say("compare 2")).toMatch(/two to four people/);
  });

  it("counts by gender, age, city and language narrow the shortlist with a tap, either of two values, and leave the role", async () => {
    await say("Need two Marathi-speaking women, 25-32, for a nurse role");
    const total = Number(/(\d+) fit the/.exec(lastWords(office.to("team")))?.[1]);
    await office.tap(office.team, choice(office.to("team").at(-1), "Narrow down"));
    const counts = (label: string) =>
      Number(
        office
          .to("team")
          .at(-1)
          ?.blocks.flatMap((block) => (block.type === "card" ? (block.choices ?? []) : []))
          .find((one) => one.label.replace("✓ ", "").startsWith(`${label}: `))
          ?.label.replace(/.*: /, ""),
      );
    const [mumbai, pune] = [counts("Mumbai"), counts("Pune")];
    expect(lastWords(office.to("team"))).toMatch(/Gender: Women\nWomen \d+ · Men \d+/);
    expect(lastWords(office.to("team"))).toMatch(/Language: Marathi\n/);
    await office.tap(office.team, choice(office.to("team").at(-1), `Pune: ${pune}`));
    expect(lastWords(office.to("team"))).toMatch(new RegExp(`^Narrowed to Pune\\. ${pune} fit the`));
    expect(pune + mumbai).toBeLessThanOrEqual(total);
    await office.tap(office.team, choice(office.to("team").at(-1), "Narrow down"));
    expect(lastWords(office.to("team"))).toContain("Lives in: Pune");
    await office.tap(office.team, choice(office.to("team").at(-1), `Mumbai: ${mumbai}`));
    expect(lastWords(office.to("team"))).toMatch(new RegExp(`^Narrowed to Pune or Mumbai\\. ${pune + mumbai} fit the`));
    expect(await say("narrow it down")).toMatch(/Tap a value to narrow/);
    const { rows } = await office.db.query<{ city: string | null }>(
      `select breakdown -> 'criteria' ->> 'city' as city from roles order by created_at desc limit 1`,
    );
    expect(rows[0]?.city).toBeNull();
  });
});
