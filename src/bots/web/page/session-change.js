/** A session moved or called off: first what is asked for, then what it would mean to whom, and only then a button that does it. */
import { post } from "./api.js";
import { placeIn } from "./days.js";
import { byId, make } from "./dom.js";

const TITLES = { move: "Move the session", off: "Call off the session" };
const PATHS = { move: "move", off: "call-off" };

/** `done` hears what was done, and the day on which a moved session is now. Gives what opens it for a session. */
export function createSessionChange({ done }) {
  const dialog = byId("change");
  const form = byId("change-form");
  let session;
  let how;
  let asked;
  let draft;

  const say = (words) => {
    byId("change-said").textContent = words;
  };
  const show = () => {
    form.hidden = Boolean(draft);
    byId("change-draft").hidden = !draft;
    if (!draft) return;
    byId("draft-title").textContent = draft.title;
    byId("draft-lines").replaceChildren(...draft.lines.map((line) => make("li", { dir: "auto" }, line)));
    byId("draft-approve").textContent = draft.label;
    byId("draft-approve").className = draft.danger ? "danger" : "primary";
    byId("draft-title").focus();
  };
  /** What nobody lets go is dropped. */
  const drop = async () => {
    const left = draft;
    draft = undefined;
    if (left) await post(`/api/drafts/${left.approvalId}/discard`, {}).catch(() => undefined);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = Object.entries(Object.fromEntries(new FormData(form)));
    asked = Object.fromEntries(
      given.filter(([name, value]) => value !== "" && value !== form.elements[name].dataset.was),
    );
    try {
      draft = await post(`/api/sessions/${session.id}/${PATHS[how]}`, asked);
      say("");
      show();
    } catch (error) {
      say(error.message);
    }
  });
  byId("draft-approve").addEventListener("click", async () => {
    try {
      const { said } = await post(`/api/drafts/${draft.approvalId}/approve`, {});
      draft = undefined;
      dialog.close();
      await done({ said, day: how === "move" ? asked.toDay : undefined });
    } catch (error) {
      say(error.message);
    }
  });
  byId("draft-leave").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => void drop());

  return (one, what) => {
    [session, how, draft] = [one, what, undefined];
    byId("change-title").textContent = TITLES[how];
    byId("change-what").textContent = [session.role, session.place, session.when].join(", ");
    byId("change-fields").replaceChildren(...(how === "move" ? places(session) : [reason()]));
    say("");
    show();
    dialog.showModal();
    form.querySelector("input").focus();
  };
}

function places({ startsAt, timeZone, place, rooms }) {
  const { day, minute } = placeIn(timeZone)(startsAt);
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
  return [
    field("toDay", "To day", { type: "date", value: day }),
    field("from", "From", { type: "time", value: clock }),
    field("place", "Place", { value: place, maxLength: 120 }),
    ...(rooms.length > 1 ? [] : [field("room", "Another room of it", { value: "", maxLength: 60 })]),
  ];
}

const reason = () => field("reason", "Why, for the team’s own record (may stay empty)", { value: "", maxLength: 500 });

function field(name, label, properties) {
  const id = `change-${name}`;
  return make(
    "div",
    { className: "form-field" },
    make("label", { htmlFor: id }, label),
    make("input", { id, name, autocomplete: "off", "data-was": properties.value, ...properties }),
  );
}
