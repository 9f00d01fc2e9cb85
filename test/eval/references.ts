/** What search is measured against: each is given the true filters, which ours has to read out of the brief. */
import type { Embed, Queryable } from "../../src/core/ports.ts";
import type { Person } from "./profiles.ts";
import { passes, type Query } from "./queries.ts";

type Ranks = (query: Query) => Promise<string[]>;
const K = 60;

const textOf = ({ gender, city, languages, bio }: Person) => `${gender}, ${city}. ${languages.join(", ")}. ${bio}`;

/** PostgreSQL's full-text search as it comes, its terms joined by "or": with "and" most briefs find nobody. */
export async function plainText(db: Queryable, everybody: Person[]): Promise<Ranks> {
  await db.query(`create temp table plain (id text, tsv tsvector)`);
  for (const person of everybody)
    await db.query(`insert into plain values ($1, to_tsvector('english', $2))`, [person.id, textOf(person)]);
  return async ({ text, asked }) => {
    const { rows } = await db.query<{ id: string }>(
      `with q as (select replace(plainto_tsquery('english', $1)::text, '&', '|')::tsquery as q)
       select id from plain, q where tsv @@ q order by ts_rank_cd(tsv, q) desc, id`,
      [text],
    );
    const fits = new Set(everybody.filter((person) => passes(person, asked)).map((person) => person.id));
    return rows.map((row) => row.id).filter((id) => fits.has(id));
  };
}

/** The cosine of query and profile as they are written. */
export async function plainVectors(embed: Embed, everybody: Person[]): Promise<Ranks> {
  const vectors = await embed.embed(everybody.map(textOf), "document");
  return async ({ text, asked }) => {
    const [wanted = []] = await embed.embed([text], "query");
    const near = (index: number) =>
      (vectors[index] ?? []).reduce((sum, value, place) => sum + value * (wanted[place] ?? 0), 0);
    return everybody
      .map((person, index) => ({ person, near: near(index) }))
      .filter(({ person }) => passes(person, asked))
      .toSorted((a, b) => b.near - a.near)
      .map(({ person }) => person.id);
  };
}

/** Reciprocal ranks of both, one as good as the other. */
export function unweighted(legs: Ranks[]): Ranks {
  return async (query) => {
    const scores = new Map<string, number>();
    for (const leg of legs) {
      for (const [index, id] of (await leg(query)).entries())
        scores.set(id, (scores.get(id) ?? 0) + 1 / (K + index + 1));
    }
    return [...scores].toSorted(([, a], [, b]) => b - a).map(([id]) => id);
  };
}
