import pgvector from "pgvector";
import type { Ctx } from "../ctx.ts";
import { VARYING } from "../ports.ts";
import type { Criteria } from "./criteria.ts";
import { wishConditions } from "./criteria-sql.ts";
import { soundOfName } from "./name-sounds.ts";
import { type Asked, type Pool, poolOf } from "./pool.ts";
import type { Found } from "./reasons.ts";
import { vectorType } from "./vector-type.ts";

const RANK_CONSTANT = 60;
/** What the first of a leg of weight one gets. */
export const BEST = 1 / (RANK_CONSTANT + 1);
/** Trigrams in common below which a name is another name. */
const ALIKE = 0.5;
const WORDS = 1;
const NAME = 2;
/** Each thing that was preferred and is so. */
const WISH = 0.35;
/** A word that no list knows may be of no weight at all: "warm, Pune-based vibe". */
const UNKNOWN = 0.5;
/** Of twenty years of work: decides only between equals. */
const MERIT = 0.0004;

type Ranking = Asked & {
  criteria: Criteria;
  /** What the leg of meaning weighs. */
  meaning: number;
  limit: number;
};

/**
 * The best of those who pass the filters, best first, each row with how many pass. Words, meaning and name are fused by
 * weighted reciprocal rank (Cormack, Clarke, Büttcher 2009, k = 60); a match of words or name weighs as much as it has of
 * the best one. Of words each thing asked for counts once, and more the fewer people have it. A leg that nothing is asked of
 * is left out.
 */
export async function rankTalent(ctx: Pick<Ctx, "db">, ranking: Ranking): Promise<Found[]> {
  const pool = await poolOf(ctx, ranking);
  const rows = await ranked(ctx, ranking, pool);
  if (!pool) return rows;
  return rows.length < ranking.limit ? ranked(ctx, ranking) : rows.map((row) => ({ ...row, total: pool.total }));
}

async function ranked(ctx: Pick<Ctx, "db">, ranking: Ranking, pool?: Pool): Promise<Found[]> {
  const { criteria, filters, slots, vector, meaning, name, model, limit } = ranking;
  const params = [...filters.params];
  const at = (value: unknown) => `$${params.push(value)}`;
  const asked = slots.map((slot, index) => ({
    met: `met_${index}`,
    weight: slot.known ? 1 : UNKNOWN,
    query: `${at(slot.terms.map((term) => `'${term}'`).join(" | "))}::tsquery`,
  }));
  const any = asked.length > 0 && `t.search_vector @@ (${asked.map(({ query }) => query).join(" || ")})`;
  const met = asked.map((slot) => `(${any} and t.search_vector @@ ${slot.query}) as ${slot.met}`);
  const distance = vector && `v.embedding <=> ${at(pgvector.toSql(vector))}::${vectorType(ctx.db)}`;
  const vectors = vector ? `left join profile_vectors v on v.person_id = t.person_id and v.model = ${at(model)}` : "";
  const sound = name && soundOfName(name);
  const named = sound && `coalesce(word_similarity(${at(sound)}, n.sounds), 0)`;
  const names = sound ? "left join talent_names n on n.person_id = t.person_id" : "";
  const among = pool ? `and t.person_id = any(${at(pool.ids)}::uuid[])` : "";
  const part = (weight: string, rank: string, counts: string) =>
    `case when ${counts} then ${weight} / (${RANK_CONSTANT} + ${rank}) else 0 end`;
  const rarity = asked.map(
    (slot) => `${slot.weight} * ln(1 + count(*)::float8 / (1 + count(*) filter (where ${slot.met}))) as of_${slot.met}`,
  );
  const words = asked.map((slot) => `case when ${slot.met} then of_${slot.met} else 0 end`).join(" + ") || "0";
  const wishes = wishConditions(criteria, at).map((wish) => `(case when ${wish} then ${WISH * BEST} else 0 end)`);
  const parts = {
    byMerit: `${MERIT} * least(years, 20) / 20`,
    byWords: any ? part(`${WORDS} * words / best_words`, "by_words", "words > 0") : "0",
    byMeaning: vector ? part(`${at(meaning)}::float8`, "by_meaning", "distance is not null") : "0",
    byName: sound ? part(`${NAME} * named / best_named`, "by_name", `named > ${ALIKE}`) : "0",
    byWishes: "wishes",
  };
  const { rows } = await ctx.db.query<Found>(
    `${VARYING} with fit as materialized (
       select ${["t.person_id", "t.is_minor", "coalesce(t.experience_years, 0) as years", ...met].join(", ")},
              ${distance || "null::float8"} as distance, ${named || "0"} as named,
              (${wishes.join(" + ") || "0"})::float8 as wishes
         from talent_profiles t ${vectors} ${names} where ${filters.sql} ${among}),
     whole as materialized (
       select ${["count(*) as total", "max(named) as best_named", ...rarity].join(", ")},
              coalesce(bool_or(distance is null and not is_minor), false) as unembedded from fit),
     weighed as (select fit.*, whole.*, (${words})::float8 as words from fit cross join whole),
     ranked as (
       select *, max(words) over () as best_words, ${any ? "rank() over (order by words desc)" : "1"} as by_words,
              ${vector ? "rank() over (order by distance)" : "1"} as by_meaning,
              ${sound ? "rank() over (order by named desc)" : "1"} as by_name
         from weighed),
     scored as (
       select person_id, total, unembedded, ${Object.entries(parts)
         .map(([name, sql]) => `(${sql})::float8 as "${name}"`)
         .join(", ")} from ranked),
     best as (
       select *, ${Object.keys(parts)
         .map((name) => `"${name}"`)
         .join(" + ")} as score
         from scored order by score desc, person_id limit ${at(limit)})
     select person_id as "personId", display_name as name, age_min as "ageMin", age_max as "ageMax", gender, city, languages,
            language_levels as "languageLevels", skills, bio, experience_years as "experienceYears", height_cm as "heightCm", union_name as "unionName",
            rate_paise_per_day as "ratePaisePerDay", portrait_url as "portraitUrl", is_minor as "isMinor", total, unembedded, score,
            search_text as "searchText", ${Object.keys(parts)
              .map((name) => `"${name}"`)
              .join(", ")}
       from best join talent_profiles using (person_id)
      order by score desc, person_id`,
    params,
  );
  return rows;
}
