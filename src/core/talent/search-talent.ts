/**
 * Filters decide who can be found; words, meaning and name decide the order. The three legs are fused by weighted
 * reciprocal rank (Cormack, Clarke, Büttcher 2009, k = 60). A match of words or name weighs as much as it has of the best one;
 * meaning weighs as much as the English model can be expected to understand of the query.
 */
import pgvector from "pgvector";
import type { Ctx } from "../ctx.ts";
import type { Criteria, Hit, Hits } from "./criteria.ts";
import { eachWithout, whereFilters } from "./criteria-sql.ts";
import { searchTerms, toEnglish, understoodShare } from "./normalise.ts";
import { type Found, reasonsFor } from "./reasons.ts";

const RANK_CONSTANT = 60;
const LEG_LIMIT = 100;
const EMBED_MS = 2_000;
const MOST_TERMS = 40;
const WEIGHTS = { words: 1, meaning: 0.8, likeness: 2, name: 2, merit: 0.03 };

export type Search = {
  criteria: Criteria;
  limit: number;
  excludeIds?: string[];
  /** Rank by likeness to this talent. */
  likeId?: string;
  name?: string;
};

/** The best of those who pass every filter, each with its reasons; how many pass; what to relax when none does. */
export async function searchTalent(ctx: Pick<Ctx, "db" | "embed">, search: Search): Promise<Hits> {
  const like = search.likeId ? await likeness(ctx, search.likeId) : undefined;
  const query = search.criteria.about;
  const vector = like ? like.vector : await embedQuery(ctx, query);
  const filters = whereFilters(search.criteria, search.excludeIds ?? []);
  const terms = [...new Set([...searchTerms(query), ...(like?.terms ?? [])])].slice(0, MOST_TERMS);
  const rows = await fitting(ctx, { filters, terms, vector, name: search.name, model: ctx.embed.model });
  const unranked = (query !== "" || like !== undefined) && !vector;
  if (rows.length === 0) return { hits: [], total: 0, wordsOnly: unranked, relaxations: await relax(ctx, search) };
  const scored = fuse(rows, like ? WEIGHTS.likeness : WEIGHTS.meaning * understoodShare(query));
  return {
    hits: scored.slice(0, search.limit).map(({ row, score }) => hitOf(row, score, search.criteria, terms)),
    total: rows[0]?.total ?? rows.length,
    wordsOnly: unranked || (vector !== undefined && rows.some((row) => row.distance === null && !row.isMinor)),
    relaxations: [],
  };
}

/** What another talent is compared by: the vector where there is one, the words of the profile besides. */
async function likeness(
  ctx: Pick<Ctx, "db" | "embed">,
  personId: string,
): Promise<{ vector: number[] | undefined; terms: string[] } | undefined> {
  const { rows } = await ctx.db.query<{ bio: string; skills: string[]; embedding: string | null }>(
    `select t.bio, t.skills, v.embedding::text as embedding
       from talent_profiles t left join talent_vectors v on v.person_id = t.person_id and v.model = $2
      where t.person_id = $1`,
    [personId, ctx.embed.model],
  );
  const row = rows[0];
  if (!row) return undefined;
  const vector = row.embedding === null ? undefined : (JSON.parse(row.embedding) as number[]);
  return { vector, terms: searchTerms([...row.skills, row.bio].join(" ")) };
}

