import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CANDIDATE_STATES, MOVES, movesByHand } from "../../src/core/auditions/candidate-states.ts";
import type { LiveEvent } from "../../src/core/ports.ts";
import { type Audition, type Auditions, stageAuditions } from "../support/auditions.ts";
import { type Office, openOffice } from "../support/office.ts";
import { openWeb } from "../support/web.ts";

type Person = { candidateId: string; name: string; moves: string[]; movedBy: string | null; why: string | null };
type Board = { groups: { state: string; people: Person[] }[] };

describe("the board, moved by hand", () => {
  let office: Office;
  let web: ReturnType<typeof openWeb>;
  let at: Auditions;
  let audition: Audition;
  beforeAll(async () => {
    office = await openOffice();
    web = openWeb(office);
    at = stageAuditions(office);
    audition = await at.audition("Andheri");
  });
  afterAll(() => office.close());

  const board = async () => (await (await web.asked(`/api/roles/${audition.roleId}/board`)).json()) as Board;
  const find = async (name: string) => {
    const { groups } = await board();
    const group = groups.find(({ people }) => people.some((one) => one.name === name));
    return { state: group?.state, ...group?.people.find((one) => one.name === name) };
  };
  const move = async (candidateId: string, from: string, to: string) => {
    const response = await web.post(`/api/candidates/${candidateId}/move`, { from, to });
    const { said, error } = (await response.json()) as { said?: string; error?: { message: string } };
    return { status: response.status, said: said ?? error?.message };
  };

  it("puts a candidate where the director wants her, with who did it, and tells the pages and nobody else", async () => {
    const id = await audition.candidate(await at.talent("Tara Rao"), "auditioned");
    const told: LiveEvent[] = [];
    const leave = office.ctx.live.subscribe(office.workspaceId, (event) => told.push(event));
    const letters = office.letters.length;
    expect(await move(id, "auditioned", "callback")).toEqual({ status: 200, said: "Tara Rao: callback." });
    leave();
    expect(told).toEqual([{ type: "changed", what: "roles" }]);
    expect(await find("Tara Rao")).toMatchObject({
      state: "callback",
      movedBy: "Meher Davar",
      why: "moved on the board",
    });
    await office.settle();
    expect(office.letters).toHaveLength(letters);
    const { rows } = await office.db.query(`select verb, details from audit_log where subject_id = $1`, [id]);
    expect(rows).toMatchObject([{ verb: "callback" }]);
  });

  it("says the same when she is there already", async () => {
    const { candidateId = "" } = await find("Tara Rao");
    expect(await move(candidateId, "auditioned", "callback")).toMatchObject({ status: 200 });
    const { rows } = await office.db.query(`select from candidate_moves where candidate_id = $1`, [candidateId]);
    expect(rows).toHaveLength(1);
  });

  it("changes nothing when she has been moved meanwhile", async () => {
    const { candidateId = "" } = await find("Tara Rao");
    expect(await move(candidateId, "auditioned", "passed")).toEqual({
      status: 409,
      said: "Tara Rao is callback by now. Nothing was changed; please look again.",
    });
  });

  it("does not set aside who has an audition to come", async () => {
    const who = await at.talent("Uma Shah");
    const invitationId = await audition.invite(who);
    await office.db.query(
      `insert into bookings (workspace_id, invitation_id, slot_id, talent_id, during, state, ics_token)
       select workspace_id, $1, id, $2, during, 'confirmed', 'a-token' from slots where id = $3`,
      [invitationId, who.id, audition.slotIds[0]],
    );
    const { candidateId = "", moves } = await find("Uma Shah");
    expect(moves).toEqual([]);
    await office.db.query(`update candidates set state = 'callback' where id = $1`, [candidateId]);
    expect(await move(candidateId, "callback", "passed")).toEqual({
      status: 409,
      said: "Uma Shah has an audition to come. Cancel it first.",
    });
  });

  it("invites, holds, offers and books nobody by hand", async () => {
    const id = await audition.candidate(await at.talent("Vidya"), "selected");
    for (const to of ["invited", "pinned", "hold", "offer", "booked", "withdrawn", "nonsense"]) {
      expect((await move(id, "selected", to)).status).toBe(400);
    }
    await office.db.query(`update candidates set state = 'pinned' where id = $1`, [id]);
    expect((await move(id, "pinned", "passed")).status).toBe(409);
  });

  it("takes the vote, tags and notes of who acts, tells the pages and nobody else, and gives them back in full", async () => {
    const id = await audition.candidate(await at.talent("Wahida Khan"), "selected");
    const told: LiveEvent[] = [];
    const leave = office.ctx.live.subscribe(office.workspaceId, (event) => told.push(event));
    const letters = office.letters.length;
    const say = async (what: string, body: unknown) => {
      const response = await web.post(`/api/candidates/${id}/${what}`, body);
      const { said, error } = (await response.json()) as { said?: string; error?: { message: string } };
      return said ?? `${response.status} ${error?.message}`;
    };
    expect(await say("vote", { vote: "no" })).toBe("Your vote is no. Wahida Khan: no 1.");
    expect(await say("vote", { vote: "yes" })).toBe("Your vote is yes. Wahida Khan: yes 1.");
    expect(await say("tags", { tags: ["#Tall", "rides\u0000 a bike"] })).toBe("Wahida Khan: tall, rides a bike.");
    expect(await say("tags", { without: ["tall"] })).toBe("Wahida Khan: rides a bike.");
    expect(await say("notes", { text: "Lovely\nenergy" })).toMatch(/^Noted on Wahida Khan\./);
    leave();
    expect(told).toEqual(Array(5).fill({ type: "changed", what: "roles" }));
    expect(await (await web.asked(`/api/candidates/${id}`)).json()).toMatchObject({
      name: "Wahida Khan",
      state: "selected",
      tags: ["rides a bike"],
      ownVote: "yes",
      votes: [{ name: "Meher Davar", vote: "yes" }],
      notes: [{ by: "Meher Davar", text: "Lovely\nenergy", when: "Saturday 21 November, 10:00 am IST" }],
    });
    expect(office.letters).toHaveLength(letters);
    for (const [what, body] of [
      ["vote", { vote: "perhaps" }],
      ["tags", { tags: [" "] }],
      ["tags", {}],
      ["notes", { text: "\u0000 " }],
      ["notes", { text: "x".repeat(2_001) }],
    ] as const)
      expect(await say(what, body), what).toMatch(/^400 /);
    expect((await web.asked(`/api/candidates/${crypto.randomUUID()}`)).status).toBe(404);
  });

  it("offers only moves that the table of states has", () => {
    for (const from of CANDIDATE_STATES) {
      expect(MOVES[from]).toEqual(expect.arrayContaining(movesByHand(from)));
    }
  });
});
