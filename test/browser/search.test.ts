import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AppError } from "../../src/core/errors.ts";
import { axe, chromiumPath, openBrowser, openStage, type Stage, tabTo } from "../support/browser.ts";
import { until } from "../support/until.ts";

/** A folder for a picture of every view, to look at. */
const SHOTS = process.env.OFFICE_SHOTS;
const BRIEF =
  "Need three Marathi-speaking women, 25–32, preferably from Pune, for a cop role in a thriller, shoot 10–20 December, 40k a day";
const NAME = ".opens-person";

describe.skipIf(!chromiumPath)("the search in a browser", { timeout: 90_000 }, () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let roleId: string;
  const problems: string[] = [];

  beforeAll(async () => {
    const ask = () => Promise.reject(new AppError("unavailable", "no model in this test"));
    [stage, browser] = await Promise.all([openStage({ ask }), openBrowser()]);
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: "reduce" });
    page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (line) => line.type() === "error" && problems.push(line.text()));
    await page.goto(stage.link());
    const { id } = await post<{ id: string }>("/stage/conversations", { surface: "team" });
    await page.request.post(`${stage.url}/api/conversations/${id}/messages/ai`, { data: { text: BRIEF } });
    roleId = (await (await page.request.get(`${stage.url}/api/roles`)).json())[0].id;
    await page.goto(`${stage.url}/office#search`);
    await page.waitForSelector("#found .hit");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const post = async <T>(path: string, data: object) =>
    (await (await page.request.post(`${stage.url}/api${path}`, { data })).json()) as T;
  const focused = () => page.evaluate<string>(`document.activeElement.textContent`);
  const chips = () => page.locator(".chip .change").allTextContents();
  const total = async () => Number(/\d+/.exec((await page.textContent("#search-sum")) ?? "")?.[0] ?? 0);
  const atRest = () => page.waitForSelector("#found[aria-busy=false] .hit");
  const shot = async (name: string) => {
    if (!SHOTS) return;
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: `${SHOTS}/search-${name}.png` });
  };

  test("a brief is typed, and what was understood, assumed and not used stands below it", async () => {
    await tabTo(page, "#brief");
    await page.keyboard.insertText(`${BRIEF}, not from Delhi`);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".chip.wish:has-text('preferably lives in Pune')");
    expect(await chips()).toEqual(expect.arrayContaining(["women", "playing 25–32", "speaks Marathi"]));
    expect(await page.textContent("#ignored")).toContain("leaving out Delhi");
    await until("the focus on the first", async () =>
      page.evaluate<boolean>(`document.activeElement.matches("${NAME}")`),
    );
    const card = page.locator(".hit").first();
    expect(await card.locator(".free").textContent()).toBe("free 10–20 December 2026");
    expect(await card.locator(".met dd").textContent()).toContain("woman · plays");
    expect(await card.locator("img").getAttribute("loading")).toBe("lazy");
    await card.locator(".numbers summary").click();
    expect(await card.locator(".numbers").textContent()).toMatch(/Words of the brief\+\d/);
    expect(await axe(page)).toEqual([]);
    await shot("brief");
  });

  test("a part of it is taken away, changed in the form, and corrected in words", async () => {
    const before = await total();
    await page.click("[aria-label='Remove: speaks Marathi']");
    await until("more people", async () => (await total()) > before);
    await page.click(".change[data-field=age]");
    await page.waitForSelector("#criteria[open]");
    expect(await page.evaluate(`document.activeElement.name`)).toBe("age");
    await page.fill("[name=age]", "forty-ish");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".wrong:has-text('for example 28 or 25–32')");
    expect(await page.evaluate(`document.activeElement.name`)).toBe("age");
    expect(await axe(page)).toEqual([]);
    await shot("form");
    await page.fill("[name=age]", "30 to 45");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".change:has-text('playing 30–45')");
    await page.fill("#correction", "no, men, 20 to 30");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".change:has-text('playing 20–30')");
    expect(await chips()).toContain("men");
    await atRest();
    const address = page.url();
    const names = await page.locator(NAME).allTextContents();
    await page.goBack();
    await page.waitForSelector(".change:has-text('playing 30–45')");
    await page.goto(address);
    await page.waitForSelector(".change:has-text('playing 20–30')");
    await atRest();
    expect(await page.locator(NAME).allTextContents()).toEqual(names);
  });

  test("values of one facet add up, and their counts are what comes", async () => {
    await page.goto(`${stage.url}/office#search?q=Marathi+women`);
    await page.waitForSelector("[data-facet=language][data-value=marathi][aria-pressed=true]");
    const city = page.locator("[data-facet=city]");
    const counts = (await city.locator(".count").allTextContents()).map(Number);
    await city.nth(0).click();
    await until("the first city", async () => (await total()) === counts[0]);
    await page.waitForSelector("[data-facet=city][aria-pressed=true]");
    expect((await city.locator(".count").allTextContents()).map(Number)).toEqual(counts);
    await city.nth(1).click();
    await until("both", async () => (await total()) === (counts[0] ?? 0) + (counts[1] ?? 0));
  });

  test("with a role, people are selected and passed on by keyboard alone, and it is undone", async () => {
    await page.goto(`${stage.url}/office#search?role=${roleId}`);
    await page.waitForSelector(".acts .selected");
    await atRest();
    await tabTo(page, NAME);
    const first = await focused();
    await page.keyboard.press("s");
    await page.waitForSelector(".hit[data-state=selected]");
    expect(await focused()).toBe(first);
    await page.keyboard.press("j");
    const second = await focused();
    expect(second).not.toBe(first);
    await page.keyboard.press("p");
    await page.waitForSelector(`.hit[data-state=passed]:has-text("${second}")`);
    expect(await page.textContent("#status")).toContain(`${second}: passed on.`);
    await page.keyboard.press("u");
    await until("nobody passed on", async () => (await page.locator(".hit[data-state=passed]").count()) === 0);
    await page.keyboard.press("k");
    expect(await focused()).toBe(first);
    await page.keyboard.press("?");
    await page.waitForSelector("#keys[open]");
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.goto(`${stage.url}/office#board/${roleId}`);
    await page.waitForSelector(`.column[data-state=selected] .person:has-text("${first}")`);
    await page.goBack();
    await page.waitForSelector(".hit");
  });

  test("a brief that is not sent yet is not lost to what happens elsewhere", async () => {
    await page.fill("#brief", "half a brief");
    await page.locator(NAME).first().focus();
    const [{ personId }] = (await post<{ hits: [{ personId: string }] }>("/talent/seek", { roleId })).hits;
    await post(`/roles/${roleId}/decisions`, { talentId: personId, to: "passed" });
    await page.waitForSelector(".hit[data-state=passed]");
    expect(await page.inputValue("#brief")).toBe("half a brief");
    await page.fill("#brief", "");
  });

  test("a profile is opened, read on to the next, and left to where it was in the list", async () => {
    const names = await page.locator(NAME).allTextContents();
    await page.locator(NAME).nth(2).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#person[open] .profile");
    expect(await page.textContent("#person-name")).toBe(names[2]);
    await page.keyboard.press("j");
    await until("the next", async () => (await page.textContent("#person-name")) === names[3]);
    expect(new URL(page.url()).hash).toContain("open=");
    expect(await axe(page)).toEqual([]);
    await shot("person");
    await page.keyboard.press("Escape");
    await until("the focus in the list", async () => (await focused()) === names[3]);
  });

  test("three are held side by side in a table that a link opens again", async () => {
    for (const place of [3, 4, 5]) {
      await page.locator(NAME).nth(place).focus();
      await page.keyboard.press("c");
    }
    await page.waitForSelector("#tray-names li >> nth=2");
    expect(await axe(page)).toEqual([]);
    await page.goto("about:blank");
    await page.goBack();
    await page.waitForSelector("#tray-names li >> nth=2");
    await page.click("#compare");
    await page.waitForSelector("#comparison[open] thead th >> nth=2");
    expect(await page.locator("#comparison tbody th[scope=row]").allTextContents()).toEqual(
      expect.arrayContaining(["Plays", "Languages", "Dates as asked for", "City as preferred", "For the role"]),
    );
    expect(await axe(page)).toEqual([]);
    await shot("compare");
    await page.locator("#comparison .selected").first().click();
    await page.waitForSelector("#comparison .standing:has-text('Selected')");
    await page.keyboard.press("Escape");
    expect(await page.locator(".hit[data-state=selected]").count()).toBe(1);
  });

  test("when nobody fits, what may go is named with what it brings, and one press brings it", async () => {
    await page.goto(
      `${stage.url}/office#search?q=${encodeURIComponent("Marathi women from Kolkata, 25 to 32, 100 a day")}`,
    );
    const offer = page.locator("#relaxations button").first();
    await offer.waitFor();
    const brings = Number(/: (\d+)$/.exec((await offer.textContent()) ?? "")?.[1]);
    await shot("nobody");
    await offer.click();
    await until("who comes then", async () => (await total()) === brings);
  });

  test.each([
    ["dark", { width: 1440, height: 1000 }],
    ["light", { width: 390, height: 844 }],
    ["dark", { width: 320, height: 640 }],
  ] as const)(
    "in %s colours at %o there is no accessibility violation and nothing is cut off",
    async (colorScheme, size) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize(size);
      await page.goto("about:blank");
      await page.goto(`${stage.url}/office#search?role=${roleId}&all=1`);
      await atRest();
      await page.waitForSelector(".facet", { state: "attached" });
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`)).toBe(true);
      const small = await page.evaluate<string[]>(
        `[...document.querySelectorAll("button, input, select, nav a")].filter((one) => one.offsetParent && one.offsetHeight < 44).map((one) => one.outerHTML)`,
      );
      expect(small).toEqual([]);
      await shot(`${colorScheme}-${size.width}`);
      if (size.width > 1_000) return;
      await page.click("#narrow-open");
      await page.waitForSelector("#narrow[open] .facet");
      expect(await axe(page)).toEqual([]);
      await page.click("#narrow [data-facet=city] >> nth=0");
      await page.waitForSelector("#narrow [data-facet=city][aria-pressed=true]");
      await shot(`${colorScheme}-${size.width}-narrow`);
    },
  );

  test("the page ran without an error", () => {
    expect(problems).toEqual([]);
  });
});
