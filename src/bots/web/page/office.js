/** The office: board, search, calendar and session sheet. The address says which is shown; the server's events keep it true. */
import { createBoard } from "./board.js";
import { byId } from "./dom.js";
import { follow } from "./live.js";
import { createPlanner } from "./planner.js";
import { createSearch } from "./search.js";
import { createSheet } from "./sheet.js";
import { clear, createThemeButton, showBrain, tell, tellLost } from "./status.js";
import { createSignOut, showVisit } from "./visit.js";

const LATER_MS = 200;
/** Waits grow long, and what may be marked changes, without an event. */
const AGAIN_MS = 60_000;
const TITLES = { board: "the board", search: "the search", calendar: "the calendar", sheet: "the session sheet" };

/** `#board/role`, `#week/2026-11-27`, `#day/2026-11-27`, `#sheet/2026-11-27`, `#search?q=…`. */
const go = (...parts) => {
  location.hash = parts.filter(Boolean).join("/");
};
/** The same place by another name: no step of its own for the back button. */
const settle = (...parts) => history.replaceState(null, "", `#${parts.filter(Boolean).join("/")}`);

const views = {
  board: createBoard({ go, settle, tell }),
  search: createSearch({ go, settle, tell }),
  calendar: createPlanner({ go, tell }),
  sheet: createSheet({ go, settle, tell }),
};
let shown;

async function load() {
  const [path = "", query] = location.hash.slice(1).split(/\?(.*)/s);
  const [name, what] = path.split("/");
  const view = { search: "search", week: "calendar", day: "calendar", sheet: "sheet" }[name] ?? "board";
  for (const one of Object.keys(views)) byId(`view-${one}`).hidden = one !== view;
  for (const link of document.querySelectorAll("[data-view]")) {
    if (link.dataset.view === view) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  document.title = `CastMatch: ${TITLES[view]}`;
  shown = view;
  await views[view].load(what ? decodeURIComponent(what) : undefined, name, query);
}

const reload = () => load().catch((error) => tell(error.message));

let timer;
const soon = () => {
  clearTimeout(timer);
  timer = setTimeout(reload, LATER_MS);
};

createThemeButton();
createSignOut({ tell });
setInterval(soon, AGAIN_MS);
document.addEventListener("menuclosed", soon);
document.addEventListener("dragend", soon);
addEventListener("hashchange", () => {
  const before = shown;
  void reload().then(() => {
    document.body.dataset.shown = shown;
    if (before !== shown) byId("main").focus({ preventScroll: true });
  });
});
follow({
  on: { message: soon, changed: soon },
  opened: () => {
    clear();
    Promise.all([load(), showBrain(), showVisit()])
      .then(() => {
        document.body.dataset.ready = "true";
        document.body.dataset.shown = shown;
      })
      .catch((error) => tell(error.message));
  },
  lost: tellLost,
});
