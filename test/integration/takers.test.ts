/** A thousand people after one slot, on whichever database this runs. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { holdSlot } from "../../src/core/auditions/hold-slot.ts";
import { AppError } from "../../src/core/errors.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { type Audition, type Auditions, stageAuditions } from "../support/auditions.ts";
import { type Office, openOffice } from "../support/office.ts";

const TAKERS = 1_000;
let office: Office;
let at: Auditions;
beforeAll(async () => {
  office = await openOffice();
  at = stageAuditions(office);
});
afterAll(() => office.close());

/** All invited to one session, none of them reached by a test of words. */
async function invited(audition: Audition, count: number): Promise<string[]> {
  const { rows } = await office.db.query<{ id: string }>(
    `with who as (insert into people (workspace_id, name) select $1, 'Taker ' || n from generate_series(1, $2::int) n returning id),
          candidate as (insert into candidates (workspace_id, role_id, talent_id, state) select $1, $3, id, 'invited' from who returning id, talent_id),
          sent as (insert into invitations (workspace_id, session_id, candidate_id, talent_id, approval_id)
                   select $1, $4, c.id, c.talent_id, a.id from candidate c, (select id from approvals where conversation_id = $5 limit 1) a)
     select id from who`,
    [office.workspaceId, count, audition.roleId, audition.sessionId, audition.threadId],
  );
  return rows.map((row) => row.id);
}

it("of a thousand who take slots of one place and of seven at once as many get them, and the others the next free times", async () => {
  const audition = await at.audition("Andheri", { slots: 4 });
  const [, one = "", seven = ""] = audition.slotIds;
  await office.db.query(`update slots set capacity = 7 where id = $1`, [seven]);
  const takers = await invited(audition, TAKERS);
  const turn = at.teamTurn(audition);
  /** A busy machine may not have a connection for everybody within its time: such a turn begins again, as its job would. */
  const take = async (personId: string, nth: number): Promise<string> => {
    const actor = { ...turn.actor, personId, side: "talent" as const };
    try {
      await at.inTurn({ ...turn, actor }, (ctx) => holdSlot(ctx, { slotId: nth % 2 === 0 ? one : seven }));
      return "held";
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === "unavailable") return take(personId, nth);
      if (error.code !== "conflict") throw error;
      return String(error.said);
    }
  };
  const answers = await Promise.all(takers.map(take));
  const got = answers.filter((answer) => answer === "held");
  expect(got).toHaveLength(8);
  for (const answer of answers) expect(answer).toMatch(/^held$|just taken.*(?:2:00|3:00) pm IST/s);
  const { rows } = await office.db.query<{ slot: string; held: number }>(
    `select slot_id as slot, count(*)::int as held from bookings where state = 'held' group by 1`,
  );
  expect(new Map(rows.map(({ slot, held }) => [slot, held]))).toEqual(
    new Map([
      [one, 1],
      [seven, 7],
    ]),
  );
  const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
  expect(breaches).toEqual([]);
}, 120_000);
