import type { Hits } from "../talent/criteria.ts";
import type { Role } from "./current-role.ts";
import { sayCount } from "./say-role.ts";

/** Of the filters that may be let go, so many are offered. */
export const MOST_RELAXATIONS = 3;

type Asked = {
  query?: string | undefined;
  name?: string | undefined;
  further?: boolean | undefined;
  nobodyElse: boolean;
};

/** "the Cop role", but “Role in a web series”. */
const sayTitle = ({ title }: Pick<Role, "title">) => (/\brole\b/iu.test(title) ? `“${title}”` : `the ${title} role`);

/** What the team is told of a shortlist: how many fit, and what to relax where that is few. */
export function sayFound(found: Hits, role: Pick<Role, "title">, { query, name, further, nobodyElse }: Asked): string {
  const words = found.wordsOnly ? " (ranked by words and filters; the finer ranking is still being prepared)" : "";
  if (name && found.hits.length === 0) return `I know nobody called ${name}. Is it spelt as in their profile?`;
  if (name) return found.hits.length === 1 ? "Here is the profile." : `${found.hits.length} people are called ${name}.`;
  if (nobodyElse) return sayNobodyElse(found, role);
  if (found.hits.length > 0) {
    const shown = found.hits.length === 1 ? "the one" : `the best ${sayCount(found.hits.length)}`;
    const fit = query
      ? `${found.total} ${found.total === 1 ? "matches" : "match"} your search`
      : `${found.total}${further ? " more" : ""} ${found.total === 1 ? "fits" : "fit"} ${sayTitle(role)}`;
    const more = found.relaxations.length > 0 ? ` That is few. ${sayRelaxations(found)}.` : "";
    return `${fit}; here ${found.hits.length === 1 ? "is" : "are"} ${shown}, best first${words}. Select the ones you like, then tell me when to see them.${more}`;
  }
  return found.relaxations.length === 0
    ? "Nobody fits all of that. Tell me what matters most and I will look again."
    : `Nobody fits all of that. ${sayRelaxations(found)}. Tell me which to leave out, or press it.`;
}

function sayNobodyElse(found: Hits, role: Pick<Role, "title">): string {
  const more = found.relaxations.length > 0 ? ` ${sayRelaxations(found)}.` : "";
  return found.hits.length > 0
    ? `Nobody else fits ${sayTitle(role)}. These are still open: select or pass.${more}`
    : `Nobody else fits ${sayTitle(role)}, and you have decided about everybody who does.${more}`;
}

function sayRelaxations({ relaxations }: Hits): string {
  const offers = relaxations.slice(0, MOST_RELAXATIONS).map(({ filter, total }) => `without ${filter}: ${total}`);
  return `What I would find ${offers.join("; ")}`;
}
