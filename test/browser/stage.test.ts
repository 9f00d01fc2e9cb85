import { mkdirSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AppError } from "../../src/core/errors.ts";
import type { Answer, Ask } from "../../src/core/ports.ts";
import { axe, chromiumPath, openBrowser, openStage, type Stage, tabTo } from "../support/browser.ts";
import { until } from "../support/until.ts";

const WIDE = { width: 1440, height: 1000 };
const NARROW = { width: 390, height: 844 };
const NEXT_FRIDAY = "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each";
const SCREENSHOTS = process.env.UPDATE_SCREENSHOTS === "1";

if (!chromiumPath) {
  process.stdout.write(
    "The browser tests are skipped: there is no Chromium. Install it, or name it in CHROMIUM_PATH.\n",
  );
}

describe.skipIf(!chromiumPath)("the stage in a browser", { timeout: 90_000 }, () => {
  let stage: Stage;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What the model does in this test; without it, it cannot be reached and the rules answer. */
  let script: Ask | undefined;
  const problems: string[] = [];

  beforeAll(async () => {
    const ask: Ask = (question) =>
      script ? script(question) : Promise.reject(new AppError("unavailable", "no model in this test"));
    [stage, browser] = await Promise.all([openStage({ ask }), openBrowser()]);
    context = await browser.newContext({ viewport: WIDE, colorScheme: "light", reducedMotion: "reduce" });
    page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (line) => line.type() === "error" && problems.push(line.text()));
    await page.goto(stage.link());
    await ready();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const ready = () => page.waitForSelector("body[data-ready]");
  const texts = (selector: string) => page.locator(selector).allInnerTexts();
  const focused = () => page.evaluate<string>(`document.activeElement.textContent`);

  test("the link is gone from the address, and opens nothing a second time", async () => {
    expect(page.url()).toBe(`${stage.url}/`);
    const stranger = await browser.newContext();
    const response = await (await stranger.newPage()).goto(stage.link());
    expect(response?.status()).toBe(401);
    await stranger.close();
  });

  test("the empty stage has no accessibility violation", async () => {
    expect(await axe(page)).toEqual([]);
  });

  test("the main job goes from a brief to a booked audition by keyboard alone", async () => {
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to writing a brief");
    await page.keyboard.press("Enter");
    await tabTo(page, "#team-text");
    await tabTo(page, "#hints button", { back: true });
    await page.keyboard.press("Enter");
    await page.waitForSelector("#team-log .card.portrait >> nth=2");
    const top = await page.locator("#team-log .message.out").last().boundingBox();
    expect(top?.y).toBeGreaterThan((await page.locator("#team-log").boundingBox())?.y ?? Number.POSITIVE_INFINITY);

    await tabTo(page, "#team-log .card.portrait:nth-of-type(2) button", { back: true });
    await page.keyboard.press("Home");
    expect(await focused()).toMatch(/^Select /);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#team-log .card.portrait:nth-of-type(2) button[data-used]");
    await tabTo(page, "#team-log .card.portrait:nth-of-type(1) button", { back: true });
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await until(
      "two selects",
      async () => (await texts("#team-log .message.out")).filter((one) => /Selected /.test(one)).length === 2,
    );

    await tabTo(page, "#team-text");
    await page.keyboard.type("Shift and Enter");
    await page.keyboard.press("Shift+Enter");
    expect(await page.inputValue("#team-text")).toBe("Shift and Enter\n");
    await page.keyboard.press("Control+A");
    await page.keyboard.type(NEXT_FRIDAY);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#team-log button:has-text('Approve')");
    expect(await page.locator("#whatsapp-log .message").count()).toBe(0);
    await tabTo(page, "#team-log .card.slate button.primary", { back: true });
    await page.keyboard.press("Enter");

    await page.waitForSelector("#whatsapp-log .choices.rows button");
    await tabTo(page, "#whatsapp-log .choices.rows button");
    await page.keyboard.press("ArrowDown");
    const slot = (await focused()).match(/\d+:\d\d [ap]m/)?.[0] as string;
    await page.keyboard.press("Enter");
    await page.waitForSelector(`#bookings .frame[data-state="confirmed"]:has-text("${slot}")`);
    expect((await texts("#whatsapp-log .message.out")).at(-1)).toContain(`${slot} IST`);
    await until("the team is told", async () => (await texts("#team-log .message.out")).at(-1)?.includes("is booked"));
  });

  test("the other phone is one press away, and a free text in Hinglish books there", async () => {
    const first = await page.inputValue("#who");
    await page.locator("#recent button[aria-pressed=false]").first().click();
    await until("the other talent", async () => (await page.inputValue("#who")) !== first);
    await page.waitForSelector("#whatsapp-log .choices.rows button");
    await page.fill("#whatsapp-text", "kal nahi, shaam ko 5 baje chalega");
    await page.press("#whatsapp-text", "Enter");
    await page.waitForSelector('#bookings .frame[data-state="confirmed"] >> nth=1');
    expect((await texts("#bookings .time")).some((one) => one.startsWith("5:00 pm"))).toBe(true);
  });

  test("a phone that is looked at shows its messages as read", async () => {
    await page.waitForSelector('#whatsapp-log .tick[data-fate="read"]');
  });

  if (SCREENSHOTS)
    test("the stage has its picture taken", async () => {
      mkdirSync("docs", { recursive: true });
      await page.setViewportSize({ width: 1440, height: 1080 });
      await page.evaluate(`document.querySelector(".shortlist").scrollIntoView({ block: "start" })`);
      await page.locator("#whatsapp-log").evaluate((log) => log.scrollTo({ top: log.scrollHeight }));
      await page.screenshot({ path: "docs/stage.png" });
      await page.setViewportSize(WIDE);
    });

  test("talent are found by name and by what they are, from the keyboard", async () => {
    await page.focus("#who");
    await page.keyboard.type("marathi women thane");
    await page.waitForSelector("#who-list .option:not(.nobody)");
    await page.keyboard.press("ArrowDown");
    const name = await page.locator("#who-list .option.active .name").textContent();
    expect(await page.getAttribute("#who", "aria-activedescendant")).toBe("who-0");
    await page.keyboard.press("Enter");
    expect(await page.inputValue("#who")).toBe(name);
    await until("the phone", async () => (await page.textContent("#whatsapp-name"))?.startsWith(name ?? ""));
    await page.keyboard.type("zzz");
    await page.keyboard.press("Escape");
    expect(await page.inputValue("#who")).toBe(name);
    expect(await page.isHidden("#who-list")).toBe(true);
  });

  test("the open list of talent has no accessibility violation", async () => {
    await page.click("#who");
    await page.keyboard.press("ArrowDown");
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press("Escape");
  });

  test("a reply appears word by word, then as a message", async () => {
    const gate = Promise.withResolvers<void>();
    script = async ({ onDelta }): Promise<Answer> => {
      onDelta?.("One moment, ");
      await gate.promise;
      onDelta?.("here it is.");
      return { content: [{ type: "text", text: "One moment, here it is." }], stopReason: "end_turn" };
    };
    await page.fill("#team-text", "Tell me something");
    await page.press("#team-text", "Enter");
    await page.waitForSelector("#team-log .draft:has-text('One moment,')");
    expect(await page.isVisible("#team-log .typing")).toBe(true);
    gate.resolve();
    await page.waitForSelector("#team-log .messages .message.out:has-text('One moment, here it is.')");
    await page.waitForSelector("#team-log .draft", { state: "detached" });
    await page.waitForSelector("#team-log .typing", { state: "detached" });
    script = undefined;
  });

  test("what people write stays words, whatever it looks like", async () => {
    const words = `<img src=x onerror="alert(1)"><b>bold</b> javascript:alert(1)`;
    await page.fill("#sms-text", words);
    await page.press("#sms-text", "Enter");
    await page.waitForSelector("#sms-log .messages .message.in:has-text('<b>bold</b>')");
    expect(await page.locator("#sms-log .text :is(img, b, a[href^=javascript])").count()).toBe(0);
  });

  test.each([
    ["light", WIDE],
    ["dark", WIDE],
    ["light", NARROW],
    ["dark", NARROW],
  ] as const)("in %s colours at %o there is no accessibility violation", async (colorScheme, size) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(size);
    for (const panel of size === WIDE ? ["team"] : ["team", "whatsapp", "sms", "calendar"]) {
      if (size === NARROW) await page.click(`#tab-${panel}`);
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true);
    }
    await page.setViewportSize(WIDE);
  });

  test("at 320 pixels nothing is cut off to the side", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const panel of ["team", "whatsapp", "sms", "calendar"]) {
      await page.click(`#tab-${panel}`);
      expect(await page.evaluate(`document.documentElement.scrollWidth`)).toBe(320);
    }
    await page.focus("#tab-calendar");
    await page.keyboard.press("ArrowRight");
    expect(await page.getAttribute("#tab-team", "aria-selected")).toBe("true");
    expect(await page.isVisible("#panel-team")).toBe(true);
    expect(await page.isVisible("#panel-calendar")).toBe(false);
    await page.setViewportSize(WIDE);
  });

  test("whatever can be pressed is at least 44 pixels high", async () => {
    const small = await page.evaluate<string[]>(
      `[...document.querySelectorAll("button, input, textarea")].filter((one) => one.offsetParent && one.offsetHeight < 44).map((one) => one.outerHTML)`,
    );
    expect(small).toEqual([]);
  });

  test("the chosen colours stay after a reload", async () => {
    await page.emulateMedia({ colorScheme: "light" });
    await page.click("#theme");
    await page.reload();
    await ready();
    expect(await page.getAttribute("html", "data-theme")).toBe("dark");
    expect(await page.textContent("#theme")).toBe("Light colours");
    await page.click("#theme");
  });

  test("the page ran without an error", () => {
    expect(problems).toEqual([]);
  });

  test("after a restart the page finds the server again, says that it is in basic mode, and missed nothing", async () => {
    expect(await page.isHidden("#brain")).toBe(true);
    const shown = await page.locator("#team-log .message").count();
    await stage.stop();
    await page.waitForSelector("#status:has-text('connection is lost')");
    await page.fill("#team-text", "Where are we?");
    await page.press("#team-text", "Enter");
    await page.waitForSelector("#team-log .echo button:has-text('Try again')");
    await stage.again({});
    await page.waitForSelector("#brain:not([hidden])");
    await page.click("#team-log .echo button");
    await until("the answer", async () => (await page.locator("#team-log .messages .message").count()) >= shown + 2);
    await page.waitForSelector("#team-log .echo", { state: "detached" });
  });
});
