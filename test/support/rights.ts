import type { Db } from "../../src/core/ports.ts";
import type { House } from "./houses.ts";
import type { Change, Row } from "./rows.ts";
import type { Who } from "./two-houses.ts";

type Rule = (row: Row, change: Change) => boolean;

/**
 * The changes that a turn of this person had no right to. What is not allowed here by name is not allowed: a new table
 * has to be thought about.
 */
export async function beyondRights(db: Db, house: House, who: Who, changes: Change[]): Promise<Change[]> {
  const rules = await (who === "asha" ? talentRules(db, house) : teamRules(db, house));
  return changes.filter((change) => {
    const row = change.after ?? (MAY_GO.has(change.table) ? change.before : undefined);
    const rule = rules[change.table];
    return !(row && row.workspace_id === house.workspaceId && rule?.(row, change));
  });
}

/** Rows that a turn may take away. */
const MAY_GO = new Set(["casting_words"]);

const isSame = (row: Row, before: Row, but: string) =>
  Object.keys(row).every((key) => key === but || JSON.stringify(row[key]) === JSON.stringify(before[key]));
const inserted: Rule = (_, { before }) => before === undefined;

async function idsOf(db: Db, sql: string, id: string): Promise<Set<unknown>> {
  const { rows } = await db.query<{ id: string }>(sql, [id]);
  return new Set(rows.map((row) => row.id));
}

/** A talent's turn: her own rows, news for the thread that invited her, and the slot she freed, by an approval. */
async function talentRules(db: Db, { people, conversations }: House): Promise<Record<string, Rule>> {
  const { asha } = people;
  const bookings = await idsOf(db, `select id from bookings where talent_id = $1`, asha);
  const candidates = await idsOf(db, `select id from candidates where talent_id = $1`, asha);
  const own = await idsOf(db, `select id from invitations where talent_id = $1`, asha);
  const offered = await idsOf(
    db,
    `select i.talent_id as id from invitations i join approvals a on a.id = i.approval_id
      where a.state = 'approved' and a.decided_by is not null and i.talent_id <> $1`,
    asha,
  );
  const { rows } = await db.query<{ id: string; person_id: string | null }>(`select id, person_id from conversations`);
  const reader = new Map(rows.map((row) => [row.id, row.person_id]));
  const reaches: Rule = ({ conversation_id: id }) =>
    id === conversations.phoneAsha || id === conversations.thread1 || offered.has(reader.get(String(id)));
  const hers: Rule = (row) => row.talent_id === asha;
  return {
    messages: (row, change) => inserted(row, change) && reaches(row, change),
    outbox: reaches,
    actions: (row, change) => inserted(row, change) && reaches(row, change),
    turns: (row) => row.actor_id === asha,
    turn_steps: inserted,
    // A freed place is kept for whom it is offered to.
    bookings: (row, change) =>
      hers(row, change) || (inserted(row, change) && row.state === "held" && offered.has(row.talent_id)),
    invitations: (row, change) => hers(row, change) || (inserted(row, change) && offered.has(row.talent_id)),
    candidates: (row, change) =>
      hers(row, change) ||
      (change.before?.state === "selected" && row.state === "invited" && offered.has(row.talent_id)),
    holds: hers,
    // Of the invitation that went to whom the freed slot was offered, of the day of what she booked, and of the saved
    // searches that a change of her profile may now match.
    alarms: (row, change) =>
      inserted(row, change) &&
      (["nudge_invitation", "expire_offer", "match_saved_search"].includes(String(row.kind)) ||
        (["not_checked_in", "long_wait"].includes(String(row.kind)) && bookings.has(row.subject_id))),
    candidate_moves: (row, change) =>
      inserted(row, change) &&
      (candidates.has(row.candidate_id) || (row.from_state === "selected" && row.to_state === "invited")),
    tapes: hers,
    takes: (row, change) => inserted(row, change) && row.sent_by === asha,
    sides_releases: (row, change) => inserted(row, change) && hers(row, change),
    day_requests: (row, change) => inserted(row, change) && own.has(row.invitation_id),
    reminders: (row) => bookings.has(row.booking_id),
    calendar_events: (row) => bookings.has(row.booking_id),
    people: (row) => row.id === asha,
    talent_profiles: (row) => row.person_id === asha,
    talent_names: (row) => row.person_id === asha,
    profile_changes: (row, change) => inserted(row, change) && row.person_id === asha,
    profile_talks: (row) => row.person_id === asha,
    photos: (row) => row.person_id === asha,
    book_outs: (row) => row.person_id === asha,
    conversations: (row, change) =>
      row.id === conversations.phoneAsha || (inserted(row, change) && offered.has(row.person_id)),
    audit_log: (row, change) => inserted(row, change) && row.actor_id === asha,
  };
}

