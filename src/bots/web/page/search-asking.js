/** How a search is asked for: the brief, its correction in words, the role, and starting anew. */
import { get, post } from "./api.js";
import { byId, make } from "./dom.js";
import { askedOf } from "./search-state.js";

const UNCHANGED = "Nothing in that changes the search. You can write, for example, “no, 30 to 40” or “also Hindi”.";

/** `now` gives the state, `to` changes it; `submitted` is called with the brief; `understood` gives what is sought now. */
export function createAsking({ now, to, submitted, understood, tell }) {
  const brief = byId("brief");
  let shownBrief;
  let shownRoles;

  byId("seek").addEventListener("submit", (event) => {
    event.preventDefault();
    submitted(brief.value.trim());
  });
  brief.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    byId("seek").requestSubmit();
  });
  byId("correct").addEventListener("submit", async (event) => {
    event.preventDefault();
    const correction = byId("correction").value.trim();
    if (!correction) return;
    try {
      const { understood: corrected } = await post("/api/talent/seek", {
        ...askedOf(now()),
        sought: understood(),
        correction,
        limit: 1,
      });
      if (JSON.stringify(corrected.sought) === JSON.stringify(understood())) return void tell(UNCHANGED);
      byId("correction").value = "";
      to({ sought: corrected.sought });
    } catch (error) {
      tell(error.message);
    }
  });
  byId("search-role").addEventListener("change", ({ target }) =>
    to({ role: target.value, ...(now().q ? {} : { sought: undefined, chosen: {} }) }),
  );
  byId("search-all").addEventListener("change", ({ target }) => to({ all: target.checked }));
  byId("clear").addEventListener("click", () => {
    to({ q: "", sought: undefined, chosen: {} });
    brief.value = "";
    brief.focus();
  });

  return {
    async draw() {
      const { q, role, all } = now();
      // What is being written is not pulled away, nor is an open list, by what happens elsewhere.
      if (q !== shownBrief && document.activeElement !== brief) brief.value = q;
      shownBrief = q;
      const roles = (await get("/api/roles")).filter((one) => one.state === "open" || one.id === role);
      const options = roles.map(({ id, title }) => ({ value: id, text: title }));
      if (JSON.stringify(options) !== shownRoles) {
        const all = [{ value: "", text: "No role" }, ...options];
        byId("search-role").replaceChildren(...all.map(({ value, text }) => make("option", { value }, text)));
      }
      shownRoles = JSON.stringify(options);
      byId("search-role").value = role;
      byId("search-all").checked = all;
      byId("search-all").parentElement.hidden = role === "";
    },
  };
}
