/** What can be done with a shortlist as a whole. */
import type { DraftChoice } from "../messages/draft.ts";
import type { Hits } from "../talent/criteria.ts";
import type { Role } from "./current-role.ts";
import { MOST_RELAXATIONS } from "./say-found.ts";
import type { Sought } from "./shortlist.ts";

type Shown = { role: Role; found: Hits; input: Sought; candidateIds: string[] };

export function shortlistChoices({ role, found, input, candidateIds }: Shown): DraftChoice[] {
  return [
    ...relaxChoices(role, found, input),
    ...(isOfRole(input) && (input.chosen || found.total > found.hits.length) ? [narrowChoice(role.id, input)] : []),
    ...compareChoice(candidateIds),
    editChoice(role.id),
  ];
}

/** Nothing but what the role asks for, as facets narrow it. */
const isOfRole = ({ query, criteria, without, likeTalentId }: Sought) =>
  !query && !criteria && !without && !likeTalentId;

const editChoice = (roleId: string): DraftChoice => ({
  label: "Edit criteria",
  verb: "edit_criteria",
  args: { roleId },
  opens: "criteria",
  singleUse: false,
});

const narrowChoice = (roleId: string, { chosen = {} }: Sought): DraftChoice => ({
  label: "Narrow down",
  verb: "show_facets",
  args: { roleId, chosen },
  singleUse: false,
});

function relaxChoices({ id: roleId }: Role, found: Hits, input: Sought): DraftChoice[] {
  const ofTheRole = isOfRole(input) && !input.chosen;
  return found.relaxations.slice(0, MOST_RELAXATIONS).map(({ filter, total }) => ({
    label: `Without ${filter}: ${total}`,
    verb: "relax_filter",
    args: { roleId, filter, ...(!ofTheRole && { search: input }) },
    singleUse: false,
  }));
}

const COMPARED = 3;

function compareChoice(candidateIds: string[]): DraftChoice[] {
  const first = candidateIds.slice(0, COMPARED);
  if (first.length < 2) return [];
  return [
    {
      label: `Compare the first ${first.length}`,
      verb: "compare_candidates",
      args: { candidateIds: first },
      singleUse: false,
    },
  ];
}
