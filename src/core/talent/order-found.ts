import type { Ctx } from "../ctx.ts";
import type { Criteria, Explained } from "./criteria.ts";
import { kilometresBetween } from "./distance.ts";
import { liftsOf, sayLifts } from "./lifts.ts";
import { BEST } from "./rank-talent.ts";
import { NO_SIGNALS, readSignals } from "./read-signals.ts";
import type { Found } from "./reasons.ts";
import { spreadAlike } from "./spread-alike.ts";

export type Ordered = { row: Found; score: number; said: ReturnType<typeof sayLifts>; explain: Explained };

const fourDigits = (value: number) => Math.round(value * 1e4) / 1e4;

/** The ranked rows in the order in which they are shown: lifted by what the workspace knows of each, near-twins apart. */
export async function orderFound(
  ctx: Pick<Ctx, "db">,
  rows: Found[],
  asked: { criteria: Criteria; near?: string | undefined; unlikeIds?: string[] },
): Promise<Ordered[]> {
  const unlike = await wordsOf(ctx, asked.unlikeIds ?? []);
  const signals = await readSignals(
    ctx,
    rows.filter((row) => !row.isMinor).map((row) => row.personId),
    asked.criteria.dates,
  );
  const lifted = rows.map((row) => {
    const lifts = liftsOf(row, signals.get(row.personId) ?? NO_SIGNALS, { ...asked, unlike });
    const lift = Object.values(lifts).reduce((sum, one) => sum + one, 0);
    return { row, lifts, score: row.score + lift * BEST, terms: new Set(row.searchText.split(" ")) };
  });
  const sorted = lifted.toSorted((a, b) => b.score - a.score || (a.row.personId < b.row.personId ? -1 : 1));
  return spreadAlike(sorted, BEST).map(({ row, lifts, score, lost }) => {
    const km = asked.near && row.city ? kilometresBetween(row.city, asked.near) : undefined;
    const parts = {
      words: row.byWords,
      meaning: row.byMeaning,
      name: row.byName,
      preferred: row.byWishes,
      merit: row.byMerit,
    };
    const shares = Object.entries({ ...parts, diversity: -lost }).map(([part, value]) => [
      part,
      fourDigits(value / BEST),
    ]);
    return {
      row,
      score: score - lost,
      said: sayLifts(lifts, km),
      explain: { ...Object.fromEntries(shares), ...lifts } as Explained,
    };
  });
}

/** The words of these profiles; of minors none, who are not profiled. */
async function wordsOf(ctx: Pick<Ctx, "db">, personIds: string[]): Promise<Set<string>[]> {
  if (personIds.length === 0) return [];
  const { rows } = await ctx.db.query<{ words: string }>(
    `select search_text as words from talent_profiles where person_id = any($1::uuid[]) and not is_minor`,
    [personIds],
  );
  return rows.map((row) => new Set(row.words.split(" ")));
}
