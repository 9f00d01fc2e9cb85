/** The stage: the team's channel, one talent's phones and the day, kept up to date by the server's events. */
import { get, post } from "./api.js";
import { createCalendar } from "./calendar.js";
import { Conversation } from "./conversation.js";

const HINTS = [
  "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, shoot 10–20 December, 40k a day",
  "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each",
  "Where are we?",
];
const EMPTY = {
  team: "Describe the role you are casting. One line is enough.",
  whatsapp: "Nothing here yet. Invitations arrive after somebody approves them.",
  sms: "Nothing here yet.",
};
const RETRY_MS = 2_000;

const byId = (id) => document.getElementById(id);
const onError = (words) => {
  byId("status").textContent = words;
  setTimeout(() => {
    if (byId("status").textContent === words) byId("status").textContent = "";
  }, 8_000);
};

const surfaces = Object.fromEntries(
  ["team", "whatsapp", "sms"].map((surface) => [
    surface,
    new Conversation({ log: byId(`${surface}-log`), form: byId(`${surface}-form`), surface, onError }),
  ]),
);
const calendar = createCalendar({
  list: byId("bookings"),
  none: byId("no-bookings"),
  day: byId("day"),
  before: byId("day-before"),
  after: byId("day-after"),
  onError,
});

async function openSurface(surface, talentId) {
  try {
    const { id } = await post("/api/stage/conversations", { surface, ...(talentId && { talentId }) });
    await surfaces[surface].open(id, EMPTY[surface]);
  } catch (error) {
    await surfaces[surface].open(undefined, error.message);
  }
}

const openPhones = (talentId) => Promise.all([openSurface("whatsapp", talentId), openSurface("sms", talentId)]);

/** Those with conversations first, then the best known names; the choice stays. */
async function listTalent() {
  const chosen = byId("who").value;
  const { talents } = await get("/api/stage/talent");
  const options = talents.map(({ personId, name, note }) => {
    const option = new Option(note ? `${name} (${note})` : name, personId);
    option.selected = personId === chosen;
    return option;
  });
  byId("who").replaceChildren(...options);
  return chosen || talents[0]?.personId;
}

function follow() {
  const events = new EventSource("/api/events");
  const each = () => Object.values(surfaces);
  events.addEventListener("typing", ({ data }) => {
    const { conversationId, on } = JSON.parse(data);
    for (const one of each()) if (one.id === conversationId) one.typing(on);
  });
  events.addEventListener("message", ({ data }) => {
    const { conversationId } = JSON.parse(data);
    const known = each().filter((one) => one.id === conversationId);
    for (const one of known) void one.load();
    void calendar.show();
    if (known.length === 0) void listTalent();
  });
  events.addEventListener("changed", showProgress);
  events.onerror = () => {
    events.close();
    setTimeout(() => {
      for (const one of each()) one.load().catch(() => undefined);
      follow();
    }, RETRY_MS);
  };
}

let asking = false;
async function showProgress() {
  if (asking) return;
  asking = true;
  const { done, total } = await get("/api/talent/progress").finally(() => {
    asking = false;
  });
  byId("progress").textContent = done < total ? `Learning profiles: ${done} of ${total}` : `${total} profiles ready`;
}

function hints() {
  for (const words of HINTS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", () => {
      surfaces.team.text.value = words;
      surfaces.team.text.focus();
    });
    byId("hints").append(button);
  }
}

function tabs() {
  const buttons = [...document.querySelectorAll(".tabs button")];
  const show = (panel) => {
    document.body.dataset.panel = panel;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.panel === panel));
  };
  for (const button of buttons) button.addEventListener("click", () => show(button.dataset.panel));
  show("team");
}

function theme() {
  const button = byId("theme");
  const dark = () => document.documentElement.dataset.theme === "dark";
  const set = (value) => {
    document.documentElement.dataset.theme = value;
    button.setAttribute("aria-pressed", String(value === "dark"));
    localStorage.setItem("theme", value);
  };
  const preferred = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  set(localStorage.getItem("theme") ?? preferred);
  button.addEventListener("click", () => set(dark() ? "light" : "dark"));
}

theme();
tabs();
hints();
byId("who").addEventListener("change", () => openPhones(byId("who").value));
await openSurface("team");
const first = await listTalent();
if (first) await openPhones(first);
follow();
await Promise.all([calendar.show(), showProgress()]);
const { brain } = await get("/api/health");
byId("brain").hidden = brain === "claude";
document.body.dataset.ready = "true";
