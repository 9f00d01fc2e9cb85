import type { Query } from "./queries.ts";

/** What one ranking is worth, each 0 to 1, at the first ten. */
export type Worth = { ndcg: number; recall: number; mrr: number };

const FIRST = 10;
const gain = (grade: number, index: number) => (2 ** grade - 1) / Math.log2(index + 2);
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

/** nDCG with gains of 2^grade − 1 (Burges 2005), recall of grades 2 and 3, reciprocal rank of the first of them. */
export function worthOf({ grades }: Pick<Query, "grades">, ranked: string[]): Worth {
  const first = ranked.slice(0, FIRST);
  const ideal = Object.values(grades)
    .toSorted((a, b) => b - a)
    .slice(0, FIRST);
  const useful = first.map((id) => (grades[id] ?? 0) > 1);
  const wanted = Object.values(grades).filter((grade) => grade > 1).length;
  const at = useful.indexOf(true);
  return {
    ndcg: sum(first.map((id, index) => gain(grades[id] ?? 0, index))) / sum(ideal.map(gain)),
    recall: useful.filter(Boolean).length / Math.min(FIRST, wanted),
    mrr: at < 0 ? 0 : 1 / (at + 1),
  };
}

export const meanOf = (worths: Worth[]): Worth => {
  const mean = (key: keyof Worth) =>
    Math.round((sum(worths.map((one) => one[key])) / Math.max(1, worths.length)) * 1_000) / 1_000;
  return { ndcg: mean("ndcg"), recall: mean("recall"), mrr: mean("mrr") };
};
