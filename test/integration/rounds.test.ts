import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { approveInvitation } from "../../src/core/auditions/approve-invitation.ts";
import { cancelBooking } from "../../src/core/auditions/cancel-booking.ts";
import { draftInvitation } from "../../src/core/auditions/draft-invitation.ts";
import { markCandidates } from "../../src/core/auditions/mark-candidates.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

/** Monday 30 November 2026, 15:00 IST. */
const MONDAY = new Date("2026-11-30T09:30:00Z");
const DAY_MS = 24 * 60 * 60_000;

describe("a callback", () => {
  let office: Office;
  let at: Auditions;
  let film: Audition;
  let asha: Person;
  let bela: Person;
  const team = () => ({ channel: "slack" as const, key: film.thread, address: "stage-director" });
  const said = (who: Person) => lastWords(office.to(who.phone));
  const heard = () => lastWords(office.to(film.thread));
  const ask = async (text: string) => {
    await office.say(team(), text);
    return heard();
  };
  const approve = () => office.tap(team(), choice(office.to(film.thread).at(-1), "Approve and send"));
  const stateOf = async (who: Person) =>
    (await at.row<{ state: string }>(`select state from candidates where talent_id = $1`, [who.id])).state;
  const seenBefore = async (who: Person, state: string) => {
    const id = await film.candidate(who, state);
    await office.db.query(
      `insert into candidate_moves (workspace_id, candidate_id, from_state, to_state, moved_at, why)
       values ($1, $2, 'invited', 'auditioned', $3, 'was seen')`,
      [office.workspaceId, id, office.ctx.now()],
    );
    return id;
  };
  const backup = async (who: Person) => {
    const id = await seenBefore(who, "auditioned");
    await at.inTurn(at.teamTurn(film), (turn) => markCandidates(turn, { candidateIds: [id], to: "backup" }));
    return id;
  };

  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    film = await at.audition("Andheri studio");
    [asha, bela] = [await at.talent("Asha Rao"), await at.talent("Bela Shah")];
    for (const who of [asha, bela]) await seenBefore(who, "auditioned");
  });
  afterEach(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("is asked for in one sentence, invites after approval, and is called so all the way", async () => {
    expect(await ask("call back Asha and Bela on Monday 3 to 5")).toMatch(
      /callback session is set: Monday 23 November.*Andheri studio, 6 slots[\s\S]*Draft callback invitation to 2 people[\s\S]*Callback: Monday 23 November/,
    );
    expect(office.to(asha.phone)).toEqual([]);
    await approve();
    expect(said(asha)).toMatch(/see you for “Lead at Andheri studio”\.\nCallback: Monday 23 November, Andheri studio/);
    expect([await stateOf(asha), await stateOf(bela)]).toEqual(["callback", "callback"]);
    await office.tap(office.phone(asha.phone), choice(office.to(asha.phone)[0], /pm/));
    expect(said(asha)).toMatch(
      /Your callback for “Lead at Andheri studio” is booked.*This books the callback, not the role/s,
    );
    expect(heard()).toMatch(/Asha Rao is booked for a callback: Monday 23 November/);
    expect([...office.events.values()][0]?.summary).toMatch(/^Callback: Asha Rao for/);
    expect(await ask("where are we?")).toMatch(
      /Asha Rao: booked for a callback, Monday 23 November.*\nBela Shah: invited to a callback, no answer yet/,
    );
    expect(await ask("show me the board")).toMatch(
      /Callback \(2\)\n(?:.*\n)*Asha Rao · callback Mon 23 Nov, 3:\d\d pm[\s\S]*Bela Shah · callback no answer yet/,
    );
    office.moveTo(new Date("2026-11-22T10:00:00Z"));
    await office.settle();
    expect(said(asha)).toMatch(/^Reminder: your callback for/);
    await office.say(office.phone(bela.phone), "nahi aa paungi");
    expect(heard()).toMatch(/Bela Shah cannot come to the callback/);
    expect(await stateOf(bela)).toBe("withdrawn");
  });

  it("is followed by a screen test, and both are told in the language of who reads", async () => {
    await office.db.query(`update people set language = 'mr' where id = $1`, [asha.id]);
    await office.db.query(`update people set language = 'hi' where id = $1`, [bela.id]);
    await ask("callbacks for Asha and Bela on Monday 3 to 5");
    await approve();
    expect(said(asha)).toMatch(/कॉलबॅक ऑडिशन: सोमवार/);
    expect(said(bela)).toMatch(/कॉलबैक: सोमवार/);
    expect(await ask("screen test Asha on Tuesday between 2 and 4 at Film City")).toMatch(
      /Draft screen test invitation/,
    );
    await approve();
    expect(said(asha)).toMatch(/स्क्रीन टेस्ट ऑडिशन: .*Film City/);
    expect([await stateOf(asha), await stateOf(bela)]).toEqual(["test", "callback"]);
  });

  it("without names is for whom the team put there, otherwise for all who auditioned", async () => {
    const diya = await at.talent("Diya Sen");
    await film.candidate(diya, "callback");
    expect(await ask("callbacks on Monday 3 to 5")).toMatch(/Draft callback invitation\nTo: Diya Sen\n/);
    await approve();
    expect(await ask("mark Diya as backup")).toMatch(/Diya Sen is callback: I changed nothing/);
    expect(await ask("callbacks on Tuesday 3 to 5")).toMatch(/to 2 people\nTo: Asha Rao and Bela Shah\n/);
  });

  it("leaves where they are whose dates are held, and says who cannot be called back", async () => {
    const diya = await at.talent("Diya Sen");
    await film.candidate(diya, "passed");
    await ask("pin Asha");
    await office.tap(team(), choice(office.to(film.thread).at(-1), /^Approve/));
    expect(await ask("call back Asha and Diya on Monday 3 to 5")).toMatch(
      /Diya Sen is passed: no invitation to a callback/,
    );
    await approve();
    expect(office.to(diya.phone)).toEqual([]);
    expect(said(asha)).toMatch(/Callback:/);
    expect(await stateOf(asha)).toBe("pinned");
    await office.say(office.phone(asha.phone), "I cannot come");
    expect(await stateOf(asha)).toBe("pinned");
  });

  it("is offered to a backup who has auditioned when a place is free again, and to no other select", async () => {
    await film.candidate(await at.talent("Chitra"), "selected");
    const diya = await at.talent("Diya");
    await ask("call back Asha on Monday 3 to 3:20");
    await approve();
    await office.tap(office.phone(asha.phone), choice(office.to(asha.phone)[0], /pm/));
    await backup(diya);
    await at.inTurn(await at.talentTurn(asha), (turn) => cancelBooking(turn, {}));
    await office.settle();
    expect(heard()).toMatch(/Asha Rao cancelled.*I offered Monday 23 November, 3:00 pm IST to Diya, your next backup/);
    expect(plainText(office.to(diya.phone)[0] ?? { blocks: [] })).toMatch(/Callback: Monday/);
    expect(await stateOf(diya)).toBe("callback");
  });

  it("invites nobody twice, whoever drafts and approves at once, and nobody to one that is over", async () => {
    const { sessionId } = await at.audition("Callbacks", { at: MONDAY });
    await office.db.query(`update sessions set role_id = $2, round = 'callback' where id = $1`, [
      sessionId,
      film.roleId,
    ]);
    const draft = () => draftInvitation(at.teamTurn(film), { sessionId, names: ["Asha"] });
    const drafts = [await draft(), await draft()];
    const sent = await Promise.all(
      drafts.map(({ data }) =>
        at.inTurn(at.teamTurn(film), (turn) => approveInvitation(turn, { approvalId: String(data?.approvalId) })),
      ),
    );
    await office.settle();
    expect(office.to(asha.phone)).toHaveLength(1);
    expect(sent.map(({ data }) => data?.invited).toSorted()).toEqual([0, 1]);
    expect(sent.map((one) => one.said).join()).toMatch(/Asha Rao had an invitation to this session already/);
    await expect(draft()).rejects.toMatchObject({
      said: expect.stringMatching(/Asha Rao has been invited .* already/),
    });
    const last = await draftInvitation(at.teamTurn(film), { sessionId, names: ["Bela"] });
    office.moveTo(new Date(MONDAY.getTime() + DAY_MS));
    await expect(
      approveInvitation(at.teamTurn(film), { approvalId: String(last.data?.approvalId) }),
    ).rejects.toMatchObject({ code: "conflict", said: expect.stringMatching(/over, so I invited nobody/) });
    expect(office.to(bela.phone)).toEqual([]);
  });
});
