import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import type { LiveEvent } from "../../src/core/ports.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";
import { openWeb } from "../support/web.ts";

type Draft = { approvalId: string; title: string; lines: string[]; label: string };

describe("sessions on the page", () => {
  let office: Office;
  let web: ReturnType<typeof openWeb>;
  let at: Auditions;
  let film: Audition;
  let asha: Person;
  beforeAll(async () => {
    office = await openOffice();
    web = openWeb(office);
    at = stageAuditions(office);
    film = await at.audition("Andheri studio");
    asha = await at.talent("Asha Rao");
    await film.candidate(asha, "selected");
  });
  afterAll(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 0 });
    await office.close();
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
  });

  const ask = async <T = { said?: string }>(path: string, body: unknown = {}) => {
    const response = await web.post(`/api${path}`, body);
    const answer = (await response.json()) as T & { error?: { message: string } };
    await office.settle();
    return { status: response.status, ...answer, said: (answer as { said?: string }).said ?? answer.error?.message };
  };
  const form = (more: Record<string, unknown> = {}) => ({
    roleId: film.roleId,
    day: "2026-12-01",
    from: "14:00",
    to: "18:00",
    place: "Versova",
    ...more,
  });
  const thread = () => office.to(film.thread);
  const sessions = async () =>
    (
      await office.db.query<{ id: string; place: string; startsAt: Date; state: string; slots: number }>(
        `select s.id, s.place, s.starts_at as "startsAt", s.state, (select count(*)::int from slots l where l.session_id = s.id) as slots
           from sessions s where s.id <> $1 order by s.place desc`,
        [film.sessionId],
      )
    ).rows;

  it("are set with rooms, readers, breaks and gaps; the pages and the thread are told, with the draft of the invitation", async () => {
    const told: LiveEvent[] = [];
    const leave = office.ctx.live.subscribe(office.workspaceId, (event) => told.push(event));
    const asked = form({
      rooms: ["A", "B"],
      readers: ["Kabir", "Meera"],
      capacity: 2,
      slotMinutes: 30,
      breaks: [{ from: "16:00", to: "16:30" }],
      fill: "order",
      invite: true,
    });
    const first = await ask("/sessions", asked);
    leave();
    expect(first.said).toMatch(
      /^A session is set: Tuesday 1 December, 2:00 pm to 6:00 pm IST, Versova, in 2 rooms at once \(A and B\), 14 slots of 30 minutes for 2 people each, break 4:00 pm to 4:30 pm IST.*The draft of the invitation waits in the role’s thread/,
    );
    expect(told).toContainEqual({ type: "changed", what: "bookings" });
    expect(lastWords(thread())).toMatch(
      /^On the page, by Meher Davar, for “Lead at Andheri studio”\. A session is set/,
    );
    expect(lastWords(thread())).toContain("To: Asha Rao");
    expect(await sessions()).toMatchObject([{ place: "Versova", slots: 14, state: "open" }]);
    expect(office.to(asha.phone)).toEqual([]);
    const letters = thread().length;
    expect((await ask("/sessions", asked)).said).toMatch(/^It is there already\./);
    expect(await sessions()).toHaveLength(1);
    expect(thread()).toHaveLength(letters);
    const director = { channel: "slack" as const, key: film.thread, address: "stage-director" };
    await office.tap(director, choice(thread().at(-1), "Approve and send"));
    expect(office.to(asha.phone)).toHaveLength(1);
  });

  it("that cannot be are refused with a sentence, and leave nothing behind", async () => {
    for (const [more, said] of [
      [{ day: "2026-11-01" }, /has passed/],
      [{ from: "18:00", to: "14:00" }, /needs a start and a later end/],
      [{ from: "14:00", to: "14:10" }, /shorter than one slot/],
      [{ from: "00:00", to: "23:00", slotMinutes: 5, rooms: ["A", "B"] }, /at most 400/],
      [{ from: "25:00" }, /no such time as 25:00/],
      [{ breaks: [{ from: "19:00", to: "20:00" }] }, /break has to be within/],
      [{ rooms: ["A"] }, /has that room at that time/],
      [{ readers: ["Kabir"], place: "Elsewhere" }, /Kabir reads for .* at that time/],
      [{ rooms: ["A", "B"], readers: ["Kabir"] }, /cannot read in 2 rooms/],
      [{ place: " " }, /place/],
      [{ day: "soon" }, /day/],
    ] as const) {
      const refused = await ask("/sessions", form(more));
      expect(refused.status, JSON.stringify(more)).toBeGreaterThanOrEqual(400);
      expect(refused.status).toBeLessThan(500);
      expect(refused.said).toMatch(said);
    }
    expect(await sessions()).toHaveLength(1);
    expect((await ask("/sessions", form({ roleId: crypto.randomUUID() }))).status).toBe(404);
  });

  it("stand also where nobody can be invited yet, and the page says so", async () => {
    const other = await at.audition("Juhu");
    const { said } = await ask("/sessions", form({ roleId: other.roleId, place: "Bandra", invite: true }));
    expect(said).toMatch(/^A session is set: .*Bandra.* Nobody is selected yet/);
    await office.db.query(`update roles set state = 'closed' where id = $1`, [other.roleId]);
    expect((await ask("/sessions", form({ roleId: other.roleId, place: "Pali" }))).said).toMatch(
      /takes no more sessions/,
    );
  });

  it("move when who sees what it means lets them: nothing before, and everybody is told once", async () => {
    const [session] = await sessions();
    const path = `/sessions/${session?.id}/move`;
    const dropped = await ask<Draft>(path, { toDay: "2026-12-03" });
    expect(dropped).toMatchObject({
      title: expect.stringMatching(/^Move the session to Thursday 3 December/),
      label: "Move it and tell them",
    });
    expect(dropped.lines.join("\n")).toMatch(/Invited, without a booking: .*Asha Rao/);
    expect((await ask(`/drafts/${dropped.approvalId}/discard`)).said).toMatch(/nothing has changed/);
    expect((await ask(`/drafts/${dropped.approvalId}/approve`)).status).toBe(409);
    expect((await sessions())[0]?.startsAt).toEqual(session?.startsAt);
    const letters = office.to(asha.phone).length;
    const draft = await ask<Draft>(path, { toDay: "2026-12-02", from: "15:00" });
    expect(office.to(asha.phone)).toHaveLength(letters);
    const moved = await ask(`/drafts/${draft.approvalId}/approve`);
    expect(moved.said).toMatch(/^The session is moved: Wednesday 2 December, 3:00/);
    expect((await sessions())[0]?.startsAt).toEqual(new Date("2026-12-02T09:30:00Z"));
    expect(office.to(asha.phone)).toHaveLength(letters + 1);
    expect(lastWords(thread())).toMatch(/^On the page, by Meher Davar: The session is moved/);
    expect((await ask(path, {})).status).toBe(400);
    expect((await ask(path, { toDay: "2026-11-01" })).said).toMatch(/has passed/);
  });

  it("are called off the same way, and the thread is asked whether to offer other times", async () => {
    const [session] = await sessions();
    const draft = await ask<Draft>(`/sessions/${session?.id}/call-off`, { reason: "the room is gone" });
    expect(draft).toMatchObject({ label: "Call it off and tell them", danger: true });
    expect((await sessions())[0]?.state).toBe("open");
    const letters = office.to(asha.phone).length;
    const off = await ask(`/drafts/${draft.approvalId}/approve`);
    expect(off.said).toMatch(/^Called off: .* How to go on is asked in the role’s thread\.$/);
    expect((await sessions())[0]?.state).toBe("cancelled");
    expect(office.to(asha.phone)).toHaveLength(letters + 1);
    expect(choice(thread().at(-1), "Offer other times")).toBeTruthy();
    expect((await ask(`/sessions/${session?.id}/call-off`)).status).toBe(404);
  });
});
