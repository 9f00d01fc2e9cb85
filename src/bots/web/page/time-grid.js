/**
 * Hours down, tracks across: an ARIA grid (WAI-ARIA Authoring Practices, "grid"). One cell is a stop of the Tab key; the
 * arrow keys, Home, End and with Control the corners move between cells. What stands alone in a cell takes the cell's
 * focus itself; where several do, Enter goes in among them and Escape comes out.
 */
import { sayMinute } from "./days.js";
import { make, unseen } from "./dom.js";

const LEAST_PX = 48;

/** `kept` is the grid that this one replaces: focus and scroll stay where they were. */
export function timeGrid({ tracks, from, to, hourPx, label, open, turn, kept }) {
  const hours = Array.from({ length: Math.max(to - from, 1) }, (_, nth) => from + nth);
  const laid = tracks.map((track) => ({ ...track, items: inLanes(track.items, hourPx) }));
  const rows = [
    row([make("div", { role: "columnheader", className: "corner" }, unseen("Time")), ...laid.map(header)]),
    ...hours.map((hour) =>
      row([
        make("div", { role: "rowheader", className: "hour" }, hourName(hour)),
        ...laid.map((track) => cell(track, { hour, first: hour === from, hourPx, open })),
      ]),
    ),
  ];
  const grid = make(
    "div",
    { role: "grid", className: "time-grid", "aria-label": label, "aria-describedby": "planner-hint" },
    ...rows,
  );
  grid.style.setProperty("--hour", `${hourPx}px`);
  grid.style.setProperty("--tracks", String(tracks.length));
  navigate(grid, { turn });
  keep(grid, kept, { hourPx, from, laid });
  return grid;
}

const row = (cells) => make("div", { role: "row" }, ...cells);
const hourName = (hour) => sayMinute(hour * 60).replace(":00", "");

function header({ label, about, href, now }) {
  const words = [make("strong", {}, label), about ? make("span", {}, unseen(", "), about) : ""];
  const inner = href ? make("a", { href, tabIndex: -1 }, ...words) : make("div", {}, ...words);
  return make("div", { role: "columnheader", ...(now && { "aria-current": "date" }) }, inner);
}

function cell({ items, band, now }, { hour, first, hourPx, open }) {
  const element = make("div", { role: "gridcell", className: now ? "now" : "" });
  // Before the first hour there is nothing to show; what began earlier stands in the first cell.
  const here = items.filter((item) => Math.floor(item.from / 60) === hour || (first && item.from < hour * 60));
  if (band && band.from < (hour + 1) * 60 && band.to > hour * 60) {
    const start = Math.max(band.from - hour * 60, 0);
    const shade = make("div", { className: "band" });
    shade.style.setProperty("--top", `${(start / 60) * hourPx}px`);
    shade.style.setProperty("--span", `${((Math.min(band.to - hour * 60, 60) - start) / 60) * hourPx}px`);
    element.append(shade);
  }
  for (const item of here) element.append(event(item, { hour, hourPx, open }));
  return element;
}

function event(item, { hour, hourPx, open }) {
  const button = make(
    "button",
    {
      type: "button",
      className: "event",
      "data-event": item.id,
      "data-state": item.state,
      tabIndex: -1,
    },
    ...item.content(),
  );
  button.title = button.textContent;
  const set = (name, value) => button.style.setProperty(name, value);
  set("--top", `${((item.from - hour * 60) / 60) * hourPx}px`);
  set("--span", `${((item.to - item.from) / 60) * hourPx}px`);
  set("--lane", String(item.lane));
  set("--lanes", String(item.lanes));
  button.addEventListener("click", () => open(item.opens));
  return button;
}

