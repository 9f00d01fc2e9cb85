import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lookForTalent, SearchTalent } from "../../src/core/auditions/shortlist.ts";
import { type Audition, type Auditions, FRIDAY, type Person, stageAuditions } from "../support/auditions.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";

const MINUTE_MS = 60_000;

describe("reliability", () => {
  let office: Office;
  let at: Auditions;
  let past: Audition;
  let tara: Person;
  let uma: Person;
  const minutes = (count: number) => new Date(FRIDAY.getTime() + count * MINUTE_MS);
  const was = async (who: Person, state: string, row: Record<string, unknown> = {}) => {
    const { rows } = await office.db.query<{ id: string }>(
      `select i.id from invitations i where i.talent_id = $1 and i.session_id = $2`,
      [who.id, past.sessionId],
    );
    const all = { checked_in_at: null, seen_at: null, ended_at: minutes(0), ...row };
    await office.db.query(
      `insert into bookings (workspace_id, invitation_id, slot_id, talent_id, during, state, confirmed_at, checked_in_at, seen_at, ended_at, ics_token)
       select $1, $2, s.id, $3, s.during, $4, $5, $6, $7, $8, gen_random_uuid()::text from slots s where s.id = $9`,
      [
        office.workspaceId,
        rows[0]?.id ?? (await past.invite(who)),
        who.id,
        state,
        minutes(-3 * 24 * 60),
        all.checked_in_at,
        all.seen_at,
        all.ended_at,
        past.slotIds[0],
      ],
    );
  };
  beforeAll(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    past = await at.audition("Andheri");
    [tara, uma] = [await at.talent("Tara Rao"), await at.talent("Uma Shah")];
    const child = await at.talent("Chintu", { minor: true });
    await was(tara, "seen", { checked_in_at: minutes(15), seen_at: minutes(75) });
    await was(tara, "seen", { checked_in_at: minutes(-20), seen_at: minutes(20) });
    await was(tara, "cancelled_by_casting", { ended_at: minutes(-60) });
    await was(uma, "no_show");
    await was(uma, "cancelled_by_talent", { ended_at: minutes(-120) });
    await was(uma, "cancelled_by_talent", { ended_at: minutes(-48 * 60) });
    await was(child, "no_show");
    office.moveTo(minutes(24 * 60));
  });
  afterAll(() => office.close());

  const desk = async (text: string) => {
    await office.say({ channel: "slack", key: past.thread, address: "stage-director" }, text);
    return lastWords(office.to(past.thread));
  };

  it("is told of both sides in figures, and of no child", async () => {
    const said = await desk("how reliable are Tara and Uma?");
    expect(said).toContain("Tara Rao: seen 2 times, came late once");
    expect(said).toContain("Uma Shah: not seen yet, 1 no-show, 1 late cancellation");
    expect(said).toContain(
      "Ours in this thread: 2 seen; they waited 40 minutes on average, 1 of them over 45; 1 cancelled by us, 1 within a day of the audition.",
    );
    expect(await desk("reliability")).not.toContain("Chintu");
    expect(await desk("history of Uma")).toContain("Auditions with us: not seen yet, 1 no-show");
    expect(office.errors).toEqual([]);
  });

  it("counts in the order of a shortlist only where the workspace says so, and says that it did", async () => {
    const role = await at.audition("Bandra");
    await office.db.query(
      `update talent_profiles set age_min = 118, age_max = 120, experience_years = case when person_id = $2 then 20 else 1 end
        where person_id = any($1)`,
      [[tara.id, uma.id], uma.id],
    );
    const find = async () => {
      const input = SearchTalent.parse({ criteria: { age: { min: 119, max: 120 } } });
      return (await lookForTalent(at.teamTurn(role), input)).found.hits;
    };
    expect(await find()).toMatchObject([{ name: "Uma Shah" }, { name: "Tara Rao" }]);
    await office.db.query(`update workspaces set settings = settings || '{"rankByReliability": true}'`);
    const [first, second] = await find();
    expect([first?.name, second?.name]).toEqual(["Tara Rao", "Uma Shah"]);
    expect([first?.reasons, second?.reasons.at(-1)]).toEqual([
      expect.not.arrayContaining(["missed auditions before"]),
      "missed auditions before",
    ]);
  });
});