/** Undefined when the embedder cannot answer in time: then words alone rank. */
async function embedQuery(ctx: Pick<Ctx, "embed">, query: string): Promise<number[] | undefined> {
  if (!query) return undefined;
  const timeout = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => timeout.resolve(undefined), EMBED_MS);
  try {
    const vectors = await Promise.race([ctx.embed.embed([toEnglish(query)]), timeout.promise]);
    return vectors?.[0];
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

type Fitting = {
  filters: ReturnType<typeof whereFilters>;
  terms: string[];
  vector: number[] | undefined;
  name: string | undefined;
  model: string;
};

/** Everyone who passes the filters, at most LEG_LIMIT a leg, with what each leg says of them. */
async function fitting(ctx: Pick<Ctx, "db">, { filters, terms, vector, name, model }: Fitting): Promise<Found[]> {
  const params = [...filters.params];
  const at = (value: unknown) => `$${params.push(value)}`;
  const query = at(terms.length > 0 ? terms.map((term) => `'${term}'`).join(" | ") : null);
  const embedding = vector ? `v.embedding <=> ${at(pgvector.toSql(vector))}::vector` : "null::float8";
  const sameModel = at(model);
  const named = name ? `similarity(t.display_name, ${at(name)})` : "0";
  const { rows } = await ctx.db.query<Found>(
    `with fit as (
       select t.*, count(*) over () as total,
              case when ${query}::text is null then 0 else ts_rank_cd(t.search_vector, to_tsquery('simple', ${query}), 1) end as words,
              ${embedding} as distance, ${named} as named
         from talent_profiles t left join talent_vectors v on v.person_id = t.person_id and v.model = ${sameModel}
        where ${filters.sql}),
     ranked as (
       select fit.*, rank() over (order by words desc) as by_words, rank() over (order by distance) as by_meaning,
              rank() over (order by named desc) as by_name, row_number() over (order by experience_years desc nulls last, person_id) as by_merit
         from fit)
     select person_id as "personId", display_name as name, age_min as "ageMin", age_max as "ageMax", gender, city, languages,
            language_levels as "languageLevels", skills, bio, experience_years as "experienceYears", union_name as "unionName",
            rate_paise_per_day as "ratePaisePerDay", portrait_url as "portraitUrl", is_minor as "isMinor", total, words,
            distance, named, by_words as "byWords", by_meaning as "byMeaning", by_name as "byName", by_merit as "byMerit"
       from ranked
      where by_merit <= ${LEG_LIMIT} or (words > 0 and by_words <= ${LEG_LIMIT})
         or (distance is not null and by_meaning <= ${LEG_LIMIT}) or (named > 0.3 and by_name <= ${LEG_LIMIT})`,
    params,
  );
  return rows;
}

function fuse(rows: Found[], meaning: number) {
  const best = Math.max(...rows.map((row) => row.words)) || 1;
  const nearest = Math.max(...rows.map((row) => row.named)) || 1;
  const part = (weight: number, rank: number, counts: boolean) => (counts ? weight / (RANK_CONSTANT + rank) : 0);
  return rows
    .map((row) => ({
      row,
      score:
        part((WEIGHTS.words * row.words) / best, row.byWords, row.words > 0) +
        part(meaning, row.byMeaning, row.distance !== null) +
        part((WEIGHTS.name * row.named) / nearest, row.byName, row.named > 0.3) +
        part(WEIGHTS.merit, row.byMerit, true),
    }))
    .toSorted((a, b) => b.score - a.score || a.row.personId.localeCompare(b.row.personId));
}

function hitOf(row: Found, score: number, criteria: Criteria, terms: string[]): Hit {
  const { personId, name, ageMin, ageMax, gender, city, languages, skills, ratePaisePerDay, portraitUrl, isMinor } =
    row;
  return {
    personId,
    name,
    ageMin,
    ageMax,
    gender,
    city,
    languages,
    skills,
    ratePaisePerDay,
    portraitUrl,
    isMinor,
    score,
    reasons: reasonsFor(row, criteria, terms),
  };
}

/** How many each single filter, left out, would bring; best first. */
async function relax(ctx: Pick<Ctx, "db">, search: Search): Promise<Hits["relaxations"]> {
  const counted = await Promise.all(
    eachWithout(search.criteria).map(async ({ name, without }) => {
      const { sql, params } = whereFilters(without, search.excludeIds ?? []);
      const { rows } = await ctx.db.query<{ total: number }>(
        `select count(*)::int as total from talent_profiles t where ${sql}`,
        params,
      );
      return { filter: name, total: rows[0]?.total ?? 0 };
    }),
  );
  return counted.filter((one) => one.total > 0).toSorted((a, b) => b.total - a.total);
}
