/** A new session as a form: what is wrong the server says, and it is read out. */
import { get, post } from "./api.js";
import { byId, make } from "./dom.js";

const NUMBERS = ["slotMinutes", "capacity", "gapMinutes", "gapEvery"];
const LISTS = ["rooms", "readers"];

/** `done` hears what was set, and on which day. Gives what opens the form for a day. */
export function createSessionForm({ done }) {
  const dialog = byId("session");
  const form = byId("session-form");
  const breaks = byId("session-breaks");
  const say = (words) => {
    byId("session-said").textContent = words;
  };
  let made = 0;

  const addBreak = () => {
    made += 1;
    const field = (name, label, value) => {
      const id = `break-${made}-${name}`;
      return make(
        "div",
        { className: "form-field" },
        make("label", { htmlFor: id }, label),
        make("input", { id, type: "time", value, required: true, "data-end": name }),
      );
    };
    const remove = make("button", { type: "button" }, "Remove");
    const row = make("li", {}, field("from", "Break from", "13:00"), field("to", "Break to", "14:00"), remove);
    remove.addEventListener("click", () => {
      row.remove();
      byId("add-break").focus();
    });
    breaks.append(row);
    row.querySelector("input").focus();
  };
  byId("add-break").addEventListener("click", addBreak);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = filledIn(form);
    asked.breaks = [...breaks.children].map((row) =>
      Object.fromEntries([...row.querySelectorAll("input")].map((one) => [one.dataset.end, one.value])),
    );
    try {
      const { said } = await post("/api/sessions", asked);
      dialog.close();
      done({ said, day: asked.day });
    } catch (error) {
      say(error.message);
      byId("session-said").scrollIntoView({ block: "nearest" });
    }
  });

  return async ({ day, today }) => {
    const roles = (await get("/api/roles")).filter(({ state }) => state === "open");
    if (roles.length === 0) throw new Error("There is no open role yet. Describe one in the channel first.");
    const chooser = byId("session-role");
    const before = chooser.value;
    chooser.replaceChildren(...roles.map(({ id, title }) => make("option", { value: id }, title)));
    if (roles.some(({ id }) => id === before)) chooser.value = before;
    byId("session-day").min = today;
    byId("session-day").value = [day, today].toSorted().at(-1);
    breaks.replaceChildren();
    say("");
    dialog.showModal();
  };
}

function filledIn(form) {
  const asked = Object.fromEntries(new FormData(form));
  for (const name of NUMBERS) asked[name] = Number(asked[name]);
  for (const name of LISTS)
    asked[name] = asked[name]
      .split(",")
      .map((one) => one.trim())
      .filter(Boolean);
  return { ...asked, invite: asked.invite === "on" };
}
