import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cancelBooking } from "../../src/core/auditions/cancel-booking.ts";
import { draftInvitation } from "../../src/core/auditions/draft-invitation.ts";
import { requestChange } from "../../src/core/auditions/request-change.ts";
import { tellDead } from "../../src/core/dead-letters/tell-dead.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { type Office, openOffice } from "../support/office.ts";

/** Friday 27 November 2026, 14:00 in Mumbai is 08:30Z. */
const at = (local: string) => new Date(`2026-11-${local}:00+05:30`);

describe("the daily digest", () => {
  let office: Office;
  let stage: Auditions;
  let andheri: Audition;
  let tara: Person;
  beforeEach(async () => {
    office = await openOffice({ digest: true });
    stage = stageAuditions(office);
    andheri = await stage.audition("Andheri");
    tara = await stage.talent("Tara Sen");
  });
  afterEach(() => office.close());

  const moveTo = async (local: string) => {
    office.moveTo(at(local));
    await office.settle();
  };
  const digests = (key: string) =>
    office
      .to(key)
      .map(plainText)
      .filter((text) => text.startsWith("Good morning"));
  const book = async (who: Person, slot = 0) => {
    const invitationId = await andheri.invite(who);
    await office.db.query(`update invitations set state = 'accepted', answered_at = $2 where id = $1`, [
      invitationId,
      office.ctx.now(),
    ]);
    const { id } = await stage.row<{ id: string }>(
      `insert into bookings (workspace_id, invitation_id, slot_id, talent_id, during, state, confirmed_at, ics_token)
       select workspace_id, $1, id, $3, during, 'confirmed', $4, gen_random_uuid() from slots where id = $2 returning id`,
      [invitationId, andheri.slotIds[slot], who.id, office.ctx.now()],
    );
    return id;
  };
  const inThread = { channel: "slack" as const, key: "C0OPS:17.1", address: "stage-director" };

  it("says what was done, what the day brings, what is blocked and who is asked for help", async () => {
    await moveTo("26T12:00");
    await book(tara, 1);
    const off = await stage.talent("Off Sen");
    await book(off, 2);
    const { id: bookingId } = await stage.row<{ id: string }>(`select id from bookings where talent_id = $1`, [off.id]);
    await cancelBooking(stage.teamTurn(andheri), { bookingId });
    const mute = await andheri.invite(await stage.talent("Mute Rao"));
    await office.db.query(`update invitations set created_at = $2 where id = $1`, [mute, at("25T10:00")]);
    const far = await stage.talent("Far Iyer");
    const lost = await andheri.invite(far);
    const away = await stage.talent("Away Das");
    await andheri.invite(away);
    await andheri.candidate(await stage.talent("Next Roy"));
    await draftInvitation(stage.teamTurn(andheri), { sessionId: andheri.sessionId });
    const { id: conversation } = (await stage.talentTurn(far)).conversation;
    await office.db.query(
      `insert into outbox (workspace_id, conversation_id, person_id, dedupe_key, purpose, outgoing, state, created_at)
       values ($1, $2, $3, $4, 'promotional', '{"blocks": []}', 'failed', $5)`,
      [office.workspaceId, conversation, far.id, `invitation:${lost}`, at("26T12:00")],
    );
    await requestChange(await stage.talentTurn(away), { day: "2026-11-29", wish: "only Sunday", notDays: [] });
    await moveTo("27T08:59");
    expect(digests(andheri.thread)).toEqual([]);
    await moveTo("27T09:00");
    expect(digests(andheri.thread)).toEqual([
      [
        "Good morning. Friday 27 November.",
        "Done yesterday: 4 invited, 2 booked for an audition, 1 cancelled",
        "Today:",
        "• Lead at Andheri, 2:00 pm to 3:20 pm IST, Andheri: Tara Sen 2:20",
        "Blocked:",
        "• My invitation did not reach Far Iyer (Lead at Andheri). Please call.",
        "• No answer for over a day: Mute Rao (Lead at Andheri).",
        "Needs your help:",
        "• An invitation waits for Approve (Lead at Andheri).",
        "• Away Das asks for another time (Lead at Andheri).",
      ].join("\n"),
    ]);
    expect(office.errors).toEqual([]);
  });

  it("comes once a day, whatever is swept and restarted, and not on a day with nothing to say", async () => {
    await moveTo("26T12:00");
    await book(tara);
    for (const hour of ["27T09:00", "27T09:01", "27T13:00", "27T21:30"]) await moveTo(hour);
    expect(digests(andheri.thread)).toHaveLength(1);
    await office.db.query(`update bookings set state = 'no_show'`);
    await moveTo("28T09:00");
    expect(digests(andheri.thread).at(-1)).toMatch(/Did not come: Tara Sen \(Lead at Andheri\)/);
    for (const day of ["29T09:00", "30T09:00"]) await moveTo(day);
    expect(digests(andheri.thread)).toHaveLength(2);
    const { rows } = await office.db.query(
      `select state from alarms where kind = 'daily_digest' and state = 'waiting'`,
    );
    expect(rows).toHaveLength(1);
  });

  it("that was missed while the program was down comes late on that day, and never at night", async () => {
    await moveTo("26T12:00");
    await book(tara);
    await moveTo("27T11:40");
    expect(digests(andheri.thread)).toHaveLength(1);
    await office.db.query(`update bookings set state = 'no_show'`);
    await moveTo("28T22:00");
    expect(digests(andheri.thread)).toHaveLength(1);
  });

  it("is at nine of the workspace's own zone, also where clocks change", async () => {
    await office.db.query(`update workspaces set time_zone = 'America/New_York'`);
    office.moveTo(new Date("2026-10-31T12:30:00Z"));
    await office.settle();
    office.moveTo(new Date("2026-10-31T13:00:00Z"));
    await office.settle();
    const { rows } = await office.db.query<{ fire_at: Date }>(
      `select fire_at from alarms where kind = 'daily_digest' and state = 'waiting'`,
    );
    expect(rows.map((row) => row.fire_at.toISOString())).toEqual(["2026-11-01T14:00:00.000Z"]);
  });

  it("tells each channel of its own roles while there is no ops channel, and the ops channel of all", async () => {
    const bandra = await stage.audition("Bandra");
    await office.db.query(`update conversations set key = 'C0ONE:1.1' where id = $1`, [andheri.threadId]);
    await office.db.query(`update conversations set key = 'C0TWO:2.2' where id = $1`, [bandra.threadId]);
    await moveTo("26T12:00");
    await moveTo("27T09:00");
    expect(digests("C0ONE:")).toEqual([expect.stringMatching(/Lead at Andheri(?!.*Bandra)/s)]);
    expect(digests("C0TWO:")).toEqual([expect.stringMatching(/Lead at Bandra(?!.*Andheri)/s)]);
    await office.say(inThread, "set the ops channel here");
    expect(office.to("C0OPS:17.1").map(plainText).at(-1)).toMatch(/This is the ops channel now/);
    await office.db.query(
      `update sessions set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day'`,
    );
    await moveTo("28T09:00");
    expect(digests("C0OPS:")).toEqual([expect.stringMatching(/Lead at Andheri.*Lead at Bandra/s)]);
    expect(digests("C0ONE:")).toHaveLength(1);
  });

  it("may be switched off by the workspace", async () => {
    await office.db.query(`update workspaces set settings = settings || '{"digest": "off"}'`);
    await moveTo("26T12:00");
    await moveTo("27T09:00");
    expect(digests(andheri.thread)).toEqual([]);
  });
});

