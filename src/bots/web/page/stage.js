/** The stage: the team's channel, one talent's phones and the day, kept true by the server's events. */
import { post } from "./api.js";
import { createCalendar } from "./calendar.js";
import { byId, make, roving } from "./dom.js";
import { follow } from "./live.js";
import { clear, createThemeButton, showBrain, showProgress, tell, tellLost } from "./status.js";
import { createTabs } from "./tabs.js";
import { createPicker } from "./talent.js";
import { createThread } from "./thread.js";

const BRIEF =
  "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, shoot 10–20 December, 40k a day";
const HINTS = [BRIEF, "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each", "Where are we?"];
const EMPTY = {
  team: "Describe the role you are casting, in your own words. One line is enough.",
  whatsapp: "Nothing here yet. An invitation arrives when the team approves it.",
  sms: "Nothing here yet. Those without WhatsApp are written to here.",
};

const thread = (surface) =>
  createThread({
    surface,
    scroller: byId(`${surface}-log`),
    form: byId(`${surface}-form`),
    empty: EMPTY[surface],
    onProblem: tell,
    onShown: (messages, id) => surface !== "team" && readOnPhone(surface, messages, id),
  });
const threads = { team: thread("team"), whatsapp: thread("whatsapp"), sms: thread("sms") };
const calendar = createCalendar({ onProblem: tell });
let byHand = false;

const picker = createPicker({
  onProblem: tell,
  onPick: (talent, { same, chosen }) => {
    byHand ||= chosen;
    if (!same) void openPhones(talent);
  },
});

/** Until the conversation is there, nothing can be written: words never reach the talent who was there before. */
async function openSurface(surface, talentId) {
  const stale = () => talentId && picker.chosen()?.personId !== talentId;
  void threads[surface].open(undefined, "Opening…");
  try {
    const { id } = await post("/api/stage/conversations", { surface, ...(talentId && { talentId }) });
    if (!stale()) await threads[surface].open(id);
  } catch (error) {
    if (!stale()) await threads[surface].open(undefined, error.message);
  }
}

function openPhones({ personId, name, portraitUrl, isMinor }) {
  for (const surface of ["whatsapp", "sms"]) {
    byId(`${surface}-name`).textContent = isMinor ? `${name}'s guardian` : name;
    byId(`${surface}-face`).src = portraitUrl ?? "/icon.svg";
  }
  return Promise.all([openSurface("whatsapp", personId), openSurface("sms", personId)]);
}

/** A phone that is looked at has read its messages, and says so as a real one does. */
function readOnPhone(surface, messages, id) {
  const looked = document.visibilityState === "visible" && byId(`panel-${surface}`).offsetParent !== null;
  const unread = messages.some(
    ({ direction, state, receipt }) => direction === "out" && state === "sent" && receipt !== "read",
  );
  if (looked && unread) post(`/api/stage/conversations/${id}/read`, {}).catch(() => undefined);
}

/** Those written to have changed; until somebody is chosen by hand, the last of them is on the stage. */
async function followTalent() {
  const latest = await picker.list();
  if (latest && !byHand && latest.personId !== picker.chosen()?.personId) picker.pick(latest, false);
}

const of = (conversationId) => Object.values(threads).filter((one) => one.id === conversationId);
const refreshAll = () =>
  Promise.all([...Object.values(threads).map((one) => one.refresh()), calendar.load(), followTalent(), showBrain()]);

function hints() {
  const buttons = HINTS.map((words) => {
    const button = make("button", { type: "button", className: "hint", title: words }, words);
    button.addEventListener("click", () => {
      void threads.team.send(words);
      threads.team.field.focus();
    });
    return button;
  });
  byId("hints").append(...buttons);
  roving(byId("hints"));
}

createThemeButton();
createTabs((panel) => threads[panel]?.refresh().catch(() => undefined));
hints();
await openSurface("team");
follow({
  on: {
    typing: ({ conversationId, on }) => of(conversationId).map((one) => one.typing(on)),
    delta: (event) => of(event.conversationId).map((one) => one.delta(event)),
    message: ({ conversationId }) => {
      const known = of(conversationId);
      for (const one of known) void one.refresh();
      if (known[0] !== threads.team) void followTalent().catch(() => undefined);
      calendar.show();
    },
    changed: () => {
      showProgress();
      calendar.show();
    },
  },
  opened: () => {
    clear();
    showProgress();
    refreshAll()
      .then(() => (document.body.dataset.ready = "true"))
      .catch((error) => tell(error.message));
  },
  lost: tellLost,
});
