import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import type { Tx } from "../ports.ts";
import { matchSoon } from "../saved-searches/tell-matches.ts";
import { storeNew } from "./store-new.ts";
import { type Into, type Stored, storeTalent } from "./store-talent.ts";
import { sayProblems, TalentRow } from "./talent-row.ts";

const BATCH = 1_000;

/** One record of a file with the line it began on; `problem` when it could not even be read. */
export type SourceRow = { line: number; record: unknown; problem?: string };

export type Imported = { created: number; updated: number; unchanged: number; rejected: number };

export type Import = {
  workspaceId: string;
  rows: AsyncIterable<SourceRow>;
  onProgress?: (done: number) => void;
  /** Names the line and the columns, never what stands in them. */
  onReject?: (line: number, reason: string) => void;
};

/** Brings in talent as it streams by, some hundreds to a transaction; the next rows are read meanwhile. Bad rows are reported and left out; the good ones go in. */
export async function importTalent(
  ctx: Pick<Ctx, "db" | "now">,
  { workspaceId, rows, onProgress, onReject }: Import,
): Promise<Imported> {
  const counts: Imported = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  let batch: Numbered[] = [];
  let done = 0;
  const reject = (line: number, reason: string) => {
    counts.rejected += 1;
    onReject?.(line, reason);
  };
  let storing: Promise<void> = Promise.resolve();
  const store = async (rows: Numbered[]) => {
    for (const { line, outcome } of await storeBatch(ctx, workspaceId, rows)) {
      if (typeof outcome === "string") counts[outcome] += 1;
      else reject(line, outcome.refused);
    }
    done += rows.length;
    onProgress?.(done);
  };
  const flush = async () => {
    await storing;
    storing = store(batch);
    // Whoever waits for it next is told; until then it is not unhandled.
    storing.catch(() => undefined);
    batch = [];
  };
  for await (const { line, record, problem } of rows) {
    const parsed = problem === undefined ? TalentRow.safeParse(record) : undefined;
    if (parsed?.success) batch.push({ line, row: parsed.data });
    else reject(line, parsed ? sayProblems(parsed.error) : (problem ?? ""));
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  await storing;
  // The embedded database has no autovacuum to do it.
  if (counts.created + counts.updated > 0) {
    await ctx.db.query(`select analyze_talent()`);
    await matchSoon(ctx, workspaceId);
  }
  return counts;
}

type Numbered = { line: number; row: TalentRow };
type Outcome = { line: number; outcome: Stored | { refused: string } };

/** A row that does not fit what is there is undone alone; when the database itself fails, the batch is. */
async function storeBatch(ctx: Pick<Ctx, "db" | "now">, workspaceId: string, batch: Numbered[]): Promise<Outcome[]> {
  const into = { workspaceId, now: ctx.now() };
  return ctx.db.as(workspaceId).transaction(async (tx: Tx) => {
    const outcomes: Outcome[] = [];
    const stored = await newOnes(tx, into, batch);
    for (const { line, row } of batch) {
      if (stored.has(row)) {
        outcomes.push({ line, outcome: "created" });
        continue;
      }
      await tx.query("savepoint talent_row");
      try {
        outcomes.push({ line, outcome: await storeTalent(tx, into, row) });
        await tx.query("release savepoint talent_row");
      } catch (error) {
        const refused = reasonOf(error);
        if (refused === undefined) throw error;
        await tx.query("rollback to savepoint talent_row");
        outcomes.push({ line, outcome: { refused } });
      }
    }
    return outcomes;
  });
}

/** Those who are new, all at once; none when one of them does not fit: then each is tried alone. */
async function newOnes(tx: Tx, into: Into, batch: Numbered[]): Promise<Set<TalentRow>> {
  await tx.query("savepoint talent_rows");
  try {
    const stored = await storeNew(
      tx,
      into,
      batch.map(({ row }) => row),
    );
    await tx.query("release savepoint talent_rows");
    return stored;
  } catch (error) {
    if (reasonOf(error) === undefined) throw error;
    await tx.query("rollback to savepoint talent_rows");
    return new Set();
  }
}

/** Undefined for what is no fault of the row. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof AppError && error.code === "conflict") return error.message;
  const { code } = error as { code?: string };
  return /^2[23]/.test(code ?? "") ? `the database refuses this row (${code})` : undefined;
}