/** A team's turn without a press of a button: its own thread's roles and sessions, drafts, and not one row about talent beyond being considered. */
async function teamRules(db: Db, { people, conversations }: House): Promise<Record<string, Rule>> {
  const { thread1 } = conversations;
  const roles = await idsOf(db, `select id from roles where conversation_id = $1`, thread1);
  const sessions = await idsOf(
    db,
    `select s.id from sessions s join roles r on r.id = s.role_id where r.conversation_id = $1`,
    thread1,
  );
  const candidates = await idsOf(
    db,
    `select c.id from candidates c join roles r on r.id = c.role_id where r.conversation_id = $1`,
    thread1,
  );
  const bookings = await idsOf(
    db,
    `select b.id from bookings b join slots s on s.id = b.slot_id join sessions e on e.id = s.session_id
       join roles r on r.id = e.role_id where r.conversation_id = $1`,
    thread1,
  );
  const here: Rule = (row) => row.conversation_id === thread1;
  return {
    messages: (row, change) => inserted(row, change) && here(row, change),
    outbox: (row, change) => here(row, change) && row.person_id === null,
    actions: (row, change) => inserted(row, change) && here(row, change),
    turns: (row) => row.actor_id === people.director && row.conversation_id === thread1,
    turn_steps: inserted,
    roles: (row) => roles.has(row.id),
    rooms: inserted,
    // Who reads with talent, by name alone.
    people: (row, change) => inserted(row, change) && row.guardian_id === null,
    // Of a brief that names one.
    projects: inserted,
    tapes: (row) => candidates.has(row.candidate_id) && row.state === "reviewed",
    // Of one that is there, when talent is reminded.
    sessions: (row, { before }) => roles.has(row.role_id) && (!before || isSame(row, before, "reminder_minutes")),
    reminders: (row) => bookings.has(row.booking_id),
    slots: (row, change) => inserted(row, change) && sessions.has(row.session_id),
    candidates: (row, { before }) =>
      roles.has(row.role_id) &&
      (row.state === before?.state ||
        // Of a session that was called off: to be seen again.
        (before?.state === "released" && ["callback", "test"].includes(String(row.state))) ||
        ["submitted", "selected", "passed", "backup", "under_consideration"].includes(String(row.state))),
    candidate_moves: (row, change) => inserted(row, change) && candidates.has(row.candidate_id),
    candidate_notes: (row, change) => inserted(row, change) && candidates.has(row.candidate_id),
    candidate_votes: (row) => candidates.has(row.candidate_id) && row.person_id === people.director,
    role_checkpoints: (row) => roles.has(row.role_id),
    // Of a gate that she set.
    alarms: (row, change) => inserted(row, change) && row.kind === "ask_gate" && row.actor_id === people.director,
    // A draft that nobody approved may be withdrawn: another takes its place.
    approvals: (row, change) =>
      here(row, change) &&
      (change.before ? change.before.state === "draft" && row.state === "discarded" : row.state !== "approved"),
    conversations: (row) => row.id === thread1,
    talent_duplicates: (row) => row.state === "open",
    saved_searches: (row, change) => inserted(row, change) && here(row, change),
    saved_search_hits: (row, change) => inserted(row, change) && row.told_at === null,
    calendar_links: (row, change) => inserted(row, change) && row.person_id === people.director,
    // What the team taught, and took back.
    casting_words: (row) => row.added_by === people.director,
    audit_log: (row, change) => inserted(row, change) && row.actor_id === people.director,
  };
}
