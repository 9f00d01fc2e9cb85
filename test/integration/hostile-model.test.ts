import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scaled } from "../support/database.ts";
import { hostileCall } from "../support/hostile-calls.ts";
import { beyondRights } from "../support/rights.ts";
import {
  changesOf,
  heardBy,
  marksIn,
  openTwoHouses,
  type Played,
  pointingInto,
  type TwoHouses,
  type Who,
} from "../support/two-houses.ts";

/** By hand: HOSTILE_CALLS=100000; HOSTILE_SEED plays a run again. A call takes longer on the embedded database. */
const CALLS = Number(process.env.HOSTILE_CALLS ?? (scaled ? 10_000 : 4_000));
const SEED = Number(process.env.HOSTILE_SEED ?? Math.floor(Math.random() * 2 ** 31));
const CALLS_A_ROUND = 2_500;

describe(`a hostile model, ${CALLS} calls, HOSTILE_SEED=${SEED}`, () => {
  let two: TwoHouses;
  beforeAll(async () => {
    two = await openTwoHouses();
  });
  afterAll(() => two.close());

  /** So that there is something left to break, each turn begins with asha invited, or the thread at its first role. */
  const renew = async (who: Who) => {
    const { people, conversations, one } = two.a;
    const { db } = two.office;
    await db.query(
      `update candidates set state = case id when $1 then 'invited' else 'selected' end where id = any($2::uuid[]) and state <> 'invited'`,
      [one.asha.candidateId, [one.asha.candidateId, one.waiting]],
    );
    if (who === "director") {
      await db.query(`update conversations set role_id = $2 where id = $1`, [conversations.thread1, one.roleId]);
    } else {
      await db.query(`update invitations set state = 'sent', answered_at = null where id = $1`, [
        one.asha.invitationId,
      ]);
      await db.query(`update bookings set state = 'expired' where talent_id = $1 and state = 'held'`, [people.asha]);
    }
  };

  const playHostile = async (who: Who, secrets: string[]): Promise<void> => {
    const calls = fc.sample(hostileCall(two, who), { numRuns: Math.ceil(CALLS / 2), seed: SEED });
    let [told, allowed] = [0, 0];
    for (let done = 0; done < calls.length; done += CALLS_A_ROUND) {
      const round = await two.play(who, calls.slice(done, done + CALLS_A_ROUND), () => renew(who));
      await expectNoHarm(who, round, secrets);
      told += round.results.length;
      allowed += round.results.filter((result) => !result.startsWith('{"error"')).length;
    }
    expect(told).toBe(calls.length);
    // Some of it is what she may do: otherwise the test would show nothing.
    expect(allowed).toBeGreaterThan(calls.length / 50);
  };

  const expectNoHarm = async (who: Who, round: Played, secrets: string[]) => {
    const { a, b, office } = two;
    expect(office.errors).toEqual([]);
    expect(changesOf(b, round.changes)).toEqual([]);
    expect(pointingInto(a, b, round.changes)).toEqual([]);
    expect(await beyondRights(office.db, a, who, round.changes)).toEqual([]);
    expect(marksIn(round, [...Object.values(b.marks), ...Object.values(b.phones)])).toEqual([]);
    expect(marksIn(heardBy(two, who, round), secrets)).toEqual([]);
    const { rows } = await office.db.query(
      `select outcome from inbox where outcome is distinct from 'answered' limit 1`,
    );
    expect(rows).toEqual([]);
  };

  it(
    "in a talent's conversation reads and changes what is hers, and nobody is written to but her and her thread",
    async () => {
      const { marks, phones } = two.a;
      await playHostile("asha", [marks.house, marks.team, marks.thread, marks.bela, phones.bela, phones.chitra]);
    },
    CALLS * 30 + 60_000,
  );

  it(
    "in the team's thread changes its own roles and drafts only, and sends talent nothing without a press of a button",
    async () => {
      const { marks, phones } = two.a;
      await playHostile("director", [marks.thread, marks.bela, marks.asha, ...Object.values(phones)]);
    },
    CALLS * 30 + 60_000,
  );
});
