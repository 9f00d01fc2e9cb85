/**
 * Whatever the teams of two roles and one talent do, in any order and two at once: candidates, holds and offers go only
 * where their tables let them, and history says how.
 */
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

/** One of two roles that want the same talent on the same dates. */
type World = { audition: Audition; tara: Person; candidateId: string; later: Record<"callback" | "test", string> };
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
  for (const { id } of rows)
    await trying(at.teamTurn(audition), (ctx) => expireHold(ctx, { id, subjectId: id, data: {} }));
  const offers = await office.db.query<{ id: string }>(
    `update offers set expires_at = $2 where candidate_id = $1 and state = 'sent' returning id`,
    [candidateId, office.ctx.now()],
  );
  for (const { id } of offers.rows)
    await trying(at.teamTurn(audition), (ctx) => expireRoleOffer(ctx, { id, subjectId: id, data: {} }));
}

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom<CandidateState[]>("viewed", "under_consideration", "auditioned")
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
      ...(["callback", "test"] as const).map((round) =>
        team(round, async (ctx, { candidateId, later }) => {
          const drafted = await draftInvitation(ctx, { sessionId: later[round], candidateIds: [candidateId] });
          return approveInvitation(ctx, { approvalId: String(drafted.data?.approvalId) });
        }),
      ),
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

/** What any number of acts may make of a hold or an offer. What has ended stays as it is. */
const FROM: Record<string, string[]> = {
  live: ["live", "booked", "released", "expired"],
  booked: ["booked", "released"],
  sent: ["sent", "accepted", "declined", "expired", "withdrawn", "clashed"],
};

/** Holds and offers of a talent as they are now; none may have left its table since they were seen last. */
async function mustKeepToTables(talentId: string, seen: Map<string, string>, after: string): Promise<void> {
  const { rows } = await office.db.query<{ id: string; state: string }>(
    `select id, state from holds where talent_id = $1 union all select id, state from offers where talent_id = $1`,
    [talentId],
  );
  for (const { id, state } of rows) {
    const before = seen.get(id);
    if (before) expect(FROM[before] ?? [before], `${after}: ${before} to ${state}`).toContain(state);
    seen.set(id, state);
  }
}

/** A role with a first session, a callback and a screen test, each on a day of its own. */
async function openRole(tara: Person): Promise<World> {
  places += 3;
  const day = (nth: number) => ({ at: new Date(Date.UTC(2027, 0, places + nth, 8)) });
  const audition = await at.audition(`Place ${places}`, day(0));
  const round = async (name: "callback" | "test", nth: number) => {
    const { sessionId } = await at.audition(`Place ${places} ${name}`, day(nth));
    await office.db.query(`update sessions set role_id = $2, round = $3 where id = $1`, [
      sessionId,
      audition.roleId,
      name,
    ]);
    return sessionId;
  };
  const later = { callback: await round("callback", 1), test: await round("test", 2) };
  return { audition, tara, candidateId: await audition.candidate(tara, "submitted"), later };
}

const step = fc.tuple(act, fc.nat({ max: 1 }));
const steps = fc.array(fc.oneof({ weight: 5, arbitrary: step.map((one) => [one]) }, fc.tuple(step, step)), {
  minLength: 5,
  maxLength: 20,
});

describe("a candidate's state", () => {
  it("never leaves the table, nor does a hold or an offer, and every step of it is in the history", async () => {
    const reached = new Set<CandidateState>();
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const tara = await at.talent("Tara");
        const roles = [await openRole(tara), await openRole(tara)] as const;
        const seen = new Map<string, string>();
        for (const together of all) {
          const says = together.map(([{ says }, role]) => `${says} (${role})`).join(" while ");
          const before = await Promise.all(roles.map((one) => stateOf(one.candidateId)));
          await Promise.all(together.map(([{ run }, role]) => run(roles[role] as World)));
          const after = await Promise.all(roles.map((one) => stateOf(one.candidateId)));
          for (const state of after) reached.add(state);
          if (together.length === 1)
            for (const [nth, state] of after.entries()) {
              const from = before[nth] as CandidateState;
              if (state !== from)
                expect(MOVES[from] as readonly string[], `${says}: ${from} to ${state}`).toContain(state);
            }
          await mustKeepToTables(tara.id, seen, says);
        }
        const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
        expect(breaches).toEqual([]);
        const { rows } = await office.db.query(
          `select moved_by, moved_at, why from candidate_moves where candidate_id = any($1::uuid[])`,
          [roles.map((one) => one.candidateId)],
        );
        expect(rows.every((row) => row.moved_by && row.moved_at && row.why)).toBe(true);
      }),
      { numRuns: 20 },
    );
    expect(reached.size).toBeGreaterThan(8);
  });

  it("changes in one place of the program, but where two profiles become one", async () => {
    const files = await readdir("src", { recursive: true });
    const changing: string[] = [];
    for (const file of files.filter((name) => name.endsWith(".ts"))) {
      const text = await readFile(`src/${file}`, "utf8");
      if (/update candidates\b[^`]*?\bset\b((?!\bwhere\b)[^`])*\bstate =/.test(text)) changing.push(file);
    }
    expect(changing.toSorted()).toEqual([
      "core/auditions/move-candidate.ts",
      "core/duplicates/merge-talent.ts",
      "core/duplicates/undo-merge.ts",
    ]);
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
