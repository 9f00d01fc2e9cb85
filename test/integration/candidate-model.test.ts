/** Whatever the team and talent do, in any order: a candidate goes only where the table lets her, and history says how. */
import { readdir, readFile } from "node:fs/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { answerHold } from "../../src/core/auditions/answer-hold.ts";
import { answerOffer, expireRoleOffer } from "../../src/core/auditions/answer-offer.ts";
import { approveInvitation } from "../../src/core/auditions/approve-invitation.ts";
import { approveLetter } from "../../src/core/auditions/approve-letter.ts";
import { draftHold } from "../../src/core/auditions/ask-hold.ts";
import { draftRoleBooking } from "../../src/core/auditions/book-role.ts";
import { cancelBooking, declineInvitation } from "../../src/core/auditions/cancel-booking.ts";
import { type CandidateState, MOVES } from "../../src/core/auditions/candidate-states.ts";
import { confirmBooking } from "../../src/core/auditions/confirm-booking.ts";
import { draftInvitation } from "../../src/core/auditions/draft-invitation.ts";
import { holdSlot } from "../../src/core/auditions/hold-slot.ts";
import { draftOffer } from "../../src/core/auditions/make-offer.ts";
import { markCandidates } from "../../src/core/auditions/mark-candidates.ts";
import { moveCandidates } from "../../src/core/auditions/move-candidate.ts";
import { expireHold } from "../../src/core/auditions/nudge-hold.ts";
import { HOLD_KINDS } from "../../src/core/auditions/read-hold.ts";
import { draftRelease } from "../../src/core/auditions/release-hold.ts";
import { passCandidates, selectCandidates } from "../../src/core/auditions/select-candidates.ts";
import type { ToolCtx, ToolResult } from "../../src/core/conversation/tool.ts";
import { AppError } from "../../src/core/errors.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { type Office, openOffice } from "../support/office.ts";

vi.setConfig({ testTimeout: 120_000 });

let office: Office;
let at: Auditions;
let places = 0;
beforeAll(async () => {
  office = await openOffice();
  at = stageAuditions(office);
});
afterAll(() => office.close());

type World = { audition: Audition; tara: Person; candidateId: string };
type Act = { says: string; run: (world: World) => Promise<unknown> };

/** A refusal is an ordinary answer; anything else is a bug. */
async function trying(ctx: ToolCtx, work: (inside: ToolCtx) => Promise<unknown>): Promise<unknown> {
  try {
    return await ctx.db.transaction((tx) =>
      work({ ...ctx, db: { ...ctx.db, query: tx.query, transaction: (run) => run(tx) } }),
    );
  } catch (error) {
    if (error instanceof AppError && error.code !== "bug") return undefined;
    throw error;
  }
}
const team = (says: string, run: (ctx: ToolCtx, world: World) => Promise<unknown>): Act => ({
  says,
  run: (world) => trying(at.teamTurn(world.audition), (ctx) => run(ctx, world)),
});
const talent = (says: string, run: (ctx: ToolCtx, world: World) => Promise<unknown>): Act => ({
  says,
  run: async (world) => trying(await at.talentTurn(world.tara), (ctx) => run(ctx, world)),
});

const approved = async (ctx: ToolCtx, drafting: Promise<ToolResult>) =>
  approveLetter(ctx, { approvalId: String((await drafting).data?.approvalId) });

