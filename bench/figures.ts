/** Figures of a sample, and tables of them. */

export type Row = Record<string, string | number>;
export type Section = { title: string; note: string; rows: Row[] };

export function percentiles(samples: number[]): { p50: number; p95: number; p99: number } {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) =>
    rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export const rounded = (value: number, digits = value < 10 ? 2 : value < 100 ? 1 : 0): number =>
  Math.round(value * 10 ** digits) / 10 ** digits;

export const times = (ours: number, theirs: number): string => `${rounded(ours / theirs)}×`;

export function markdown({ title, note, rows }: Section): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const cell = (value: string | number | undefined) =>
    typeof value === "number" ? value.toLocaleString("en") : (value ?? "");
  return [
    `## ${title}`,
    "",
    note,
    "",
    line(columns),
    line(columns.map((_, index) => (index === 0 ? "---" : "---:"))),
    ...rows.map((row) => line(columns.map((column) => cell(row[column])))),
    "",
  ].join("\n");
}
