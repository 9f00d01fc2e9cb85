import { type Tx, VARYING } from "../ports.ts";
import { soundOfName } from "./name-sounds.ts";
import type { Asked } from "./pool.ts";

/** Trigrams in common below which a name is another name. */
const ALIKE = 0.5;
const NAMED = 100;

/** `alike`: the share of trigrams in common, 0.5 to 1. */
export type Named = { personId: string; alike: number };

/** Those of the people who pass whose names sound most like the one asked for; undefined when there is no name in it. */
export async function namedLike(
  tx: Tx,
  { filters, name = "" }: Pick<Asked, "filters" | "name">,
): Promise<Named[] | undefined> {
  const sound = soundOfName(name);
  if (!sound) return undefined;
  const asked = `$${filters.params.length + 1}`;
  await tx.query(`set local pg_trgm.word_similarity_threshold = ${ALIKE}`);
  const { rows } = await tx.query<Named>(
    `${VARYING} select person_id as "personId", word_similarity(${asked}, n.sounds) as alike
       from names_here n join talent_here t using (person_id)
      where ${filters.sql} and ${asked} <% n.sounds order by 2 desc, 1 limit ${NAMED}`,
    [...filters.params, sound],
  );
  return rows;
}
