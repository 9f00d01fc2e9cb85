/** Those who were found, page by page; when nobody was, what may go. */
import { post } from "./api.js";
import { byId, make } from "./dom.js";
import { hitCard, showCompared, showStanding } from "./search-card.js";

export const PAGE = 20;

/** `now` gives the state of the search; `on` is what a card calls, and `relax` with a change of the state. */
export function createResults({ now, on, tell }) {
  const list = byId("found");
  let found;

  const hitOf = (id) => found?.hits.find(({ personId }) => personId === id);
  const cardOf = (id) => list.querySelector(`[data-talent="${id}"]`);
  const focus = (card) => card?.querySelector(".opens-person").focus();
  const card = (hit) => {
    const { role, compare } = now();
    return hitCard(hit, { on, inRole: role !== "", compared: compare.includes(hit.personId) });
  };

  const more = async () => {
    const { role } = now();
    const { next: cursor, understood } = found;
    const asked = { cursor, limit: PAGE, dates: understood.sought.criteria.dates, ...(role && { roleId: role }) };
    const { hits, next } = await post("/api/talent/seek/further", asked);
    found = { ...found, hits: [...found.hits, ...hits], next };
    const cards = hits.map(card);
    list.append(...cards);
    focus(cards[0]);
    byId("more").hidden = !next;
  };
  byId("more").addEventListener("click", () => more().catch((error) => tell(error.message)));

  return {
    list,
    hitOf,
    focusOn: (id) => focus(cardOf(id)),
    focusFirst: () => focus(list.firstElementChild),
    busy: (is) => {
      list.ariaBusy = String(is);
    },
    found: () => found,
    /** The one that many places further on. */
    beside: (id, by) => found.hits[found.hits.findIndex(({ personId }) => personId === id) + by],
    draw(results) {
      found = results;
      const { hits, total, wordsOnly, next } = results;
      list.replaceChildren(...hits.map(card));
      byId("search-sum").textContent = sayTotal(total, { hits, wordsOnly });
      drawNobody(results, { chosen: now().chosen, relax: on.relax });
      byId("more").hidden = !next;
      byId("choose-role").hidden = now().role !== "" || hits.length === 0;
    },
    showStanding(talentId, candidate) {
      const [hit, shown] = [hitOf(talentId), cardOf(talentId)];
      if (hit) hit.candidate = candidate;
      if (shown) showStanding(shown, candidate, { inRole: now().role !== "" });
    },
    showCompared(ids) {
      for (const one of list.children) showCompared(one, ids.includes(one.dataset.talent));
    },
  };
}

function sayTotal(total, { hits, wordsOnly }) {
  if (hits.length === 0) return "Nobody fits.";
  const words = wordsOnly ? " Ranked by words and filters; the finer ranking is still being prepared." : "";
  return `${total} ${total === 1 ? "fits" : "fit"}, best first.${words}`;
}

function drawNobody({ hits, relaxations, understood }, { chosen, relax }) {
  byId("nobody").hidden = hits.length > 0;
  const offer = (words, change) => {
    const button = make("button", { type: "button" }, words);
    button.addEventListener("click", () => relax(change));
    return make("li", {}, button);
  };
  const ticked = Object.values(chosen).flat().length > 0;
  byId("nobody-words").textContent =
    relaxations.length > 0 || ticked
      ? "Nobody fits all of that. What may go?"
      : "Nobody fits all of that. Say what matters most, and look again.";
  byId("relaxations").replaceChildren(
    ...relaxations.map(({ filter, total, without }) =>
      offer(`Without ${filter}: ${total}`, { sought: { ...understood.sought, criteria: without } }),
    ),
    ...(ticked ? [offer("Without what is ticked beside", { chosen: {} })] : []),
  );
}
