import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { approveInvitation } from "../../src/core/auditions/approve-invitation.ts";
import { draftInvitation } from "../../src/core/auditions/draft-invitation.ts";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { requestChange } from "../../src/core/auditions/request-change.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

/** In November 2026; the 21st is the Saturday on which the office opens, the 27th the Friday of the sessions. */
const at = (local: string) => new Date(`2026-11-${local}:00+05:30`);

let office: Office;
let stage: Auditions;
let andheri: Audition;
const open = async (options: Parameters<typeof openOffice>[0] = {}) => {
  office = await openOffice(options);
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

describe("what is stuck", () => {
  beforeEach(() => open({ escalations: true, digest: true }));
  afterEach(close);
  const draft = async () => {
    await andheri.candidate(await stage.talent("Tara Sen"));
    await draftInvitation(stage.teamTurn(andheri), { sessionId: andheri.sessionId });
    await office.db.query(`update approvals set created_at = $1 where state = 'draft'`, [office.ctx.now()]);
    await office.settle();
  };
  const OVER = /aiting for over/;

  it("is told to the team after two hours and to the director after six, each once, and to nobody once it is done", async () => {
    await draft();
    await moveTo("21T11:59");
    expect(heard(andheri.thread, OVER)).toEqual([]);
    await moveTo("21T12:00");
    await moveTo("21T12:20");
    expect(heard(andheri.thread, OVER)).toEqual([
      expect.stringMatching(
        /^Waiting for over 2 hours:\n• An invitation waits for Approve \(Lead at Andheri\)\. .+ drafted it\.$/,
      ),
    ]);
    for (const hour of ["21T15:59", "21T16:00", "21T16:30", "21T18:00"]) await moveTo(hour);
    expect(heard(andheri.thread, OVER)).toEqual([
      expect.anything(),
      expect.stringMatching(/^@.+, as the director: waiting for over 6 hours, and the team was told:/),
    ]);
    await office.db.query(`update approvals set state = 'discarded' where state = 'draft'`);
    await moveTo("21T19:00");
    const watching = async () =>
      (await office.db.query(`select from alarms where kind = 'tell_stuck' and state = 'waiting'`)).rows;
    expect(await watching()).toEqual([]);
    await office.db.query(`update workspaces set settings = settings || '{"escalations": "off"}'`);
    await draft();
    expect(await watching()).toEqual([]);
  });

  it("goes to the director's direct messages where there are any, and nights do not count", async () => {
    const { rows } = await office.db.query<{ id: string }>(
      `select person_id as id from memberships where role = 'director'`,
    );
    await office.db.query(
      `insert into conversations (workspace_id, channel, account, key, side, person_id) values ($1, 'slack', 'stage', 'D0DIRECTOR', 'team', $2)`,
      [office.workspaceId, rows[0]?.id],
    );
    office.moveTo(at("21T20:30"));
    await draft();
    for (const hour of ["21T22:30", "22T02:30", "22T09:00", "22T10:29"]) await moveTo(hour);
    expect(heard(andheri.thread, OVER)).toEqual([]);
    await moveTo("22T10:30");
    expect(heard(andheri.thread, OVER)).toHaveLength(1);
    await moveTo("22T14:30");
    expect(heard("D0DIRECTOR", OVER)).toEqual([
      expect.stringMatching(/^Waiting for over 6 hours, and the team was told/),
    ]);
    expect(heard(andheri.thread, OVER)).toHaveLength(1);
  });

  it("may be a checkpoint that is late or a gate that nobody opened; a director who never wrote to us is found by her id", async () => {
    await member("Meera Rao");
    await say("Asha owns the shortlist by today");
    await say("the shortlist needs Meera's go");
    expect(heard(andheri.thread, /Meera Rao: go or no-go for the shortlist/)).toHaveLength(1);
    await office.db.query(`update channel_accounts set platform = 'slack' where channel = 'slack'`);
    await moveTo("21T12:20");
    expect(heard(andheri.thread, OVER)).toEqual([
      expect.stringMatching(
        /• Shortlist needs Meera Rao's go or no-go \(Lead at Andheri\)\. Only Meera Rao can say it\./,
      ),
    ]);
    await moveTo("22T09:00");
    expect(heard(andheri.thread, /^Good morning/)).toEqual([
      expect.stringMatching(
        /Blocked:\n• Due and not done: shortlist by Saturday 21 November, Asha \(Lead at Andheri\)\.\nNeeds your help:\n• Shortlist needs Meera Rao's go or no-go/,
      ),
    ]);
    await moveTo("22T11:00");
    expect(heard(andheri.thread, OVER).at(-1)).toMatch(
      /• Due and not done: shortlist by Saturday 21 November \(Lead at Andheri\)\. It is Asha's\./,
    );
    expect(heard("stage-director", OVER).length).toBeGreaterThan(0);
  });

  it("may be a place that nobody is left to be asked for, or a change that the office was asked about, since then", async () => {
    await office.db.query(`update workspaces set settings = settings || '{"changes": "office"}'`);
    const [tara, uma] = [await stage.talent("Tara Sen"), await stage.talent("Uma Rao")];
    for (const [nth, who] of [tara, uma].entries()) {
      const invitationId = await andheri.invite(who);
      await pickSlot(await stage.talentTurn(who), { invitationId, slotId: andheri.slotIds[nth] as string });
    }
    await moveTo("24T11:00");
    await office.say(office.phone(tara.phone), "I cannot come");
    const [slotId] = andheri.slotIds.slice(3);
    await stage.inTurn(await stage.talentTurn(uma), (turn) => requestChange(turn, { slotId, wish: "", notDays: [] }));
    await moveTo("24T12:59");
    expect(heard(andheri.thread, OVER)).toEqual([]);
    await moveTo("24T13:00");
    expect(heard(andheri.thread, OVER)).toEqual([
      expect.stringMatching(
        /• A place on Friday 27 November is free, and nobody is asked to take it \(Lead at Andheri\)\.[\s\S]*• Uma Rao asks for another time/,
      ),
    ]);
    const vidya = await stage.talent("Vidya");
    await andheri.invite(vidya);
    await moveTo("24T17:00");
    expect(heard(andheri.thread, /as the director/)).toEqual([expect.not.stringContaining("A place on Friday")]);
  });
});
