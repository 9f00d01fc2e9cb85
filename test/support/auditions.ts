/** Auditions in a few rows, and a person's turn in which to call the verbs of the core. */
import { randomUUID } from "node:crypto";
import type { ToolCtx, ToolResult } from "../../src/core/conversation/tool.ts";
import { heldWake, within } from "../../src/core/conversation/turn.ts";
import { openTalentConversation } from "../../src/core/people/open-conversation.ts";
import type { Office } from "./office.ts";

const SLOT_MS = 20 * 60_000;
/** Friday 27 November 2026, 14:00 IST. */
export const FRIDAY = new Date("2026-11-27T08:30:00Z");

type Of = { guardian?: Person; minor?: boolean; phone?: boolean };
export type Person = { id: string; phone: string };
export type Audition = {
  director: string;
  /** Its key and its id. */
  thread: string;
  threadId: string;
  roleId: string;
  sessionId: string;
  slotIds: string[];
  candidate: (who: Person, state?: string) => Promise<string>;
  invite: (who: Person) => Promise<string>;
};

export function stageAuditions(office: Office) {
  const { db, workspaceId } = office;
  let people = 0;

  const row = async <Row extends Record<string, unknown>>(sql: string, params: unknown[] = []): Promise<Row> =>
    (await db.query<Row>(sql, params)).rows[0] as Row;
  const add = async (table: string, values: Record<string, unknown>): Promise<string> => {
    const all = { workspace_id: workspaceId, ...values };
    const names = Object.keys(all);
    const { id } = await row<{ id: string }>(
      `insert into ${table} (${names.join(", ")}) values (${names.map((_, n) => `$${n + 1}`).join(", ")}) returning id`,
      Object.values(all),
    );
    return id;
  };

  /** A talent with a phone of her own, or a ward who is reached through a guardian. */
  const talent = async (name: string, { guardian, minor = false, phone: own = !guardian }: Of = {}) => {
    people += 1;
    const phone = guardian?.phone ?? `+9100000${String(70_000 + people)}`;
    const id = await add("people", { name, guardian_id: guardian?.id ?? null });
    await db.query(`insert into memberships (workspace_id, person_id, role) values ($1, $2, 'talent')`, [
      workspaceId,
      id,
    ]);
    if (own) await add("contact_points", { person_id: id, channel: "whatsapp", address: phone });
    await db.query(
      `insert into talent_profiles (person_id, workspace_id, display_name, age_min, age_max, is_minor, gender)
       values ($1, $2, $3, 20, 30, $4, 'female')`,
      [id, workspaceId, name, minor],
    );
    return { id, phone };
  };

  /** The consent of a guardian for a minor, on record. */
  const consent = (minor: Person, guardian: Person) =>
    add("consents", {
      person_id: minor.id,
      channel: "whatsapp",
      purpose: "minor",
      wording: "May we?",
      source: "form",
      given_by: guardian.id,
      given_at: office.ctx.now(),
    });

  /** The document that permits a minor's work on a role, received. */
  const permission = (minor: Person, { roleId, director }: Audition) =>
    add("minor_permissions", {
      talent_id: minor.id,
      role_id: roleId,
      document: "NOC",
      received_by: director,
      received_at: office.ctx.now(),
    });

  /** A role in a thread of its own, with one session of slots of twenty minutes. */
  const audition = async (place: string, { at = FRIDAY, slots = 4 } = {}): Promise<Audition> => {
    const { director } = await row<{ director: string }>(
      `select person_id as director from memberships where workspace_id = $1 and role = 'director' limit 1`,
      [workspaceId],
    );
    const thread = `thread-${place}`;
    const threadId = await add("conversations", { channel: "slack", account: "stage", key: thread, side: "team" });
    const roleId = await add("roles", {
      conversation_id: threadId,
      title: `Lead at ${place}`,
      breakdown: JSON.stringify({
        title: `Lead at ${place}`,
        criteria: { about: "lead" },
        shootDates: { from: "2026-12-10", to: "2026-12-12" },
      }),
      brief: "a lead",
      created_by: director,
    });
    await db.query(`update conversations set role_id = $2 where id = $1`, [threadId, roleId]);
    const roomId = await add("rooms", { name: place });
    const after = (count: number) => new Date(at.getTime() + count * SLOT_MS);
    const sessionId = await add("sessions", {
      role_id: roleId,
      room_id: roomId,
      place,
      starts_at: at,
      ends_at: after(slots),
      slot_minutes: 20,
      time_zone: "Asia/Kolkata",
      created_by: director,
    });
    const slotIds: string[] = [];
    for (let slot = 0; slot < slots; slot += 1) {
      const times = { starts_at: after(slot), ends_at: after(slot + 1) };
      slotIds.push(await add("slots", { session_id: sessionId, room_id: roomId, ...times }));
    }
    const approvalId = await add("approvals", {
      kind: "invitation",
      state: "approved",
      conversation_id: threadId,
      payload: {},
      created_by: director,
    });
    const candidate = (who: Person, state = "selected") =>
      add("candidates", { role_id: roleId, talent_id: who.id, state, selected_at: office.ctx.now() });
    const invite = async (who: Person) =>
      add("invitations", {
        session_id: sessionId,
        candidate_id: await candidate(who, "invited"),
        talent_id: who.id,
        approval_id: approvalId,
        created_at: office.ctx.now(),
      });
    return { director, thread, threadId, roleId, sessionId, slotIds, candidate, invite };
  };

  const turnOf = (personId: string, side: "team" | "talent", conversationId: string): ToolCtx => ({
    ...office.ctx,
    db: db.as(workspaceId),
    actor: { workspaceId, personId, side },
    turnId: randomUUID(),
    conversation: { id: conversationId, language: "en" },
  });
  const talentTurn = async (who: Person) =>
    turnOf(who.id, "talent", (await openTalentConversation({ db }, { workspaceId, talentId: who.id })).id);
  const teamTurn = (of: Audition) => turnOf(of.director, "team", of.threadId);

  /** Does it in one transaction, with the wake-ups after it, as a turn does. */
  const inTurn = async (turn: ToolCtx, verb: (ctx: ToolCtx) => Promise<ToolResult>): Promise<ToolResult> => {
    const { wake, letGo } = heldWake(turn.wake);
    const done = await turn.db.transaction((tx) => verb({ ...turn, db: within(tx, turn.db), wake }));
    letGo();
    return done;
  };

  return { row, talent, consent, permission, audition, talentTurn, teamTurn, inTurn };
}
export type Auditions = ReturnType<typeof stageAuditions>;
