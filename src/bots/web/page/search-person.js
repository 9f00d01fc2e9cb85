/** One profile in full, over the list; the keys go on from one to the next. */
import { post } from "./api.js";
import { byId, make, paragraph, picture } from "./dom.js";
import { acts, numbers, showCompared, showStanding, whyList } from "./search-card.js";
import { sayAges, sayFilter, sayHeight, sayLanguages, sayRate } from "./search-words.js";

/** `now` gives the criteria, the role and who is compared; `on` as a card has it; `closed` is called when it is. */
export function createPerson({ now, on, closed }) {
  const dialog = byId("person");
  let asked = 0;
  dialog.addEventListener("close", () => {
    asked += 1;
    closed();
  });

  return {
    /** `hit` is what the list knows of the same talent, where she is on it. */
    async show(personId, hit) {
      asked += 1;
      const mine = asked;
      const { criteria, role, compare } = now();
      const [one] = await post("/api/talent/compare", {
        talentIds: [personId],
        criteria,
        ...(role && { roleId: role }),
      });
      if (mine !== asked) return;
      if (!one) throw new Error("That profile is gone.");
      const body = byId("person-body");
      body.replaceChildren(...parts(one, hit), acts(one, { on, inRole: Boolean(role) }));
      body.dataset.talent = personId;
      byId("person-name").textContent = one.name;
      showStanding(body, one.candidate, { inRole: Boolean(role) });
      showCompared(body, compare.includes(personId));
      if (!dialog.open) dialog.showModal();
    },
    showStanding(talentId, candidate) {
      if (byId("person-body").dataset.talent === talentId)
        showStanding(byId("person-body"), candidate, { inRole: true });
    },
    showCompared(ids) {
      showCompared(byId("person-body"), ids.includes(byId("person-body").dataset.talent));
    },
    isOpen: () => dialog.open,
  };
}

function parts(one, hit) {
  const facts = [
    ["Plays", sayAges(one).replace("plays ", "")],
    ["Lives in", one.city ?? "not known"],
    ["Languages", sayLanguages(one)],
    ["Skills", one.skills.join(", ")],
    ["Height", sayHeight(one)],
    ["Rate", sayRate(one)],
    ["Union", one.unionName],
    ["Work", one.experienceYears === null ? "" : `${one.experienceYears} years`],
    ["Dates", one.availability],
  ];
  const missed = (wish) =>
    one.checks.filter((check) => !check.met && check.wish === wish).map(({ filter }) => sayFilter(filter));
  const say = (title, filters, className) =>
    filters.length > 0 ? make("p", { className }, `${title}: ${filters.join(", ").toLowerCase()}`) : "";
  return [
    picture(one.portraitUrl, { size: 160, alt: `Portrait of ${one.name}` }),
    make(
      "dl",
      { className: "profile" },
      ...facts
        .filter(([, said]) => said)
        .map(([name, said]) => make("div", {}, make("dt", {}, name), make("dd", {}, said))),
    ),
    make("p", { className: "standing" }),
    one.bio ? paragraph(one.bio) : "",
    hit ? whyList(hit.why) : "",
    say("Not as asked for", missed(false), "missed"),
    say("Not as preferred", missed(true), "soft"),
    hit ? numbers(hit, { open: true }) : "",
  ].filter((part) => part !== "");
}
