import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveInvitation } from "../../src/core/auditions/approve-invitation.ts";
import { draftInvitation } from "../../src/core/auditions/draft-invitation.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

/** In November 2026; the 21st is the Saturday on which the office opens, the 27th the Friday of the sessions. */
const at = (local: string) => new Date(`2026-11-${local}:00+05:30`);

let office: Office;
let stage: Auditions;
let andheri: Audition;
const open = async () => {
  office = await openOffice();
  stage = stageAuditions(office);
  andheri = await stage.audition("Andheri");
};
const close = async () => {
  expect(office.errors).toEqual([]);
  await office.close();
};
const member = async (name: string, role = "associate") => {
  const address = `U0${name.split(" ")[0]?.toUpperCase()}`;
  const { id } = await stage.row<{ id: string }>(
    `insert into people (workspace_id, name) values ($1, $2) returning id`,
    [office.workspaceId, name],
  );
  await office.db.query(`insert into memberships (workspace_id, person_id, role) values ($1, $2, $3)`, [
    office.workspaceId,
    id,
    role,
  ]);
  await office.db.query(
    `insert into contact_points (workspace_id, person_id, channel, address) values ($1, $2, 'slack', $3)`,
    [office.workspaceId, id, address],
  );
};
const from = (address: string) => ({ channel: "slack" as const, key: andheri.thread, address });
const say = async (text: string, from = { ...office.team, key: andheri.thread }) => {
  await office.say(from, text);
  return lastWords(office.to(from.key));
};
const moveTo = async (local: string) => {
  office.moveTo(at(local));
  await office.settle();
};
const heard = (key: string, pattern: RegExp) =>
  office
    .to(key)
    .map(plainText)
    .filter((text) => pattern.test(text));

describe("the checkpoints of a role", () => {
  beforeAll(() => open());
  afterAll(close);

  it("have owners and days, which the status tells with what waits and on whom", async () => {
    await member("Asha Rao");
    expect(await say("Asha owns the shortlist, by Friday")).toContain(
      "Lead at Andheri: shortlist, by Friday 27 November, Asha Rao.",
    );
    expect(await say("the callbacks are on Nikhil")).toMatch(/Nikhil.*I do not know Nikhil/);
    await say("I own the auditions by 30 November");
    await andheri.candidate(await stage.talent("Tara Sen"));
    await draftInvitation(stage.teamTurn(andheri), { sessionId: andheri.sessionId });
    await office.db.query(`update conversations set key = 'C0CAST:1.1' where id = $1`, [andheri.threadId]);
    const words = await say("status", { ...office.team, key: "C0CAST:" });
    expect(words).toMatch(/1 role is open here; 1 thing waits/);
    expect(words).toMatch(/Lead at Andheri: 0 of 1 cast/);
    expect(words).toMatch(
      /Done: brief, shortlist\nNext: auditions, by Monday 30 November, .+\nThen: callbacks, Nikhil; offer; booked/,
    );
    expect(words).toMatch(/Waits on .+: an invitation waits for Approve \(since Saturday 21 November, 10:00 am IST\)/);
    expect(await say("status", { ...office.team, key: "C0ELSE:" })).toMatch(/No role is open here/);
  });

  it("wait for each other as the team says, never for themselves, and for no day that has passed", async () => {
    andheri = await stage.audition("Bandra");
    expect(await say("the offer does not wait for the callbacks")).toMatch(/Lead at Bandra: offer/);
    expect(await say("show me the checkpoints")).toMatch(/Next: shortlist; offer\n/);
    expect(await say("the brief waits for the auditions")).toMatch(/would wait for itself\. I changed nothing/);
    expect(await say("shortlist by yesterday")).toMatch(/That day has passed/);
    expect(await say("Asha owns the shortlist of the pilot role")).toMatch(/no open role “pilot” here/);
  });

  it("move on by what happens in the tables, and stay where a person put them", async () => {
    andheri = await stage.audition("Dadar");
    const tara = await stage.talent("Tara Sen");
    expect(await say("show me the checkpoints")).toMatch(/Done: brief\nNext: shortlist\nThen: auditions/);
    const invitationId = await andheri.invite(tara);
    await office.db.query(
      `insert into bookings (workspace_id, invitation_id, slot_id, talent_id, during, state, confirmed_at, ics_token)
       select workspace_id, $1, id, $3, during, 'seen', $4, gen_random_uuid() from slots where id = $2`,
      [invitationId, andheri.slotIds[0], tara.id, office.ctx.now()],
    );
    expect(await say("show me the checkpoints")).toMatch(/Done: brief, shortlist\nNext: auditions/);
    await moveTo("27T16:00");
    expect(await say("show me the checkpoints")).toMatch(/Done: brief, shortlist, auditions\nNext: callbacks/);
    expect(await say("reopen the auditions")).toMatch(/auditions is open again/);
    expect(await say("show me the checkpoints")).toMatch(/Done: brief, shortlist\nNext: auditions/);
    await say("the auditions are done");
    expect(await say("skip the callbacks")).toMatch(/callbacks is left out\. Next: offer/);
    const [candidate] = (
      await office.db.query<{ id: string }>(`select id from candidates where role_id = '${andheri.roleId}'`)
    ).rows;
    await office.db.query(
      `insert into candidate_moves (workspace_id, candidate_id, from_state, to_state, moved_at, why) values ($1, $2, 'hold', 'booked', $3, 'x')`,
      [office.workspaceId, candidate?.id, office.ctx.now()],
    );
    await office.db.query(`update candidates set state = 'booked' where id = $1`, [candidate?.id]);
    expect(await say("show me the checkpoints")).toMatch(/Done: brief, shortlist, auditions, booked$/m);
  });
});

