/** Whatever the invited do, in any order: a place that is released is offered while somebody waits for one. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { cancelBooking, declineInvitation } from "../../src/core/auditions/cancel-booking.ts";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import type { ToolCtx } from "../../src/core/conversation/tool.ts";
import { AppError } from "../../src/core/errors.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { type Office, openOffice } from "../support/office.ts";

vi.setConfig({ testTimeout: 120_000 });

/** Wednesday 25 November 2026, 10:30 IST; the session is on Friday. */
const WEDNESDAY = new Date("2026-11-25T05:00:00Z");
const HOUR_MS = 60 * 60_000;
const SLOTS = 2;

let office: Office;
let at: Auditions;
let places = 0;
beforeAll(async () => {
  office = await openOffice();
  at = stageAuditions(office);
});
afterAll(() => office.close());

type World = { film: Audition; people: Person[] };
type Act = { says: string; run: (world: World) => Promise<unknown> };

type Verb = (turn: ToolCtx, invitationId: string | undefined, world: World) => Promise<unknown>;

/** Of a person in the line, whether invited yet or not; a refusal is an ordinary answer. */
const talent = (says: string, nth: number, verb: Verb): Act => ({
  says: `${nth} ${says}`,
  run: async (world) => {
    const who = world.people[nth] as Person;
    const { rows } = await office.db.query<{ id: string }>(
      `select id from invitations where session_id = $1 and talent_id = $2`,
      [world.film.sessionId, who.id],
    );
    const turn = await at.talentTurn(who);
    const acting = at.inTurn(turn, async (inside) => {
      await verb(inside, rows[0]?.id, world);
      return { said: "" };
    });
    await acting.catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code === "bug") throw error;
    });
  },
});

const takes = (nth: number, slot: number) =>
  talent(`takes ${slot}`, nth, async (turn, invitationId, { film }) => {
    if (invitationId) await pickSlot(turn, { invitationId, slotId: String(film.slotIds[slot]) });
  });

const anybody = fc.nat({ max: 4 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(anybody, fc.nat({ max: SLOTS - 1 })).map(([nth, slot]) => takes(nth, slot)),
  },
  { weight: 3, arbitrary: anybody.map((who) => talent("cancels", who, (turn) => cancelBooking(turn, {}))) },
  anybody.map((who) => talent("declines", who, (turn) => declineInvitation(turn, {}))),
  fc.constant({
    says: "three hours pass",
    run: async () => office.moveTo(new Date(office.ctx.now().getTime() + 3 * HOUR_MS)),
  }),
);

/** Places that were booked or offered, stand free and are not offered, while a select waits who was never invited. */
const LEFT = `select s.id from slots s
  where s.session_id = $1
    and (select b.state from bookings b where b.slot_id = s.id order by b.ended_at desc nulls first limit 1) in ('cancelled_by_talent')
    and exists (select from candidates c where c.role_id = $2 and c.state = 'selected'
                   and not exists (select from invitations i where i.candidate_id = c.id and i.session_id = $1))`;

test("no place that was given back stays empty while a select waits", async () => {
  let offered = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 16 }), async (acts) => {
      places += 1;
      office.moveTo(WEDNESDAY);
      const film = await at.audition(`Place ${places}`, { slots: SLOTS });
      const people: Person[] = [];
      for (let nth = 0; nth < 5; nth += 1) people.push(await at.talent(`Talent ${places} ${nth}`));
      for (const [nth, one] of people.entries()) await (nth < 2 ? film.invite(one) : film.candidate(one));
      const world = { film, people };
      for (const nth of [0, 1]) await takes(nth, nth).run(world);
      for (const { says, run } of acts) {
        await run(world);
        await office.settle();
        expect((await office.db.query(LEFT, [film.sessionId, film.roleId])).rows, says).toEqual([]);
      }
      const invited = await at.row<{ n: number }>(`select count(*)::int as n from invitations where session_id = $1`, [
        film.sessionId,
      ]);
      offered += invited.n - 2;
    }),
    { numRuns: 12 },
  );
  expect(offered).toBeGreaterThan(0);
  expect((await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 })).breaches).toEqual([]);
  expect(office.errors).toEqual([]);
});
