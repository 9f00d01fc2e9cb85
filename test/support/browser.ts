import { existsSync, rmSync } from "node:fs";
import axeCore from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { loadConfig } from "../../src/config.ts";
import { type Overrides, type Started, startCastMatch } from "../../src/start.ts";
import { makeDataDir } from "./data-dir.ts";

const PLACES = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const enabled = { enabled: true };
const OPTIONS = {
  runOnly: {
    type: "tag",
    values: ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  },
  rules: { "color-contrast-enhanced": enabled, "target-size": enabled, "identical-links-same-purpose": enabled },
};

/** Where a Chromium is; undefined when this machine has none. */
export const chromiumPath = PLACES.find((path) => path && existsSync(path));

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath as string,
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-default-apps",
      "--disable-sync",
      "--no-first-run",
    ],
  });

/** A CastMatch of its own on a free port, which can be stopped and started again on the same data and port. */
export async function openStage(overrides: Overrides = {}) {
  const dataDir = makeDataDir("stage");
  const start = (port: string, with_: Overrides) =>
    startCastMatch(loadConfig({ PORT: port, DATA_DIR: dataDir, LOG_LEVEL: "silent" }), with_);
  let started: Started = await start("0", overrides);
  const { port } = new URL(started.url);
  return {
    url: started.url,
    link: () => started.oneTimeLink,
    ctx: () => started.ctx,
    stop: () => started.stop(),
    again: async (with_: Overrides = overrides) => {
      started = await start(port, with_);
    },
    async close() {
      await started.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;

type Violation = { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] };

/** What axe-core finds wrong, WCAG 2.2 up to AAA and best practice; one line a place. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source);
  const violations = await page.evaluate<Violation[]>(
    `axe.run(${JSON.stringify(OPTIONS)}).then((result) => result.violations)`,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
  );
}

/** Presses Tab (or Shift+Tab) until what the selector names has the focus. */
export async function tabTo(page: Page, selector: string, { back = false } = {}): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return;
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}
