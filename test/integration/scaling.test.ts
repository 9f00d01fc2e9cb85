import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFigures, scalingTables, withTables } from "../../bench/scaling.ts";

const read = (path: string) => {
  const url = new URL(`../../${path}`, import.meta.url);
  return existsSync(url) ? readFileSync(url, "utf8") : undefined;
};

describe("docs/scaling.md", () => {
  it("holds the tables that bench/RESULTS.md gives; npm run scaling renews them", () => {
    const document = read("docs/scaling.md") ?? "";
    expect(withTables(document, scalingTables(readFigures(read("bench/RESULTS.md"))))).toBe(document);
  });

  it("takes a figure from the row of the results that begins with its name, and says where the others come from", () => {
    const figures = readFigures("| x | y |\n| turns per second, one process | 2,100.5/s | 4,500/s |\n");
    expect(figures["turns per second, one process"]).toEqual({ value: 2_100.5, from: "measured", note: "" });
    expect(figures["KB per listener"]).toMatchObject({ value: 17, from: "parts" });
    const tables = scalingTables(figures);
    expect(tables).toContain("| turns per second, one process | 2,101 | bench/RESULTS.md |");
    expect(tables).toContain("| KB per listener | 17 | the parts alone: one encoded buffer for all |");
  });

  it("plans workers by what decides: calls in flight, or turns where a process does few", () => {
    const needs = (results: string) =>
      /\| worker processes \| (\d+) .*\| at the peak: (.+) decide/.exec(scalingTables(readFigures(results)));
    expect(needs("")?.slice(1)).toEqual(["6", "calls in flight"]);
    expect(needs("| turns per second, one process | 100 |")?.slice(1)).toEqual(["20", "turns"]);
  });

  it("names metrics and files that are there", () => {
    const document = read("docs/scaling.md") ?? "";
    const source = ["src/metrics.ts", "src/telemetry/span-metrics.ts"].map(read).join("\n");
    for (const [, metric] of document.matchAll(/`castmatch_(?!system)(\w+?)(?:_seconds|_total)?[`{]/g)) {
      expect(source).toMatch(new RegExp(`"(castmatch_)?${metric}(_seconds|_total)?"`));
    }
    for (const [, path] of document.matchAll(/`((?:src|deploy|bench)\/[\w./-]+|docker-compose\.yml)`/g)) {
      if (path !== "bench/RESULTS.md") expect(existsSync(new URL(`../../${path}`, import.meta.url))).toBe(true);
    }
  });
});
