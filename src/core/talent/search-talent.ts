/**
 * Filters decide who can be found; words, meaning and name decide the order (rank-talent.ts). Meaning weighs as much as
 * the English model can be expected to understand of the query.
 */
import type { Ctx } from "../ctx.ts";
import { type Embed, VARYING } from "../ports.ts";
import { span } from "../trace.ts";
import type { Criteria, Hit, Hits } from "./criteria.ts";
import { type Chosen, eachWithout, pairsWithout, type Relaxed, whereFound } from "./criteria-sql.ts";
import { embedTexts } from "./embed-texts.ts";
import { type Slot, slotsOf, toEnglish, understoodShare } from "./normalise.ts";
import { type Ordered, orderFound } from "./order-found.ts";
import type { Look } from "./pool.ts";
import { rankTalent } from "./rank-talent.ts";
import { reasonsFor, whyFound } from "./reasons.ts";
import { readLexicon } from "./team-words.ts";
import { embedderOf } from "./vector-model.ts";

const EMBED_MS = 2_000;
const MOST_SLOTS = 24;
/** How many of the best are looked at closely before the first are shown. */
const POOL = 60;
const MEANING = 0.8;
const LIKENESS = 2;
/** Of the weight of meaning, where every word is known. */
const KNOWN = 0.3;

export type Search = {
  criteria: Criteria;
  limit: number;
  excludeIds?: string[];
  /** Nobody but these. */
  onlyIds?: string[];
  /** Values of facets: any of one facet will do. */
  chosen?: Chosen;
  /** Rank by likeness to this talent. */
  likeId?: string;
  /** Whoever is like these stands lower. */
  unlikeIds?: string[];
  name?: string;
  /** Where the shoot is: who lives far away is lowered a little. */
  near?: string | undefined;
  /** At whom to look closely: everybody who passes, however long it takes, or the best of each leg alone; by default the latter where they are many. */
  look?: Look;
  /** With the numbers behind each score. */
  explain?: boolean;
  /** Where no more than so many pass, what to relax is told too; without it where nobody does. */
  few?: number;
};

/** The best of those who pass every filter, each with its reasons; how many pass; what to relax when none or few do. */
export function searchTalent(ctx: Pick<Ctx, "db" | "embed">, search: Search): Promise<Hits> {
  return span("search", {}, async (note) => {
    const found = await searched(ctx, search);
    note({ passing: found.total, wordsOnly: found.wordsOnly });
    return found;
  });
}

async function searched(ctx: Pick<Ctx, "db" | "embed">, search: Search): Promise<Hits> {
  const embed = await embedderOf(ctx);
  const like = search.likeId ? await likeness({ db: ctx.db, embed }, search.likeId) : undefined;
  const query = search.criteria.about;
  const words = await readLexicon(ctx);
  const vector = like ? like.vector : await embedQuery(embed, toEnglish(query, words.lexicon));
  const filters = whereFound(search.criteria, search);
  const slots = slotsOf([query, like?.text ?? ""].join(" "), words).slice(0, MOST_SLOTS);
  const meaning = like ? LIKENESS : meaningOf(slots, understoodShare(query, words.lexicon));
  const { criteria, name, limit } = search;
  const rows = await rankTalent(ctx, {
    criteria,
    filters,
    slots,
    vector,
    meaning,
    name,
    model: embed.model,
    look: search.look,
    limit: Math.max(limit, POOL),
  });
  const unranked = (query !== "" || like !== undefined) && !vector;
  const [first] = rows;
  if (!first) return { hits: [], total: 0, wordsOnly: unranked, relaxations: await relax(ctx, search) };
  const ordered = await orderFound(ctx, rows, search);
  const terms = slots.flatMap((slot) => slot.terms);
  return {
    hits: ordered.slice(0, limit).map((one) => hitOf(one, search, terms)),
    total: first.total,
    wordsOnly: unranked || (vector !== undefined && first.unembedded),
    relaxations:
      first.total <= (search.few ?? 0)
        ? await bring(ctx, search, { relaxed: eachWithout(search.criteria), passing: first.total })
        : [],
  };
}

/** The more words the list knows, the less there is to guess; the less English there is, the worse the guess. */
function meaningOf(slots: Slot[], understood: number): number {
  const guessed = slots.filter((slot) => !slot.known).length / Math.max(1, slots.length);
  return MEANING * understood * (KNOWN + (1 - KNOWN) * guessed);
}

/** What another talent is compared by: the vector where there is one, the words of the profile besides. */
async function likeness(
  ctx: Pick<Ctx, "db" | "embed">,
  personId: string,
): Promise<{ vector: number[] | undefined; text: string } | undefined> {
  const { rows } = await ctx.db.query<{ bio: string; skills: string[]; embedding: string | null }>(
    `select t.bio, t.skills, v.embedding::text as embedding
       from talent_profiles t left join profile_vectors v on v.person_id = t.person_id and v.model = $2
      where t.person_id = $1`,
    [personId, ctx.embed.model],
  );
  const row = rows[0];
  if (!row) return undefined;
  const vector = row.embedding === null ? undefined : (JSON.parse(row.embedding) as number[]);
  return { vector, text: [...row.skills, row.bio].join(" ") };
}

/** Undefined when the embedder cannot answer in time: then words alone rank. */
async function embedQuery(embed: Embed, query: string): Promise<number[] | undefined> {
  if (!query) return undefined;
  const timeout = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => timeout.resolve(undefined), EMBED_MS);
  try {
    const vectors = await Promise.race([embedTexts(embed, [query], "query"), timeout.promise]);
    return vectors?.[0];
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function hitOf({ row, score, said, explain }: Ordered, search: Search, terms: string[]): Hit {
  const { personId, name, ageMin, ageMax, gender, city, languages, skills, heightCm, ratePaisePerDay } = row;
  const { portraitUrl, isMinor } = row;
  return {
    personId,
    name,
    ageMin,
    ageMax,
    gender,
    city,
    languages,
    skills,
    heightCm,
    ratePaisePerDay,
    portraitUrl,
    isMinor,
    score,
    reasons: [...reasonsFor(row, search.criteria, terms), ...said.lifted, ...said.lowered],
    why: { ...whyFound(row, search.criteria, terms), ...said },
    ...(search.explain && { explain }),
  };
}

/** How many each single filter, left out, would bring, or each two where no single one helps; best first. */
async function relax(ctx: Pick<Ctx, "db">, search: Search): Promise<Hits["relaxations"]> {
  const single = await bring(ctx, search, { relaxed: eachWithout(search.criteria), passing: 0 });
  return single.length > 0 ? single : bring(ctx, search, { relaxed: pairsWithout(search.criteria), passing: 0 });
}

async function bring(
  ctx: Pick<Ctx, "db">,
  search: Search,
  { relaxed, passing }: { relaxed: Relaxed[]; passing: number },
): Promise<Hits["relaxations"]> {
  const counted = await Promise.all(
    relaxed.map(async ({ names, without }) => {
      const { sql, params } = whereFound(without, search);
      const { rows } = await ctx.db.query<{ total: number }>(
        `${VARYING} select count(*)::int as total from talent_here t where ${sql}`,
        params,
      );
      return { filter: names.join(" and "), total: rows[0]?.total ?? 0 };
    }),
  );
  return counted.filter((one) => one.total > passing).toSorted((a, b) => b.total - a.total);
}
