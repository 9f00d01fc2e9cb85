/** Candidates of a role side by side, for the team in its thread: the facts in columns, then each with photo, reasons, Select and Pass. */
import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { DraftBlock } from "../messages/draft.ts";
import { mustBeTeam } from "../people/rights.ts";
import { Breakdown, type Criteria } from "../talent/criteria.ts";
import { searchTerms } from "../talent/normalise.ts";
import { reasonsFor } from "../talent/reasons.ts";
import { type Compared, compareTalent } from "./compare-talent.ts";
import { findNamed, NameCandidates, sayUnknown } from "./name-candidates.ts";
import { sayList, sayRupees } from "./say-role.ts";
import { sayState } from "./show-board.ts";
import { choicesFor, pictureOf } from "./talent-card.ts";

export const CompareCandidates = z.object(NameCandidates.shape);
const [FEWEST, MOST] = [2, 4];

/** Throws `invalid_input` for fewer than two people or more than four, `not_found` when nobody is known by that name. */
export async function compareCandidates(ctx: ToolCtx, input: z.output<typeof CompareCandidates>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const named = await findNamed(ctx, input);
  const roleId = named[0]?.roleId ?? "";
  const talentIds = named.filter((one) => one.roleId === roleId).map((one) => one.talentId);
  if (talentIds.length < FEWEST || talentIds.length > MOST) {
    throw new AppError("invalid_input", `${talentIds.length} people are not put side by side`, {
      said: `I can put two to four people side by side.${sayUnknown(input, named)} For example: compare 1 and 3.`,
    });
  }
  const { rows } = await ctx.db.query<{ breakdown: unknown }>(`select breakdown from roles where id = $1`, [roleId]);
  const { criteria } = Breakdown.parse(rows[0]?.breakdown);
  const people = await compareTalent(ctx, { talentIds, criteria, roleId });
  const terms = searchTerms(criteria.about);
  return {
    said: `${sayList(people.map((one) => one.name))} side by side.${sayUnknown(input, named)}`,
    data: {
      compared: people.map(({ portraitUrl: _, personId: talentId, ...facts }) => ({ talentId, ...facts })),
    },
    parts: [columns(people), ...people.map((one) => card(ctx, one, { criteria, terms }))],
  };
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const ROWS: [string, (person: Compared) => string][] = [
  ["Plays", ({ ageMin, ageMax }) => (ageMin === ageMax ? String(ageMin) : `${ageMin}–${ageMax}`)],
  ["Lives in", ({ city }) => city ?? ""],
  [
    "Languages",
    ({ languages, languageLevels }) =>
      languages.map((one) => [languageLevels[one], capital(one)].filter(Boolean).join(" ")).join(", "),
  ],
  ["Can do", ({ skills }) => skills.slice(0, 8).join(", ")],
  ["Height", ({ heightCm }) => (heightCm ? `${heightCm} cm` : "")],
  ["Work", ({ experienceYears }) => (experienceYears ? `${experienceYears} years` : "")],
  ["Union", ({ unionName }) => unionName ?? ""],
  ["Rate", ({ ratePaisePerDay }) => (ratePaisePerDay ? `${sayRupees(ratePaisePerDay)} a day` : "")],
  ["Dates", ({ availability }) => availability],
  ["Fits", sayChecks],
  ["In this role", ({ candidate }) => (candidate ? sayState(candidate.state) : "")],
];

function sayChecks({ checks }: Compared): string {
  const missed = checks.filter((one) => !one.met).map(({ filter, wish }) => (wish ? `${filter} (preferred)` : filter));
  if (checks.length === 0) return "";
  return missed.length === 0 ? "all that is asked for" : `not ${sayList(missed)}`;
}

/** Only what is known of somebody. */
function columns(people: Compared[]): DraftBlock {
  const rows = ROWS.map(([label, cell]) => [label, ...people.map(cell)]).filter(([, ...cells]) => cells.some(Boolean));
  return {
    type: "card",
    title: "Side by side",
    lines: rows.map(([label, ...cells]) => {
      const said = cells.map((cell, place) => `${people[place]?.name}: ${cell || "not known"}`);
      return `${label}. ${said.join("; ")}`;
    }),
    table: [["", ...people.map((one) => one.name)], ...rows],
  };
}

function card(
  { publicUrl }: Pick<ToolCtx, "publicUrl">,
  person: Compared,
  { criteria, terms }: { criteria: Criteria; terms: string[] },
): DraftBlock {
  const image = pictureOf(person.portraitUrl, publicUrl);
  const reasons = reasonsFor(person, criteria, terms);
  return {
    type: "card",
    title: person.name,
    lines: [reasons.join(" · ")].filter(Boolean),
    ...(image && { image: { url: image, alt: `Portrait of ${person.name}` } }),
    choices: choicesFor(person.candidate?.candidateId ?? ""),
  };
}
