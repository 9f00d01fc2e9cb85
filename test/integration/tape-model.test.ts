import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerTape } from "../../src/core/auditions/answer-tape.ts";
import { sendTapeRequests } from "../../src/core/auditions/ask-tape.ts";
import { reviewTape } from "../../src/core/auditions/review-tape.ts";
import { sendTapeLink } from "../../src/core/auditions/take-tape.ts";
import { TAPE_MOVES, type TapeState } from "../../src/core/auditions/tape-states.ts";
import type { ToolCtx, ToolResult } from "../../src/core/conversation/tool.ts";
import { AppError } from "../../src/core/errors.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { type Auditions, stageAuditions } from "../support/auditions.ts";
import { type Office, openOffice } from "../support/office.ts";

const HOUR_MS = 60 * 60_000;

let office: Office;
let at: Auditions;
beforeAll(async () => {
  office = await openOffice();
  at = stageAuditions(office);
});
afterAll(() => office.close());

const STEPS = ["ask", "askAgain", "yes", "no", "send", "keep", "pass", "days"] as const;

it("a self-tape goes where its table lets it, whatever people do in whatever order", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { minLength: 3, maxLength: 9 }), async (steps) => {
      run += 1;
      const film = await at.audition(`Film ${run}`);
      const tara = await at.talent(`Tara ${run}`);
      const candidateId = await film.candidate(tara);
      const { approvalId } = await at.row<{ approvalId: string }>(
        `select id as "approvalId" from approvals where conversation_id = $1`,
        [film.threadId],
      );
      const team = (verb: (ctx: ToolCtx) => Promise<ToolResult>) => at.inTurn(at.teamTurn(film), verb);
      const her = async (verb: (ctx: ToolCtx) => Promise<ToolResult>) => at.inTurn(await at.talentTurn(tara), verb);
      const ask = (retake: boolean) => {
        const dueAt = new Date(office.ctx.now().getTime() + 60 * HOUR_MS).toISOString();
        const payload = { roleId: film.roleId, candidateIds: [candidateId], dueAt, note: "", retake };
        return team((ctx) => sendTapeRequests(ctx, { approvalId, payload }));
      };
      const named = { candidateIds: [candidateId] };
      const doing: Record<(typeof STEPS)[number], () => Promise<unknown>> = {
        ask: () => ask(false),
        askAgain: () => ask(true),
        yes: () => her((ctx) => answerTape(ctx, { answer: "yes" })),
        no: () => her((ctx) => answerTape(ctx, { answer: "no" })),
        send: () => her((ctx) => sendTapeLink(ctx, { url: "https://example.com/tape" })),
        keep: () => team((ctx) => reviewTape(ctx, { ...named, verdict: "keep" })),
        pass: () => team((ctx) => reviewTape(ctx, { ...named, verdict: "pass" })),
        days: async () => {
          office.moveTo(new Date(office.ctx.now().getTime() + 70 * HOUR_MS));
          await office.settle();
        },
      };
      let before = "none" as TapeState | "none";
      for (const step of ["ask" as const, ...steps]) {
        await doing[step]().catch((error: unknown) => {
          if (!(error instanceof AppError) || !error.said) throw error;
        });
        const { rows } = await office.db.query<{ state: TapeState }>(
          `select state from tapes where candidate_id = $1`,
          [candidateId],
        );
        const now = rows[0]?.state ?? "none";
        if (before !== "none" && now !== before) expect(TAPE_MOVES[before]).toContain(now);
        before = now;
      }
      await office.settle();
      const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
      expect(breaches).toEqual([]);
    }),
    { numRuns: 8 },
  );
  expect(office.errors).toEqual([]);
}, 120_000);
