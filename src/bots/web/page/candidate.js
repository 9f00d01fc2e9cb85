/** A candidate's file: one's vote, the team's tags and notes, and what happened so far. It follows what others write. */
import { get, post } from "./api.js";
import { byId, make, roving } from "./dom.js";

const WORDS = { yes: "Yes", maybe: "Maybe", no: "No" };

/** `closed` hears whose file it was: her card may have been drawn anew meanwhile. */
export function createCandidate({ closed }) {
  const dialog = byId("candidate");
  const ballot = roving(dialog.querySelector(".ballot"));
  let shown;
  let drawn = "";

  const say = (words) => {
    byId("candidate-said").textContent = words;
  };
  const read = async () => {
    const id = shown;
    const file = await get(`/api/candidates/${id}`);
    const text = JSON.stringify(file);
    if (id !== shown || text === drawn) return;
    drawn = text;
    draw(file);
  };
  /** Does it, says what stands there now, and looks again. True when it was done. */
  const act = async (what, body) => {
    try {
      const { said } = await post(`/api/candidates/${shown}/${what}`, body);
      say(said);
      await read();
      return true;
    } catch (error) {
      say(error.message);
      return false;
    }
  };

  const draw = ({ name, role, state, tags, votes, ownVote, notes, moves }) => {
    byId("candidate-name").textContent = name;
    byId("candidate-stands").textContent = `${state.replaceAll("_", " ")}, ${role}`;
    for (const button of ballot.querySelectorAll("button"))
      button.ariaPressed = String(button.dataset.vote === ownVote);
    byId("candidate-votes").textContent =
      votes.map((one) => `${one.name}: ${WORDS[one.vote].toLowerCase()}`).join(", ") || "Nobody has voted yet.";
    drawTags(tags);
    byId("candidate-notes").replaceChildren(
      ...notes.map((note) =>
        make(
          "li",
          {},
          make("p", { dir: "auto" }, note.text),
          make("p", { className: "by" }, `${note.by}, ${note.when}`),
        ),
      ),
    );
    byId("candidate-moves").replaceChildren(
      ...moves.map(({ state: to, by, when, why }) =>
        make(
          "li",
          {},
          make("p", {}, make("strong", {}, to.replaceAll("_", " ")), `, ${why}`),
          make("p", { className: "by" }, by ? `${by}, ${when}` : when),
        ),
      ),
    );
  };

  const drawTags = (tags) => {
    const held = document.activeElement?.closest?.("#candidate-tags button")?.dataset.tag;
    byId("candidate-tags").replaceChildren(
      ...tags.map((tag) => {
        const remove = make("button", { type: "button", "data-tag": tag, "aria-label": `Take off ${tag}` }, "×");
        remove.addEventListener("click", () => act("tags", { without: [tag] }));
        return make("li", {}, tag, remove);
      }),
    );
    if (held === undefined) return;
    const next = [...byId("candidate-tags").querySelectorAll("button")].find((one) => one.dataset.tag === held);
    (next ?? byId("new-tag")).focus();
  };

  ballot.addEventListener("click", ({ target }) => {
    if (target.dataset.vote) void act("vote", { vote: target.dataset.vote });
  });
  const adding = (form, field, bodyOf) =>
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (text === "") return say("Write something first.");
      const done = await act(...bodyOf(text));
      // The person may write on meanwhile, here or elsewhere.
      if (done && field.value.trim() === text) field.value = "";
      if (form.contains(document.activeElement)) field.focus();
    });
  adding(byId("tag-form"), byId("new-tag"), (tag) => ["tags", { tags: [tag] }]);
  adding(byId("note-form"), byId("new-note"), (text) => ["notes", { text }]);
  dialog.addEventListener("close", () => {
    closed(shown);
    shown = undefined;
    say("");
    for (const field of [byId("new-tag"), byId("new-note")]) field.value = "";
  });

  return {
    async open(candidateId) {
      shown = candidateId;
      drawn = "";
      await read();
      if (!dialog.open) dialog.showModal();
    },
    /** Something has changed. */
    again: async () => (shown ? read() : undefined),
  };
}