describe("a go/no-go gate", () => {
  beforeAll(async () => {
    await open();
    await member("Meera Rao");
    await member("Asha Das");
  });
  afterAll(close);

  it("is asked about when all before it is done, and opened by its person alone", async () => {
    const [meera, asha] = [from("U0MEERA"), from("U0ASHA")];
    expect(await say("the auditions need Meera's go")).toMatch(/auditions, needs Meera Rao's go/);
    await moveTo("21T12:00");
    expect(heard(andheri.thread, /go or no-go for/)).toEqual([]);
    await andheri.candidate(await stage.talent("Tara Sen"));
    await moveTo("21T12:30");
    expect(heard(andheri.thread, /^Meera Rao: go or no-go for the auditions \(Lead at Andheri\)\?/)).toHaveLength(1);
    const asked = office.to(andheri.thread).at(-1);
    await office.tap(asha, choice(asked, "Go"));
    expect(lastWords(office.to(andheri.thread))).toMatch(/Only Meera Rao can say go or no-go/);
    expect(await say("go for the auditions", asha)).toMatch(/Only Meera Rao/);
    await draftInvitation(stage.teamTurn(andheri), { sessionId: andheri.sessionId });
    const { rows } = await office.db.query<{ id: string }>(`select id from approvals where state = 'draft'`);
    const approve = async () => {
      return stage.inTurn(stage.teamTurn(andheri), (ctx) => approveInvitation(ctx, { approvalId: rows[0]?.id ?? "" }));
    };
    await expect(approve()).rejects.toMatchObject({ said: expect.stringMatching(/need Meera Rao's go first/) });
    await office.tap(meera, choice(asked, "No-go"));
    expect(lastWords(office.to(andheri.thread))).toMatch(/Meera Rao says no-go for the auditions/);
    await expect(approve()).rejects.toMatchObject({ said: expect.stringMatching(/Meera Rao said no-go/) });
    expect(await say("go", meera)).toMatch(/Meera Rao says go for the auditions/);
    expect((await approve()).said).toMatch(/Invitations/);
  });

  it("is passed on by its person or a director only", async () => {
    const [meera, asha] = [from("U0MEERA"), from("U0ASHA")];
    await say("the offer needs Meera's go");
    expect(await say("the offer needs my go", asha)).toMatch(/only Meera Rao or a director/);
    expect(await say("the offer needs Asha's go", meera)).toMatch(/needs Asha Das's go/);
    expect(await say("the offer needs Nobodyknown's go")).toMatch(/I know nobody called Nobodyknown/);
    expect(await say("the offer needs my go")).toMatch(/offer, .*needs /);
  });
});
