/** What the page says of itself: a problem, a lost connection, basic mode, profiles still being read. */
import { get } from "./api.js";
import { byId } from "./dom.js";

const GONE_AFTER_MS = 9_000;
const LATER_MS = 600;
let timer;

/** A sentence that goes away by itself. */
export function tell(words) {
  byId("status").textContent = words;
  clearTimeout(timer);
  timer = setTimeout(clear, GONE_AFTER_MS);
}

/** A sentence that stays until the connection is there again. */
export function tellLost() {
  clearTimeout(timer);
  byId("status").textContent = "The connection is lost. Trying again; nothing you wrote is lost.";
}

export function clear() {
  clearTimeout(timer);
  byId("status").textContent = "";
}

let asking;
/** How many profiles have been read; asked at most once in a while. */
export function showProgress() {
  if (asking) return;
  asking = setTimeout(async () => {
    asking = undefined;
    const { done, total } = await get("/api/talent/progress").catch(() => ({ done: 0, total: 0 }));
    byId("progress").hidden = done >= total;
    byId("progress-words").textContent = `Reading profiles: ${done} of ${total}`;
    byId("progress-bar").max = Math.max(total, 1);
    byId("progress-bar").value = done;
  }, LATER_MS);
}

export async function showBrain() {
  const { brain, dependencies } = await get("/api/health");
  byId("brain").hidden = brain === "claude" && dependencies.claude?.state !== "down";
}

/** The other colours than now, remembered. */
export function createThemeButton() {
  const button = byId("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const name = () => {
    button.textContent = dark() ? "Light colours" : "Dark colours";
  };
  button.addEventListener("click", () => {
    const theme = dark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("theme", theme);
    name();
  });
  system.addEventListener("change", name);
  name();
}
