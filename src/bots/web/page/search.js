/** The search: a brief in the person's own words, what was understood of it, and who fits, with why. */
import { get, post } from "./api.js";
import { byId } from "./dom.js";
import { createAsking } from "./search-asking.js";
import { drawChips } from "./search-chips.js";
import { createChoices } from "./search-choices.js";
import { createComparison } from "./search-compare.js";
import { createFacets, toggled } from "./search-facets.js";
import { createCriteriaForm } from "./search-form.js";
import { createKeys } from "./search-keys.js";
import { createPerson } from "./search-person.js";
import { createResults, PAGE } from "./search-results.js";
import { askedOf, readState, writeState } from "./search-state.js";

export function createSearch({ go, settle, tell }) {
  let state = readState();
  let drawn;
  let asked = 0;
  let focusFirst = false;

  const said = (error) => tell(error.message);
  const sought = () => results.found()?.understood.sought;
  const now = () => ({ ...state, criteria: sought()?.criteria });
  const to = (change) => go(writeState({ ...state, open: "", ...change }));
  const remember = () => {
    document.querySelector('[data-view="search"]').href = `#${writeState({ ...state, open: "" })}`;
  };
  /** What is only looked at is no step of its own for the back button. */
  const stay = (change) => {
    state = { ...state, ...change };
    settle(writeState(state));
    remember();
  };

  const onStanding = (...standing) => {
    for (const part of [results, person, comparison]) part.showStanding(...standing);
  };
  const choices = createChoices({ onStanding, tell });
  const on = {
    relax: to,
    open: ({ personId }) => open(personId),
    choose: (talent, choice) =>
      choices.choose(results.hitOf(talent.personId) ?? talent, { to: choice, role: state.role }),
    compare: ({ personId, name }) => comparison.toggle(personId, name),
    set: (compare) => {
      stay({ compare });
      results.showCompared(compare);
      person.showCompared(compare);
      void comparison.draw();
    },
  };
  const results = createResults({ now, on, tell });
  const comparison = createComparison({ now, on, tell });
  const person = createPerson({
    now,
    on,
    closed: () => {
      const id = state.open;
      stay({ open: "" });
      results.focusOn(id);
    },
  });
  const facets = createFacets({
    onToggle: (facet, value) => sought() && to(toggled({ sought: sought(), chosen: state.chosen }, { facet, value })),
  });
  const edit = createCriteriaForm({ onSought: (changed) => to({ sought: changed }), tell });
  byId("edit-criteria").addEventListener("click", () => edit(sought() ?? { criteria: {} }).catch(said));

  const open = async (id) => {
    stay({ open: id });
    await person.show(id, results.hitOf(id)).catch((error) => {
      stay({ open: "" });
      said(error);
    });
  };

  const seek = async (key) => {
    asked += 1;
    const mine = asked;
    const question = askedOf(state);
    results.busy(true);
    const count = (known) => post("/api/talent/seek/facets", { ...question, ...known });
    // A brief that has to be read first is read once.
    const counting = question.brief && !question.sought ? undefined : count();
    counting?.catch(() => undefined);
    try {
      const found = await post("/api/talent/seek", { ...question, limit: PAGE });
      if (mine !== asked) return;
      drawn = key;
      results.draw(found);
      drawChips(found.understood, {
        on: { change: (field) => edit(sought(), field).catch(said), without: (left) => to({ sought: left }) },
      });
      if (focusFirst) results.focusFirst();
      focusFirst = false;
      const counts = await (counting ?? count({ sought: found.understood.sought }));
      if (mine === asked) facets.draw(counts, { criteria: found.understood.sought.criteria, chosen: state.chosen });
    } finally {
      if (mine === asked) results.busy(false);
    }
  };

  /** Who was chosen elsewhere meanwhile. */
  const refresh = async () => {
    if (!state.role) return;
    const { groups } = await get(`/api/roles/${state.role}/board`);
    for (const { talentId, candidateId, state: at } of groups.flatMap(({ people }) => people)) {
      const hit = results.hitOf(talentId);
      if (hit && hit.candidate?.state !== at) onStanding(talentId, { candidateId, state: at });
    }
  };

  const asking = createAsking({
    now,
    to,
    understood: sought,
    tell,
    submitted: (q) => {
      focusFirst = true;
      drawn = undefined;
      const next = writeState({ ...state, q, sought: undefined, chosen: {}, open: "" });
      if (`#${next}` === location.hash) seek(JSON.stringify(askedOf(state))).catch(said);
      else go(next);
    },
  });
  createKeys({ list: results.list, now, on, results, person, open, undo: choices.undo, tell });

  return {
    async load(_what, _name, query) {
      state = readState(query);
      await asking.draw();
      const key = JSON.stringify(askedOf(state));
      if (key === drawn) await refresh();
      else await seek(key);
      void comparison.draw();
      remember();
      if (state.open && !person.isOpen()) await open(state.open);
    },
  };
}
