import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { quietUntil } from "../../src/core/messages/plan-send.ts";
import { reconcileLetter } from "../../src/core/messages/reconcile-letter.ts";
import { settleReceipt } from "../../src/core/messages/settle-receipt.ts";
import { type Behaviour, openPostOffice, type PostOffice } from "../support/post-office.ts";
import { until } from "../support/until.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const refused: Behaviour = { arrives: false, result: "retry" };
const lost: Behaviour = { arrives: false, result: "unknown" };
const doneThenFailed: Behaviour = { arrives: true, result: "unknown" };

let office: PostOffice;
let to: { id: string; personId: string };
beforeAll(async () => {
  office = await openPostOffice({ limited: true });
});
afterAll(() => office.close());
beforeEach(async () => {
  office.later(MINUTE_MS);
  office.arrived.length = 0;
  office.held.length = 0;
  to = await office.openConversation();
});
const always = (behaviour: Behaviour) => office.worker("other", () => behaviour);
const holding = () => office.worker("stopped", () => ({ hold: true, arrives: false }));
const stateOf = async (id: string) => (await office.state(id))?.state;

describe("a worker that was stopped while it sent", () => {
  /** It has called the provider and stands still; its message is found by the sweeper. */
  const stopped = async (id: string) => {
    const sending = office.send(holding(), id);
    const call = await until("the call", () => office.held.find((one) => one.outboxId === id));
    return { sending, goOn: call.goOn };
  };

  it("stores no fate over a newer claim, whatever it was", async () => {
    const id = await office.post(to);
    const { sending, goOn } = await stopped(id);
    await office.reconcile(office.good);
    expect(await stateOf(id)).toBe("pending");
    office.later(6_000);
    await office.send(office.good, id);
    goOn({ arrives: false, result: "failed" });
    expect(await sending).toBeUndefined();
    expect(await office.state(id)).toMatchObject({ state: "sent", errorCode: null });
    expect(office.lines).toContainEqual(expect.objectContaining({ event: "late_fate", outboxId: id }));
  });

  it("is believed that it sent it, while nobody has sent it again", async () => {
    const id = await office.post(to);
    const { sending, goOn } = await stopped(id);
    await office.reconcile(office.good);
    goOn({ arrives: true, result: "sent" });
    await sending;
    expect(await office.send(office.good, id)).toBeUndefined();
    expect(await stateOf(id)).toBe("sent");
    expect(office.arrived).toEqual([id]);
  });

  it("does not disturb another that is sending the same now", async () => {
    const id = await office.post(to);
    const first = await stopped(id);
    await office.reconcile(office.good);
    office.held.length = 0;
    office.later(6_000);
    const second = await stopped(id);
    first.goOn(refused);
    await first.sending;
    expect(await stateOf(id)).toBe("sending");
    second.goOn({ arrives: true, result: "sent" });
    await second.sending;
    expect(await stateOf(id)).toBe("sent");
  });
});

describe("a message of unknown fate", () => {
  it("is sent again only when the provider says that it has nothing", async () => {
    const gone = await office.post(to);
    await office.send(always(lost), gone);
    office.goBlind(true);
    office.later(6_000);
    await office.reconcile(office.good);
    expect(await stateOf(gone)).toBe("unknown");
    office.goBlind(false);
    office.later(16_000);
    await office.reconcile(office.good);
    expect(await stateOf(gone)).toBe("pending");
    await office.send(office.good, gone);
    expect(office.arrived).toEqual([gone]);
  });

  it("is sent when the provider has it", async () => {
    const id = await office.post(to);
    await office.send(always(doneThenFailed), id);
    office.later(6_000);
    await office.reconcile(office.good);
    expect(await stateOf(id)).toBe("sent");
    expect(office.arrived).toEqual([id]);
  });

  it("is not taken for lost while a worker sends it: it was settled since the sweeper looked", async () => {
    const id = await office.post(to);
    await office.send(always(lost), id);
    office.later(6_000);
    await office.reconcile(office.good);
    const sending = office.send(holding(), id);
    const call = await until("the call", () => office.held[0]);
    await reconcileLetter(office.good, id);
    expect(await stateOf(id)).toBe("sending");
    call.goOn({ arrives: true, result: "sent" });
    await sending;
    expect(office.arrived).toEqual([id]);
  });
});

describe("the order in a conversation", () => {
  it("is kept while an earlier message is tried again", async () => {
    const [first, second] = [await office.post(to), await office.post(to)];
    await office.send(always(refused), first);
    expect(await office.send(office.good, second)).toBeUndefined();
    office.later(10_000);
    expect(await office.send(office.good, first)).toMatchObject({ next: second });
    office.later(10_000);
    await office.send(office.good, second);
    expect(office.arrived).toEqual([first, second]);
  });

  it("waits ten minutes for trouble and not at all for what is held back until the morning", async () => {
    const first = await office.post(to);
    await office.send(always({ arrives: false, result: "unknown" }), first);
    office.later(11 * MINUTE_MS);
    const second = await office.post(to);
    expect(await office.send(office.good, second)).toMatchObject({ retryAt: undefined });

    const night = 10 * HOUR_MS;
    office.later(night);
    const invitation = await office.post(to, { purpose: "promotional" });
    expect(quietUntil(office.now())).toBeDefined();
    expect(await office.send(office.good, invitation)).toMatchObject({ retryAt: quietUntil(office.now()) });
    expect(await office.state(invitation)).toMatchObject({ state: "pending", attempts: 0, errorCode: "quiet_hours" });
    const reply = await office.post(to);
    await office.send(office.good, reply);
    expect(await stateOf(reply)).toBe("sent");
  });
});

