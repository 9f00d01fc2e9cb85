import pgvector from "pgvector";
import type { Ctx } from "../ctx.ts";
import { type Tx, VARYING } from "../ports.ts";
import type { Criteria } from "./criteria.ts";
import { wishConditions } from "./criteria-sql.ts";
import { type Named, namedLike } from "./named-like.ts";
import { tsqueryOf } from "./normalise.ts";
import { type Asked, NEAR, type Pool, poolOf, UNKNOWN } from "./pool.ts";
import type { Found } from "./reasons.ts";
import { vectorType } from "./vector-type.ts";

const RANK_CONSTANT = 60;
/** What the first of a leg of weight one gets. */
export const BEST = 1 / (RANK_CONSTANT + 1);
const WORDS = 1;
const NAME = 2;
/** Each thing that was preferred and is so. */
const WISH = 0.35;
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
export async function rankTalent(ctx: Pick<Ctx, "db">, asked: Omit<Ranking, "profile">): Promise<Found[]> {
  const ranking = { ...asked, profile: ctx.db.profile };
  return ctx.db.transaction(async (tx) => {
    // A worker of its own begins with no page of the tables in its reach: to look at 9,000 rows took half as long again.
    await tx.query(`set local max_parallel_workers_per_gather = 0`);
    const named = ranking.name ? await namedLike(tx, ranking) : undefined;
    const pool = ranking.look === "everybody" ? undefined : await poolOf(tx, ranking, named ?? []);
    const rows = await ranked(tx, ranking, { named, pool });
    if (!pool) return rows;
    return rows.length < ranking.limit
      ? ranked(tx, ranking, { named, pool: undefined })
      : rows.map((row) => ({ ...row, total: pool.total }));
  });
}

type Among = { named: Named[] | undefined; pool: Pool | undefined };

async function ranked(tx: Tx, ranking: Ranking, { named, pool }: Among): Promise<Found[]> {
  const { criteria, filters, slots, vector, meaning, model, limit } = ranking;
  const passing = pool ? filters.plain : filters;
  const params = [...passing.params];
  const at = (value: unknown) => `$${params.push(value)}`;
  const asked = slots.map((slot, index) => ({
    bit: 2 ** index,
    weight: slot.known ? 1 : UNKNOWN,
    query: `${at(tsqueryOf(slot))}::tsquery`,
    known: pool ? at(pool.weights[index] ?? 0) : undefined,
  }));
  const anyOf = asked.map(({ query }) => query).join(" || ");
  const bits = asked.map(({ bit, query }) => `case when t.search_vector @@ ${query} then ${bit} else 0 end`);
  const mask = anyOf ? `case when t.search_vector @@ (${anyOf}) then ${bits.join(" + ")} else 0 end` : "0";
  const distance = vector && `v.embedding <=> ${at(pgvector.toSql(vector))}::${vectorType(ranking)}`;
  const vectors = vector ? `left join vectors_here v on v.person_id = t.person_id and v.model = ${at(model)}` : "";
  const names = named
    ? `left join unnest(${at(named.map((one) => one.personId))}::uuid[], ${at(named.map((one) => one.alike))}::float8[])
         as n(person_id, named) on n.person_id = t.person_id`
    : "";
  const among = pool ? `and t.person_id = any(${at(pool.ids)}::uuid[])` : "";
  const rarity = asked.map(({ bit, weight, known }) => {
    const counted = `coalesce(sum(people) filter (where mask & ${bit} <> 0), 0)`;
    return `${known ?? `${weight} * ln(1 + sum(people) / (1 + ${counted}))`}::float8 as of_${bit}`;
  });
  const words = asked.map(({ bit }) => `case when mask & ${bit} <> 0 then of_${bit} else 0 end`).join(" + ") || "0";
  const wishes = wishConditions(criteria, at).map((wish) => `(case when ${wish} then ${WISH * BEST} else 0 end)`);
  const near = pool
    ? `select * from unnest(${at(pool.near)}::uuid[]) with ordinality as near(person_id, place)`
    : `select person_id, rank() over (order by distance) as place
         from (select person_id, distance from fit where distance is not null order by distance limit ${NEAR}) nearest`;
  const parts = {
    byMerit: `${MERIT}::float8 * least(years, 20) / 20`,
    byWords: "by_words",
    byMeaning: vector
      ? `case when distance is null then 0 else ${at(meaning)}::float8 / (${RANK_CONSTANT} + coalesce(near.place, ${NEAR + 1})) end`
      : "0",
    byName: named
      ? `case when named is null then 0 else ${NAME} * named / max(named) over () / (${RANK_CONSTANT} + rank() over (order by named desc nulls last)) end`
      : "0",
    byWishes: "wishes",
  };
  const { rows } = await tx.query<Found>(
    `${VARYING} with fit as materialized (
       select t.person_id, t.is_minor, coalesce(t.experience_years, 0)::float8 as years, ${mask} as mask,
              ${distance || "null::float8"} as distance, ${named ? "n.named" : "null::float8"} as named,
              (${wishes.join(" + ") || "0"})::float8 as wishes
         from talent_here t ${vectors} ${names} where ${passing.sql} ${among}),
     masks as materialized (select mask, count(*)::float8 as people from fit group by mask),
     rare as (select ${["sum(people)::int as total", ...rarity].join(", ")} from masks),
     weighed as materialized (select mask, people, total, (${words})::float8 as words from masks cross join rare),
     worded as materialized (
       select mask, total, case when words > 0 then ${WORDS} * words / max(words) over ()
                / (${RANK_CONSTANT} + 1 + sum(people) over (order by words desc) - sum(people) over (partition by words)) else 0 end as by_words
         from weighed),
     near as materialized (${near}),
     scored as (
       select person_id, total, ${Object.entries(parts)
         .map(([part, sql]) => `(${sql})::float8 as "${part}"`)
         .join(", ")}
         from fit join worded using (mask) ${vector ? "left join near using (person_id)" : ""}),
     best as (
       select *, ${Object.keys(parts)
         .map((part) => `"${part}"`)
         .join(" + ")} as score
         from scored order by score desc, person_id limit ${at(limit)})
     select person_id as "personId", display_name as name, age_min as "ageMin", age_max as "ageMax", gender, city, languages,
            language_levels as "languageLevels", skills, bio, experience_years as "experienceYears", height_cm as "heightCm", union_name as "unionName",
            rate_paise_per_day as "ratePaisePerDay", portrait_url as "portraitUrl", is_minor as "isMinor", total,
            exists (select from fit where distance is null and not is_minor) as unembedded, score,
            search_text as "searchText", ${Object.keys(parts)
              .map((part) => `"${part}"`)
              .join(", ")}
       from best join talent_profiles using (person_id)
      order by score desc, person_id`,
    params,
  );
  return rows;
}