/** As the alarm does it when its time has come. */
async function endAll({ audition, candidateId }: World): Promise<void> {
  const { rows } = await office.db.query<{ id: string }>(
    `update holds set expires_at = $2 where candidate_id = $1 and state = 'live' returning id`,
    [candidateId, office.ctx.now()],
  );
  for (const { id } of rows) await trying(at.teamTurn(audition), (ctx) => expireHold(ctx, { subjectId: id, data: {} }));
  const offers = await office.db.query<{ id: string }>(
    `update offers set expires_at = $2 where candidate_id = $1 and state = 'sent' returning id`,
    [candidateId, office.ctx.now()],
  );
  for (const { id } of offers.rows)
    await trying(at.teamTurn(audition), (ctx) => expireRoleOffer(ctx, { subjectId: id, data: {} }));
}

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom<CandidateState[]>("viewed", "under_consideration", "auditioned", "callback")
      .map((to) =>
        team(`to ${to}`, (ctx, { candidateId }) =>
          moveCandidates(ctx, { candidateIds: [candidateId], to, why: "test" }),
        ),
      ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      team("select", (ctx, { candidateId }) => selectCandidates(ctx, { candidateIds: [candidateId] })),
      team("backup", (ctx, { candidateId }) => markCandidates(ctx, { candidateIds: [candidateId], to: "backup" })),
      team("pass", (ctx, { candidateId }) => passCandidates(ctx, { candidateIds: [candidateId] })),
      team("invite", async (ctx, { audition }) => {
        const drafted = await draftInvitation(ctx, { sessionId: audition.sessionId });
        return approveInvitation(ctx, { approvalId: String(drafted.data?.approvalId) });
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      talent("book", async (ctx, { audition }) => {
        const held = await holdSlot(ctx, { slotId: String(audition.slotIds[0]) });
        return confirmBooking(ctx, { bookingId: String(held.data?.bookingId) });
      }),
      talent("cancel", (ctx) => cancelBooking(ctx, {})),
      talent("decline", (ctx) => declineInvitation(ctx, {})),
      talent("free", (ctx) => answerHold(ctx, { answer: "yes" })),
      talent("not free", (ctx) => answerHold(ctx, { answer: "no" })),
      talent("accept", (ctx) => answerOffer(ctx, { answer: "accept" })),
      talent("refuse", (ctx) => answerOffer(ctx, { answer: "decline" })),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...HOLD_KINDS.map((kind) =>
        team(kind, (ctx, { candidateId }) => approved(ctx, draftHold(ctx, { candidateIds: [candidateId], kind }))),
      ),
      team("offer", (ctx, { candidateId }) =>
        approved(ctx, draftOffer(ctx, { candidateIds: [candidateId], rate: "₹1", days: 3 })),
      ),
      team("release", (ctx, { candidateId }) => approved(ctx, draftRelease(ctx, { candidateIds: [candidateId] }))),
      team("book the role", (ctx, { candidateId }) =>
        approved(ctx, draftRoleBooking(ctx, { candidateIds: [candidateId] })),
      ),
      { says: "holds end", run: (world: World) => endAll(world) },
    ),
  },
);

const stateOf = async (id: string) =>
  (await at.row<{ state: CandidateState }>(`select state from candidates where id = $1`, [id])).state;

describe("a candidate's state", () => {
  it("never leaves the table, and every step of it is in the history", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
        places += 1;
        const audition = await at.audition(`Place ${places}`, { at: new Date(Date.UTC(2027, 0, 1 + places, 8)) });
        const tara = await at.talent("Tara");
        const world = { audition, tara, candidateId: await audition.candidate(tara, "submitted") };
        let before = await stateOf(world.candidateId);
        let steps = 0;
        for (const { says, run } of acts) {
          await run(world);
          const after = await stateOf(world.candidateId);
          if (after !== before) {
            expect(MOVES[before] as readonly string[], `${says}: ${before} to ${after}`).toContain(after);
            steps += 1;
          }
          before = after;
        }
        const { rows } = await office.db.query(
          `select moved_by, moved_at, why from candidate_moves where candidate_id = $1`,
          [world.candidateId],
        );
        expect(rows).toHaveLength(steps);
        expect(rows.every((row) => row.moved_by && row.moved_at && row.why)).toBe(true);
      }),
      { numRuns: 20 },
    );
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
    expect(breaches).toEqual([]);
  });

  it("changes in one place of the program", async () => {
    const files = await readdir("src", { recursive: true });
    const changing: string[] = [];
    for (const file of files.filter((name) => name.endsWith(".ts"))) {
      const text = await readFile(`src/${file}`, "utf8");
      if (/update candidates[^`]*\bset[^`]*\bstate =/.test(text)) changing.push(file);
    }
    expect(changing).toEqual(["core/auditions/move-candidate.ts"]);
  });

  it("is reached by at most one of two who move it at once", async () => {
    const audition = await at.audition("Race");
    const candidateId = await audition.candidate(await at.talent("Uma"), "hold");
    const moved = await Promise.all([
      moveCandidates(at.teamTurn(audition), { candidateIds: [candidateId], to: "booked", why: "a" }),
      moveCandidates(at.teamTurn(audition), { candidateIds: [candidateId], to: "passed", why: "b" }),
    ]);
    expect(moved.flat()).toHaveLength(1);
  });
});
