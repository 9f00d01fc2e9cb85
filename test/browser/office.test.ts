import { mkdirSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AppError } from "../../src/core/errors.ts";
import { createIngest } from "../../src/core/messages/accept.ts";
import type { Letter } from "../../src/core/messages/message.ts";
import type { Transport } from "../../src/core/messages/send-letter.ts";
import { axe, chromiumPath, openBrowser, openStage, type Stage, tabTo } from "../support/browser.ts";
import { message } from "../support/incoming.ts";
import { until } from "../support/until.ts";

const WIDE = { width: 1440, height: 1000 };
const NARROW = { width: 390, height: 844 };
const SCREENSHOTS = process.env.UPDATE_SCREENSHOTS === "1";
/** A folder for a picture of every view, to look at. */
const SHOTS = process.env.OFFICE_SHOTS;
const MINUTE_MS = 60_000;
const BRIEF =
  "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, shoot 10–20 December, 40k a day";

type Choice = { label: string; actionId: string };
type Card = { type: string; choices?: Choice[] };
type Message = { direction: string; content: { blocks?: Card[]; choices?: Choice[] } };
type Talent = { personId: string; name: string; writtenTo: boolean };
type Session = { startsAt: string; bookings: { startsAt: string; name: string }[] };

describe.skipIf(!chromiumPath)("the office in a browser", { timeout: 90_000 }, () => {
  let stage: Stage;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let team: string;
  let phone: string;
  let aheadMs = 0;
  const problems: string[] = [];
  const letters: Letter[] = [];
  const transport: Transport = {
    send: async (letter) => {
      letters.push(letter);
      return { outcome: "sent", providerId: `sent:${letter.outboxId}` };
    },
    find: async () => ({ outcome: "absent" }),
  };

  beforeAll(async () => {
    const ask = () => Promise.reject(new AppError("unavailable", "no model in this test"));
    [stage, browser] = await Promise.all([
      openStage({ ask, now: () => new Date(Date.now() + aheadMs), transports: () => transport }),
      openBrowser(),
    ]);
    context = await browser.newContext({ viewport: WIDE, colorScheme: "light", reducedMotion: "reduce" });
    page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (line) => line.type() === "error" && problems.push(line.text()));
    await page.goto(stage.link());
    await page.waitForSelector("body[data-ready]");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const get = async <T>(path: string) => (await (await page.request.get(`${stage.url}/api${path}`)).json()) as T;
  const post = async <T>(path: string, data: object) =>
    (await (await page.request.post(`${stage.url}/api${path}`, { data })).json()) as T;
  const say = (text: string, conversation = team) =>
    page.request.post(`${stage.url}/api/conversations/${conversation}/messages/ai`, { data: { text } });
  const choicesOf = async (conversation: string): Promise<Choice[]> => {
    const messages = await get<Message[]>(`/conversations/${conversation}/messages`);
    return messages.flatMap(({ content }) => [
      ...(content.blocks ?? []).flatMap((block) => block.choices ?? []),
      ...(content.choices ?? []),
    ]);
  };
  const tap = async (conversation: string, label: RegExp, nth = 0) => {
    const found = await until(`a choice ${label}`, async () =>
      (await choicesOf(conversation)).filter((one) => label.test(one.label)).at(nth),
    );
    await post(`/conversations/${conversation}/actions`, { actionId: found.actionId });
  };
  const focused = () => page.evaluate<string>(`document.activeElement.textContent`);
  const shot = async (name: string, of = page) => {
    if (!SHOTS) return;
    mkdirSync(SHOTS, { recursive: true });
    await of.screenshot({ path: `${SHOTS}/${name}.png` });
  };
  const column = (state: string) => `.column[data-state="${state}"]`;

  test("one link leads to the office and back, without another sign-in", async () => {
    await page.click(".pages a:has-text('Office')");
    await page.waitForURL(`${stage.url}/office`);
    await page.waitForSelector("#no-board:not([hidden])");
    expect(await axe(page)).toEqual([]);
    await page.click(".pages a:has-text('Stage')");
    await page.waitForURL(`${stage.url}/`);
    const stranger = await browser.newContext();
    const response = await (await stranger.newPage()).goto(`${stage.url}/office`);
    expect(response?.status()).toBe(401);
    await stranger.close();
  });

  test("a colleague signs in with a link of her own from Slack, and signs out", async () => {
    const ctx = stage.ctx();
    await ctx.db.query(
      `insert into channel_accounts (workspace_id, channel, platform, account) select id, 'slack', 'slack', 'T1' from workspaces`,
    );
    await createIngest(ctx)([
      message({
        channel: "slack",
        platform: "slack",
        account: "T1",
        conversationKey: "C1:",
        sender: { address: "U1", name: "Zoya Associate" },
        text: "page",
      }),
    ]);
    const link = await until("her link", async () => letters.find(({ outgoing }) => outgoing.link)?.outgoing.link?.url);
    const own = await browser.newContext({ viewport: NARROW, colorScheme: "dark" });
    const hers = await own.newPage();
    await hers.goto(link);
    expect(await hers.textContent("h1")).toBe("Open the office as Zoya Associate");
    expect(await axe(hers)).toEqual([]);
    await shot("sign-in", hers);
    await tabTo(hers, "button");
    await hers.keyboard.press("Enter");
    await hers.waitForURL(`${stage.url}/office`);
    await hers.waitForSelector("body[data-by=visit]");
    expect(await hers.textContent("#who")).toMatch(/Signed in as\s*Zoya Associate, associate/);
    expect(await hers.isVisible(".pages .of-stage")).toBe(false);
    expect(await axe(hers)).toEqual([]);
    await shot("signed-in", hers);
    await tabTo(hers, "#sign-out");
    await hers.keyboard.press("Enter");
    await hers.waitForSelector("h1:has-text('You are not signed in')");
    expect(await axe(hers)).toEqual([]);
    await shot("signed-out", hers);
    await hers.goto(link);
    expect(await hers.textContent("h1")).toBe("The link is no longer open");
    await own.close();
  });

  test("a role that is described in the channel is on the board at once", async () => {
    await page.goto(`${stage.url}/office`);
    await page.waitForSelector("body[data-ready]");
    expect(await page.textContent("#who")).toMatch(/You act as\s*Meher Davar, casting director/);
    team = (await post<{ id: string }>("/stage/conversations", { surface: "team" })).id;
    await say(BRIEF);
    await page.waitForSelector(`${column("submitted")} .person >> nth=2`);
    expect(await page.textContent("#board-sum")).toContain("0 booked of 3 needed");
    await tap(team, /^Select$/, 0);
    await page.waitForSelector(`${column("selected")} .person >> nth=0`);
  });

  test("a card is moved by keyboard alone, and who did it stands on it", async () => {
    const name = await page
      .locator(`${column("submitted")} h4`)
      .first()
      .textContent();
    await tabTo(page, "#role");
    await tabTo(page, `${column("submitted")} .opens`);
    await page.keyboard.press("Enter");
    await page.waitForSelector("[role=menu]:popover-open");
    expect(await page.locator("[role=menuitem]").allTextContents()).toEqual([
      "Under consideration",
      "Selected",
      "Backup",
      "Passed",
    ]);
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await focused()).toBe("Move");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("b");
    expect(await focused()).toBe("Backup");
    await page.keyboard.press("Enter");
    await page.waitForSelector(`${column("backup")} .person:has-text("${name}")`);
    expect(await page.textContent("#status")).toBe(`${name}: backup.`);
    await until("the focus on the moved card", async () =>
      page.evaluate<boolean>(`document.activeElement.matches('.column[data-state="backup"] .opens')`),
    );
    expect(await page.textContent(`${column("backup")} .why`)).toBe("moved on the board, Meher Davar");
  });

  test("a card is moved by the mouse, and only where it may go", async () => {
    const card = page.locator(`${column("backup")} .person`).first();
    const name = await card.locator("h4").textContent();
    await card.dragTo(page.locator(column("selected")));
    await page.waitForSelector(`${column("selected")} .person:has-text("${name}")`);
    expect(await page.locator(`${column("backup")} .person`).count()).toBe(0);
  });

  test("who was moved elsewhere meanwhile is not moved again, and the page says so", async () => {
    const [role] = await get<{ id: string }[]>("/roles");
    const board = await get<{ groups: { state: string; people: { candidateId: string; name: string }[] }[] }>(
      `/roles/${role?.id}/board`,
    );
    const person = board.groups.find(({ state }) => state === "submitted")?.people[0];
    await post(`/candidates/${person?.candidateId}/move`, { from: "submitted", to: "passed" });
    const again = await page.request.post(`${stage.url}/api/candidates/${person?.candidateId}/move`, {
      data: { from: "submitted", to: "selected" },
    });
    expect(again.status()).toBe(409);
    expect(await again.text()).toContain("is passed by now");
    await page.waitForSelector(`${column("passed")} .person:has-text("${person?.name}")`);
  });

  test("votes, tags and notes of the team stand on the card", async () => {
    const name = await page
      .locator(`${column("selected")} h4`)
      .first()
      .textContent();
    await say(`vote yes on ${name}`);
    await say(`tag ${name} as strong dancer, tall`);
    await page.waitForSelector(`${column("selected")} .person:has-text("${name}") .tags li >> nth=1`);
    expect(await page.textContent(`${column("selected")} .person:has-text("${name}") .votes`)).toContain("yes 1");
    await shot("board");
  });

  test("votes, tags and notes are made on the page by keyboard, and who looks at the same file sees them at once", async () => {
    const card = `${column("selected")} .person`;
    const beside = await context.newPage();
    await beside.goto(`${stage.url}/office`);
    await beside.click(`${card} .file-of`);
    await beside.waitForSelector("#candidate[open]");
    await tabTo(page, `${card} .file-of`);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#candidate[open] [data-vote=yes][aria-pressed=true]");
    expect(await axe(page)).toEqual([]);
    await tabTo(page, "[data-vote=yes]");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await beside.waitForSelector("[data-vote=maybe][aria-pressed=true]");
    expect(await beside.textContent("#candidate-votes")).toBe("Meher Davar: maybe");
    await tabTo(page, "#candidate-tags button");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#candidate-tags li >> nth=1", { state: "detached" });
    await tabTo(page, "#new-tag");
    await page.keyboard.type("Rides a bike");
    await page.keyboard.press("Enter");
    await beside.waitForSelector("#candidate-tags li:has-text('rides a bike')");
    await tabTo(page, "#new-note");
    await page.keyboard.type("Lovely energy <b>; ask about December");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await beside.waitForSelector("#candidate-notes li:has-text('Lovely energy <b>')");
    expect(await beside.textContent("#candidate-notes .by")).toMatch(/^Meher Davar, .+ IST$/);
    await until("the field is empty again", async () => (await page.inputValue("#new-note")) === "");
    expect(await axe(page)).toEqual([]);
    await shot("file");
    await beside.setViewportSize(NARROW);
    await beside.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    expect(await axe(beside)).toEqual([]);
    await shot("file-narrow", beside);
    await beside.close();
    await page.keyboard.press("Escape");
    await until("the focus back on the card", async () =>
      page.evaluate<boolean>(`document.activeElement.matches(".file-of")`),
    );
    expect(await page.textContent(`${card} .file-of`)).toBe("1 note");
  });

  if (SCREENSHOTS)
    test("the board has its picture taken", async () => {
      mkdirSync("docs", { recursive: true });
      await page.setViewportSize({ width: 1440, height: 860 });
      await page.waitForSelector("#status:empty", { state: "attached" });
      await page.screenshot({ path: "docs/office.png" });
      await page.setViewportSize(WIDE);
    });

  test("sessions and bookings come to the calendar as they are made", async () => {
    await say("Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each");
    await tap(team, /^Approve/);
    const { talents } = await until("somebody written to", async () => {
      const all = await get<{ talents: Talent[] }>("/stage/talent");
      return all.talents[0]?.writtenTo ? all : undefined;
    });
    const talentId = talents[0]?.personId;
    phone = (await post<{ id: string }>("/stage/conversations", { surface: "whatsapp", talentId })).id;
    await tap(phone, /\d:\d\d/);

    await page.click(".views a:has-text('Calendar')");
    await page.waitForSelector("#view-calendar:not([hidden])");
    const next = page.locator("#planner .none a");
    await until(
      "the session's week",
      async () => (await next.count()) > 0 || (await page.locator("#planner .event").count()) > 0,
    );
    if ((await next.count()) > 0) await next.click();
    await page.waitForSelector("#planner .event:has-text('1 of 12 places')");
    expect(await page.textContent("#calendar-sum")).toContain("Times are IST (Asia/Kolkata)");
    expect(await axe(page)).toEqual([]);
    await shot("week");
  });

  test("the calendar is walked through by keyboard, to the day and to its sheet", async () => {
    await tabTo(page, "#planner .event");
    expect(await focused()).toMatch(/, 2:00 pm to 6:00 pm, Andheri studio, 1 of 12 places$/);
    await page.keyboard.press("ArrowLeft");
    expect(await page.evaluate(`document.activeElement.getAttribute("role")`)).toBe("gridcell");
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(`document.activeElement.className`)).toBe("event");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(`document.activeElement.tagName`)).toBe("A");
    const week = await page.textContent("#calendar-title");
    await page.keyboard.press("PageDown");
    await until("the next week", async () => (await page.textContent("#calendar-title")) !== week);
    await page.keyboard.press("PageUp");
    await until("the week again", async () => (await page.textContent("#calendar-title")) === week);
    await page.waitForSelector("#planner .event");

    await page.click('#planner [role="columnheader"] a:has-text("Fri")');
    await page.waitForSelector("#planner .event[data-state=confirmed]");
    expect(await page.getAttribute("#as-day", "aria-pressed")).toBe("true");
    expect(await axe(page)).toEqual([]);
    await shot("day");
    await tabTo(page, "#planner .event");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#view-sheet:not([hidden]) tr[data-state=confirmed]");
    expect(await page.textContent("#sheet-sum")).toContain("1 to come");
    const print = await page.getAttribute(".sheet .files a:has-text('PDF')", "href");
    expect(String(await (await page.request.get(`${stage.url}${print}`)).body())).toMatch(/^%PDF/);
    expect(await axe(page)).toEqual([]);
    await shot("sheet");
    await page.goBack();
    await page.waitForSelector("#view-calendar:not([hidden])");
  });

  test.each([
    ["light", WIDE],
    ["dark", WIDE],
    ["light", NARROW],
    ["dark", NARROW],
    ["light", { width: 320, height: 640 }],
  ] as const)(
    "in %s colours at %o there is no accessibility violation and nothing is cut off",
    async (colorScheme, size) => {
      const day = (await get<{ next: string }>("/calendar?from=2020-01-01&to=2020-01-01")).next;
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize(size);
      for (const [view, ready] of [
        ["board", ".person"],
        [`week/${day}`, ".event"],
        [`day/${day}`, ".time-grid .event"],
        [`sheet/${day}`, ".sheet tr[data-booking]"],
      ] as const) {
        await page.goto(`${stage.url}/office#${view}`);
        await page.locator(`.view:not([hidden]) ${ready}`).first().waitFor();
        expect(await axe(page)).toEqual([]);
        expect(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true);
        const small = await page.evaluate<string[]>(
          `[...document.querySelectorAll("button, input, select, nav a")].filter((one) => one.offsetParent && one.offsetHeight < 44).map((one) => one.outerHTML)`,
        );
        expect(small).toEqual([]);
        await shot(`${colorScheme}-${size.width}-${view.split("/")[0]}`);
      }
      await page.setViewportSize(WIDE);
    },
  );

  test("a session is set on the page by keyboard, moved and called off, each after a look at what it means", async () => {
    const dayIn = (days: number) => new Date(Date.now() + days * 24 * 60 * MINUTE_MS).toISOString().slice(0, 10);
    const everywhere = async (name: string) => {
      expect(await axe(page)).toEqual([]);
      await shot(name);
      await page.setViewportSize(NARROW);
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true);
      await shot(`${name}-narrow`);
      await page.setViewportSize(WIDE);
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    };
    await page.goto(`${stage.url}/office#week`);
    await page.waitForSelector("#view-calendar:not([hidden])");
    await tabTo(page, "#new-session");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#session[open]");
    await tabTo(page, "#add-break");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(`document.activeElement.dataset.end`)).toBe("from");
    await everywhere("session-form");
    await page.fill("#session-day", dayIn(20));
    await page.fill("#session-rooms", "A, B");
    await page.fill("#session-place", "Versova");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#session-said:has-text('break')");
    expect(problems.splice(0)).toEqual([expect.stringContaining("400 (Bad Request)")]);
    await page.fill("#session-breaks [data-end=from]", "16:00");
    await page.fill("#session-breaks [data-end=to]", "16:20");
    await page.focus("#session-place");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#planner .event:has-text('Versova')");
    expect(await page.textContent("#status")).toMatch(
      /^A session is set: .*Versova, in 2 rooms at once \(A and B\), 22 slots/,
    );
    await page.goto(`${stage.url}/office#sheet/${dayIn(20)}`);
    await tabTo(page, "[data-change=move]");
    await page.keyboard.press("Enter");
    await page.fill("#change-toDay", dayIn(21));
    await page.keyboard.press("Enter");
    await page.waitForSelector("#change-draft:not([hidden])");
    expect(await focused()).toMatch(/^Move the session to .*Versova\?$/);
    await everywhere("session-move");
    await tabTo(page, "#draft-approve");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${stage.url}/office#sheet/${dayIn(21)}`);
    await page.waitForSelector(".sheet:has-text('Versova') [data-change=off]");
    await shot("session-sheet");
    await tabTo(page, "[data-change=off]");
    await page.keyboard.press("Enter");
    await page.fill("#change-reason", "the studio is gone");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#draft-approve.danger");
    await everywhere("session-off");
    await tabTo(page, "#draft-approve");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".sheet:has-text('Versova'):has-text('cancelled')");
    expect(await page.locator("[data-change]").count()).toBe(0);
  });

  test("on the day the desk checks people in by keyboard, and what talent says is there at once", async () => {
    const { next } = await get<{ next: string }>("/calendar?from=2020-01-01&to=2020-01-01");
    const { sessions } = await get<{ sessions: Session[] }>(`/calendar?from=${next}&to=${next}`);
    const [booking] = sessions[0]?.bookings ?? [];
    const startsAt = Date.parse(booking?.startsAt ?? "");
    await page.goto("about:blank");
    await stage.stop();
    aheadMs = startsAt - 10 * MINUTE_MS - Date.now();
    await stage.again();
    await page.goto(stage.link());
    await page.goto(`${stage.url}/office#sheet`);
    await page.waitForSelector("#sheets .next");
    expect(await page.inputValue("#sheet-day")).toBe(next);
    await tabTo(page, "#sheets .acts .opens");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[role=menu]:popover-open");
    expect(await page.locator("[role=menuitem]").allTextContents()).toEqual(["Running late", "Seen"]);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#sheets tr[data-state=late]");
    await until("it is said", async () => /running late\.$/.test((await page.textContent("#status")) ?? ""));
    await until("the focus in the row", async () => (await focused()) === "Is here");

    await say("I am here", phone);
    await page.waitForSelector("#sheets tr[data-state=checked_in]:has-text('here since')");
    expect(await focused()).toBe("Seen");
    expect(await page.textContent("#sheet-sum")).toBe("0 to come, 1 here, 0 seen, 0 did not come.");

    aheadMs = startsAt + 50 * MINUTE_MS - Date.now();
    await page.reload();
    await page.waitForSelector("#sheets .alert:has-text('waits over 45 minutes')");
    expect(await axe(page)).toEqual([]);
    await shot("waits");
    await tabTo(page, "#sheets .acts .next");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#sheets tr[data-state=seen]:has-text('seen at')");
    await until("the focus in the row", async () =>
      page.evaluate<boolean>(`document.activeElement.matches("#sheets .stands")`),
    );
    expect(await axe(page)).toEqual([]);
  });

  test("what is asked wrongly of the calendar is answered with a sentence", async () => {
    for (const query of ["from=2026-11-27&to=2026-11-20", "from=2026-01-01&to=2026-12-31", "from=soon&to=later"]) {
      const response = await page.request.get(`${stage.url}/api/calendar?${query}`);
      expect(response.status()).toBe(400);
      expect(await response.text()).toMatch(/Please/);
    }
    await page.goto(`${stage.url}/office#sheet/nonsense`);
    await page.waitForSelector("#view-sheet:not([hidden])");
    expect((await get<{ sessions: Session[] }>("/calendar?from=2020-01-01&to=2020-01-01")).sessions).toEqual([]);
  });

  test("the page ran without an error", () => {
    expect(problems).toEqual([]);
  });
});