/** Items that overlap, as they are drawn, stand side by side. */
function inLanes(items, hourPx) {
  const least = (LEAST_PX / hourPx) * 60;
  const until = (item) => Math.max(item.to, item.from + least);
  const result = [];
  let group = [];
  let end = -1;
  const close = () => {
    const lanes = Math.max(0, ...group.map((item) => item.lane)) + 1;
    result.push(...group.map((item) => ({ ...item, lanes })));
    group = [];
  };
  for (const item of items.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (item.from >= end) close();
    const taken = new Set(group.filter((one) => until(one) > item.from).map((one) => one.lane));
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    group.push({ ...item, lane });
    end = Math.max(end, until(item));
  }
  close();
  return result;
}

const inside = (element) => [...element.querySelectorAll("button, a")];
const cellsOf = (grid) => [...grid.children].map((one) => [...one.children]);
const focusOf = (element) => (inside(element).length === 1 ? inside(element)[0] : element);

function stopAt(grid, element) {
  for (const one of grid.querySelectorAll('[tabindex="0"]')) one.tabIndex = -1;
  element.tabIndex = 0;
}

function navigate(grid, { turn }) {
  for (const element of cellsOf(grid).flat()) focusOf(element).tabIndex = -1;
  const step = (to) => {
    stopAt(grid, to);
    to.focus();
  };
  grid.addEventListener("focusin", ({ target }) => stopAt(grid, target));
  grid.addEventListener("keydown", (pressed) => {
    const own = pressed.target.closest('[role="gridcell"], [role="columnheader"], [role="rowheader"]');
    const to = among(pressed, own) ?? between(pressed, { own, cells: cellsOf(grid) });
    if (to) {
      pressed.preventDefault();
      step(to);
    } else if (pressed.key === "PageUp" || pressed.key === "PageDown") {
      pressed.preventDefault();
      turn(pressed.key === "PageUp" ? -1 : 1);
    }
  });
}

/** Among several in one cell. */
function among({ key, target }, own) {
  const all = inside(own);
  if (all.length < 2) return undefined;
  if (target === own) return key === "Enter" || key === "F2" ? all[0] : undefined;
  const at = all.indexOf(target);
  if (key === "Escape") return own;
  if (key === "ArrowDown" || key === "ArrowRight") return all[(at + 1) % all.length];
  if (key === "ArrowUp" || key === "ArrowLeft") return all[(at - 1 + all.length) % all.length];
  return undefined;
}

function between({ key, ctrlKey }, { own, cells }) {
  const down = cells.findIndex((line) => line.includes(own));
  const across = cells[down].indexOf(own);
  const last = cells[0].length - 1;
  const [row, column] = {
    ArrowDown: [down + 1, across],
    ArrowUp: [down - 1, across],
    ArrowRight: [down, across + 1],
    ArrowLeft: [down, across - 1],
    Home: [ctrlKey ? 0 : down, 0],
    End: [ctrlKey ? cells.length - 1 : down, last],
  }[key] ?? [-1, -1];
  const to = cells[row]?.[column];
  return to && focusOf(to);
}

function keep(grid, kept, { hourPx, from, laid }) {
  const first = laid.flatMap((track) => track.items).toSorted((a, b) => a.from - b.from)[0];
  const start = first && focusOf(grid.querySelector(`[data-event="${first.id}"]`).parentElement);
  stopAt(grid, start ?? focusOf(cellsOf(grid)[0][1]));
  const held = kept?.contains(document.activeElement) ? document.activeElement : undefined;
  const cells = held && cellsOf(kept);
  const own = held?.closest('[role="gridcell"], [role="columnheader"], [role="rowheader"]');
  const down = cells?.findIndex((line) => line.includes(own));
  const across = cells?.[down]?.indexOf(own);
  const top = kept?.scrollTop;
  queueMicrotask(() => {
    grid.scrollTop = top ?? (first ? Math.max(0, ((first.from - from * 60) / 60) * hourPx - hourPx / 4) : 0);
    const event = held?.dataset.event && grid.querySelector(`[data-event="${held.dataset.event}"]`);
    const again = event || (held && cellsOf(grid)[down]?.[across] && focusOf(cellsOf(grid)[down][across]));
    if (again) again.focus({ preventScroll: Boolean(event) });
  });
}