describe("a limit", () => {
  it("puts a second message to one person back for six seconds, without an attempt", async () => {
    const [first, second] = [await office.post(to), await office.post(to)];
    await office.send(office.good, first);
    const { retryAt } = (await office.send(office.good, second)) ?? {};
    expect(retryAt).toEqual(new Date(office.now().getTime() + 6_000));
    expect(await office.state(second)).toMatchObject({ state: "pending", attempts: 0, errorCode: "our_limit" });
    office.later(6_000);
    await office.send(office.good, second);
    expect(await office.state(second)).toMatchObject({ state: "sent", attempts: 1 });
  });

  it("for one person does not hold up another", async () => {
    const other = await office.openConversation();
    for (const one of [to, other]) await office.send(office.good, await office.post(one));
    expect(office.arrived).toHaveLength(2);
  });
});

describe("trouble", () => {
  it("is tried again for a day, with longer and longer waits that are never the same, and then is dead", async () => {
    const id = await office.post(to);
    const waits: number[] = [];
    const written = office.now().getTime();
    while ((await stateOf(id)) === "pending") {
      const sent = await office.send(always(refused), id);
      if (!sent?.retryAt) break;
      waits.push(sent.retryAt.getTime() - office.now().getTime());
      office.later(sent.retryAt.getTime() - office.now().getTime());
    }
    expect(await office.state(id)).toMatchObject({ state: "dead", errorCode: "provider" });
    expect(office.now().getTime() - written).toBeGreaterThan(24 * HOUR_MS);
    expect(waits[0]).toBeLessThan(2_600);
    expect(Math.max(...waits)).toBeLessThanOrEqual(12.5 * MINUTE_MS);
    expect(waits.at(-1)).toBeGreaterThan(7 * MINUTE_MS);
    expect(new Set(waits.slice(-20)).size).toBeGreaterThan(10);
  });
});

describe("a message about a booking that has changed since", () => {
  it("does not leave, also when it was being tried again", async () => {
    const bookingId = await bookedBy(to.personId);
    const id = await office.post(to, { booking: { id: bookingId, version: 1 } });
    await office.send(always(refused), id);
    await office.db.query(`update bookings set version = 2 where id = $1`, [bookingId]);
    office.later(MINUTE_MS);
    await office.send(office.good, id);
    expect(await office.state(id)).toMatchObject({ state: "void", errorCode: "outdated" });
    expect(office.arrived).toEqual([]);
  });
});

describe("a receipt", () => {
  const receipt = (outboxId: string, status: "queued" | "sent" | "delivered" | "read" | "failed") => ({
    kind: "receipt" as const,
    channel: "whatsapp" as const,
    platform: "whatsapp_cloud" as const,
    account: "1",
    providerEventId: `wamid.${outboxId}:${status}`,
    providerMessageId: `wamid.${outboxId}`,
    status,
    outboxId,
  });
  const settle = (outboxId: string, status: Parameters<typeof receipt>[1]) =>
    settleReceipt(office.good, receipt(outboxId, status), crypto.randomUUID());

  it("moves a message up only, and failed is final", async () => {
    const id = await office.post(to);
    await office.send(office.good, id);
    for (const status of ["delivered", "sent", "read", "queued", "delivered"] as const) await settle(id, status);
    expect(await office.state(id)).toMatchObject({ state: "sent", receipt: "read" });
    await settle(id, "failed");
    await settle(id, "read");
    expect(await office.state(id)).toMatchObject({ state: "failed", receipt: "failed" });
  });

  it("proves that a message left which was about to be sent again", async () => {
    const id = await office.post(to);
    await office.send(always(lost), id);
    office.later(6_000);
    await office.reconcile(office.good);
    expect(await stateOf(id)).toBe("pending");
    await settle(id, "delivered");
    expect(await office.state(id)).toMatchObject({ state: "sent", receipt: "delivered", providerId: `wamid.${id}` });
    office.later(MINUTE_MS);
    expect(await office.send(office.good, id)).toBeUndefined();
  });
});

async function bookedBy(personId: string): Promise<string> {
  const { rows } = await office.db.query<{ id: string }>(
    `with role as (insert into roles (workspace_id, conversation_id, title, breakdown, brief, created_by)
                   values ($1, $2, 'Cop', '{}', '', $3) returning id),
          room as (insert into rooms (workspace_id, name) values ($1, gen_random_uuid()::text) returning id),
          session as (insert into sessions (workspace_id, role_id, room_id, place, starts_at, ends_at, slot_minutes, time_zone, created_by)
                      select $1, role.id, room.id, 'Andheri', $4, $4::timestamptz + interval '1 hour', 20, 'Asia/Kolkata', $3 from role, room returning id, room_id),
          slot as (insert into slots (workspace_id, session_id, room_id, starts_at, ends_at)
                   select $1, session.id, session.room_id, $4, $4::timestamptz + interval '20 minutes' from session returning id),
          candidate as (insert into candidates (workspace_id, role_id, talent_id) select $1, role.id, $3 from role returning id),
          approval as (insert into approvals (workspace_id, kind, state, conversation_id, payload, created_by)
                       values ($1, 'invitation', 'approved', $2, '{}', $3) returning id),
          invitation as (insert into invitations (workspace_id, session_id, candidate_id, talent_id, approval_id)
                         select $1, session.id, candidate.id, $3, approval.id from session, candidate, approval returning id)
     insert into bookings (workspace_id, invitation_id, slot_id, talent_id, during, state, ics_token)
     select $1, invitation.id, slot.id, $3, tstzrange($4, $4::timestamptz + interval '20 minutes'), 'confirmed', gen_random_uuid()::text
       from invitation, slot returning id`,
    [office.workspaceId, to.id, personId, new Date(office.now().getTime() + 48 * HOUR_MS)],
  );
  return rows[0]?.id ?? "";
}