describe("the ops channel", () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());
  const from = (key: string) => ({ channel: "slack" as const, key, address: "stage-director" });

  it("is the one in which the team said so last, and reads what the program gave up on", async () => {
    await office.say(from("C0ONE:1.1"), "please set the ops channel here");
    await office.say(from("C0TWO:"), "Set ops channel here!");
    await office.db.query(
      `insert into outbox (workspace_id, conversation_id, person_id, dedupe_key, purpose, outgoing, state)
       select workspace_id, id, null, 'gone', 'reply', '{"blocks": []}', 'dead' from conversations limit 1`,
    );
    await tellDead(office.ctx);
    await office.settle();
    expect(office.to("C0TWO:").map(plainText).at(-1)).toMatch(/^Somebody has to look/);
    const { rows } = await office.db.query(`select count(*)::int as n from audit_log where verb = 'set_ops_channel'`);
    expect(rows).toEqual([{ n: 2 }]);
  });

  it("is never a direct message", async () => {
    await office.say(from("D0DIRECT"), "set the ops channel here");
    await office.db.query(
      `update conversations set person_id = (select person_id from memberships where role = 'director')`,
    );
    await office.say(from("D0DIRECT"), "set the ops channel here");
    expect(office.to("D0DIRECT").map(plainText).at(-1)).toMatch(/between the two of us/);
  });

  it("is not set by talk about it", async () => {
    await office.say(from("C0ONE:1.1"), "who set the ops channel?");
    expect((await office.db.query(`select from ops_channels`)).rowCount).toBe(0);
  });
});
