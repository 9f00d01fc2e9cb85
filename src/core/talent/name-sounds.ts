import type { Queryable } from "../ports.ts";
import { fold } from "./fold.ts";
import { wordsOf } from "./normalise.ts";

const MOST_WORDS = 6;

const namesIn = (text: string) =>
  wordsOf(text)
    .filter((word) => /^\p{L}+$/u.test(word))
    .slice(0, MOST_WORDS);

/** A name as it sounds: its words, each two neighbours as one, and all as one, since Desh Pande is Deshpande too. */
export function nameSounds(name: string): string {
  const words = namesIn(name);
  const pairs = words.slice(1).map((word, index) => `${words[index]}${word}`);
  return [...new Set([...words, ...pairs, words.join("")].map(fold))].join(" ");
}

/** A name that is asked for, as one word; empty when there is no name in it. */
export const soundOfName = (name: string) => fold(namesIn(name).join(""));

/** Keeps under what names are found. */
export async function storeNames(
  tx: Queryable,
  named: { personId: string; workspaceId: string; name: string }[],
): Promise<void> {
  await tx.query(
    `insert into talent_names (person_id, workspace_id, sounds)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[])
     on conflict (person_id) do update set sounds = excluded.sounds where talent_names.sounds <> excluded.sounds`,
    [named.map((one) => one.personId), named.map((one) => one.workspaceId), named.map((one) => nameSounds(one.name))],
  );
}
