/**
 * A whole casting house in a few rows: at least one in every table with a workspace. Its words carry marks that say who
 * may read them, so that a test can look for them where they must not be.
 */
import { randomBytes } from "node:crypto";
import type { Db } from "../../src/core/ports.ts";

export type House = Awaited<ReturnType<typeof furnishHouse>>;

type Furnishing = {
  /** In ids of accounts and addresses; lower-case letters. */
  name: string;
  /** When its sessions are: a Friday, 14:00 IST. */
  friday: Date;
};

const MINUTE_MS = 60_000;

/** Who may read what carries it, in house `name`. */
export const marksOf = (name: string) => ({
  /** Nobody outside of the house. */
  house: `MARK-${name}-house`,
  /** The first thread's team. */
  team: `MARK-${name}-team`,
  /** The second thread's team, and not the first's. */
  thread: `MARK-${name}-thread`,
  /** Bela's conversation, neither the team nor another talent. */
  bela: `MARK-${name}-bela`,
  /** Asha's conversation and nobody else's. */
  asha: `MARK-${name}-asha`,
});

export async function furnishHouse(db: Db, { name, friday }: Furnishing) {
  const marks = marksOf(name);
  const put = putting(db);
  const workspaceId = String(
    (await put("workspaces", { name: `${name} ${marks.house}`, settings: { digest: "off", escalations: "off" } })).id,
  );
  const own = (row: Record<string, unknown>) => ({ workspace_id: workspaceId, ...row });
  const add = async (table: string, row: Record<string, unknown>) => String((await put(table, own(row))).id);
  const at = (minutes: number) => new Date(friday.getTime() + minutes * MINUTE_MS);
  const between = (from: number, to: number) => `[${at(from).toISOString()},${at(to).toISOString()})`;

  for (const channel of ["slack", "whatsapp", "sms"]) {
    await put("channel_accounts", own({ channel, platform: "web", account: name }));
  }
  const projectId = await add("projects", { title: `Film of ${name}`, production_house: name });
  await put("casting_words", own({ said: marks.house, english: "house" }));
  const searchId = await add("search_runs", { asked: "{}", ids: [], total: 0 });
  await put("vector_models", own({ model: "none", ready_at: at(0) }));
  const roomId = await add("rooms", { name: `room of ${name}` });
  const person = async (who: string, role: string, points: Record<string, string>) => {
    const id = await add("people", { name: who });
    await put("memberships", own({ person_id: id, role }));
    for (const [channel, address] of Object.entries(points)) {
      await put("contact_points", own({ person_id: id, channel, address }));
    }
    return id;
  };
  const director = await person("Director", "director", { slack: `${name}-director` });
  const talent = async (who: string, phone: string, mark: string) => {
    const id = await person(who, "talent", { whatsapp: phone, email: `${who.split(" ")[0]}.${mark}@example.com` });
    await put(
      "consents",
      own({ person_id: id, channel: "whatsapp", wording: mark, source: "form", given_at: at(-9_999) }),
    );
    await put(
      "talent_profiles",
      own({
        person_id: id,
        external_id: `${name}-${phone}`,
        display_name: who,
        age_min: 25,
        age_max: 32,
        gender: "female",
        city: "Mumbai",
        languages: ["marathi", "hindi"],
        skills: ["dance"],
        bio: `Played a cop in two series. ${who}`,
        search_text: `cop series dance marathi hindi ${who}`,
        content_hash: "x",
      }),
    );
    await put("talent_names", own({ person_id: id, sounds: who.toLowerCase() }));
    await put(
      "profile_vectors",
      own({
        person_id: id,
        model: "none",
        dimension: 512,
        content_hash: "x",
        embedding: `[${Array(512).fill("0.1").join()}]`,
      }),
    );
    await put(
      "kept_vectors",
      own({
        person_id: id,
        model: "none",
        dimension: 512,
        content_hash: "before",
        embedding: `[${Array(512).fill("0.1").join()}]`,
        kept_at: at(0),
      }),
    );
    await add("photos", {
      person_id: id,
      file_key: mark,
      bytes: 1,
      sha256: who,
      sent_by: id,
      received_at: at(0),
    });
    await add("book_outs", { person_id: id, during: "[2027-03-01,2027-03-05)", reason: mark });
    await add("memories", { kind: "semantic", subject_id: id, audience: "talent", trust: "said", text: mark });
    return id;
  };
  const digits = String(parseInt(randomBytes(2).toString("hex"), 16))
    .padStart(5, "0")
    .slice(-5);
  const phones = { asha: `+9100000${digits}`, bela: `+9100001${digits}`, chitra: `+9100002${digits}` };
  const asha = await talent(`Asha of ${name}`, phones.asha, marks.asha);
  const bela = await talent(`Bela of ${name} ${marks.house}`, phones.bela, marks.bela);
  const chitra = await talent(`Chitra of ${name}`, phones.chitra, marks.bela);

  const conversation = (channel: string, key: string, side: string, personId: string | null) =>
    add("conversations", { channel, account: name, key, side, person_id: personId, last_inbound_at: at(-9_999) });
  const threads = { first: `${name}-thread-1`, second: `${name}-thread-2` };
  const thread1 = await conversation("slack", threads.first, "team", null);
  const thread2 = await conversation("slack", threads.second, "team", null);
  const phoneAsha = await conversation("whatsapp", phones.asha, "talent", asha);
  const phoneBela = await conversation("whatsapp", phones.bela, "talent", bela);

  const casting = async (conversationId: string, mark: string, startMinutes: number) => {
    const roleId = await add("roles", {
      project_id: projectId,
      conversation_id: conversationId,
      title: conversationId === thread1 ? "Cop" : `Lead ${mark}`,
      brief: `Budget and gossip ${mark}`,
      breakdown: { title: "Cop", headcount: 2, criteria: { about: "cop" }, understood: [mark] },
      headcount: 2,
      created_by: director,
    });
    await db.query(`update conversations set role_id = $2 where id = $1`, [conversationId, roleId]);
    const sessionId = await add("sessions", {
      role_id: roleId,
      room_id: roomId,
      place: conversationId === thread1 ? "Andheri" : `Villa ${mark}`,
      starts_at: at(startMinutes),
      ends_at: at(startMinutes + 120),
      slot_minutes: 20,
      time_zone: "Asia/Kolkata",
      created_by: director,
    });
    const slotIds: string[] = [];
    for (let slot = 0; slot < 6; slot += 1) {
      const minutes = startMinutes + slot * 20;
      slotIds.push(
        await add("slots", {
          session_id: sessionId,
          room_id: roomId,
          starts_at: at(minutes),
          ends_at: at(minutes + 20),
        }),
      );
    }
    const approvalId = await add("approvals", {
      kind: "invitation",
      state: "approved",
      conversation_id: conversationId,
      payload: { sessionId, candidateIds: [], note: mark },
      created_by: director,
      decided_by: director,
      decided_at: at(-9_000),
    });
    const says = {
      conversation_id: conversationId,
      direction: "in",
      person_id: director,
      text: `${mark} in confidence`,
    };
    const messageId = await add("messages", says);
    await add("memories", {
      kind: "procedural",
      audience: "team",
      trust: "said",
      text: mark,
      source_message_ids: [messageId],
    });
    return { roleId, sessionId, slotIds, approvalId };
  };
  const one = await casting(thread1, marks.team, 0);
  const two = await casting(thread2, marks.thread, 600);

  const invited = async (into: typeof one, talentId: string) => {
    const candidateId = await add("candidates", {
      role_id: into.roleId,
      talent_id: talentId,
      state: "invited",
      selected_at: at(-9_500),
      rank: 1,
    });
    const invitationId = await add("invitations", {
      session_id: into.sessionId,
      candidate_id: candidateId,
      talent_id: talentId,
      approval_id: into.approvalId,
    });
    return { candidateId, invitationId };
  };
  const ashaIn = await invited(one, asha);
  const belaIn = await invited(one, bela);
  const belaElsewhere = await invited(two, bela);
  const waiting = await add("candidates", {
    role_id: one.roleId,
    talent_id: chitra,
    state: "selected",
    selected_at: at(-9_400),
    rank: 3,
  });
  const elsewhere = await add("candidates", {
    role_id: two.roleId,
    talent_id: chitra,
    state: "selected",
    selected_at: at(-9_400),
    rank: 2,
  });
  await put(
    "candidate_votes",
    own({ candidate_id: waiting, person_id: director, vote: "maybe", voted_at: at(-9_300) }),
  );
  await add("minor_permissions", {
    talent_id: chitra,
    role_id: one.roleId,
    document: marks.team,
    received_by: director,
    received_at: at(-9_300),
  });
  await add("candidate_notes", { candidate_id: waiting, written_by: director, text: `note ${marks.team}` });
  await add("candidate_moves", {
    candidate_id: waiting,
    from_state: "submitted",
    to_state: "selected",
    moved_by: director,
    moved_at: at(-9_400),
    why: "the team chose",
  });
  const draft = await add("approvals", {
    kind: "invitation",
    conversation_id: thread1,
    payload: { sessionId: one.sessionId, candidateIds: [waiting] },
    created_by: director,
  });
  const questions: string[] = [];
  const book = async (invitationId: string, slotId: string, from: number) => {
    const bookingId = await add("bookings", {
      invitation_id: invitationId,
      slot_id: slotId,
      talent_id: bela,
      during: between(from, from + 20),
      state: "confirmed",
      confirmed_at: at(-8_000),
      ics_token: randomBytes(16).toString("base64url"),
    });
    await add("reminders", { booking_id: bookingId, booking_version: 1, lead_minutes: 180, fire_at: at(from - 180) });
    const calendarEventId = await add("calendar_events", {
      booking_id: bookingId,
      provider_id: `cm${randomBytes(8).toString("hex")}`,
      wanted: "present",
      wanted_version: 1,
      known_version: 1,
      state: "done",
    });
    questions.push(
      await add("calendar_questions", {
        calendar_event_id: calendarEventId,
        booking_id: bookingId,
        booking_version: 1,
        kind: "deleted",
        fingerprint: "deleted",
        created_at: at(-6_500),
      }),
    );
    return bookingId;
  };
  const bookings = [
    await book(belaIn.invitationId, String(one.slotIds[0]), 0),
    await book(belaElsewhere.invitationId, String(two.slotIds[0]), 600),
  ];
  const connection = {
    person_id: director,
    account: `${name}@example.com`,
    state: "connected",
    connected_at: at(-6_000),
  };
  const connectionId = await add("calendar_connections", { ...connection, sealed_token: `sealed ${marks.team}` });
  await put("calendar_feeds", { connection_id: connectionId, next_at: at(1_000_000) });
  await put(
    "calendar_links",
    own({
      hash: randomBytes(8).toString("hex"),
      person_id: director,
      conversation_id: thread1,
      created_at: at(-6_000),
    }),
  );
  const hash = () => randomBytes(8).toString("hex");
  await put("office_links", own({ hash: hash(), person_id: director, created_at: at(-6_000) }));
  await put("visits", own({ hash: hash(), person_id: director, began_at: at(-6_000), ends_at: at(9_000) }));
  const offerId = await add("offers", {
    candidate_id: belaElsewhere.candidateId,
    talent_id: bela,
    approval_id: two.approvalId,
    during: "[2027-01-10,2027-01-20)",
    rate: marks.bela,
    usage: "all",
    exclusivity: "none",
    expires_at: at(9_000),
    created_at: at(-9_000),
  });
  const holdId = await add("holds", {
    candidate_id: belaIn.candidateId,
    talent_id: bela,
    kind: "pin",
    during: "[2026-12-10,2026-12-20)",
    expires_at: at(9_000),
  });

  const tapeId = await add("tapes", {
    candidate_id: belaIn.candidateId,
    talent_id: bela,
    approval_id: one.approvalId,
    state: "received",
    due_at: at(5_000),
    requested_at: at(-5_000),
    moved_at: at(-4_000),
  });
  await add("tapes", {
    candidate_id: ashaIn.candidateId,
    talent_id: asha,
    approval_id: one.approvalId,
    due_at: at(5_000),
    requested_at: at(-5_000),
    moved_at: at(-5_000),
  });
  await add("takes", {
    tape_id: tapeId,
    link: `https://example.com/${marks.team}`,
    sent_by: bela,
    received_at: at(-4_000),
  });
  await add("sides", {
    role_id: one.roleId,
    file_key: `${workspaceId}/sides/${marks.team}`,
    bytes: 1_000,
    sha256: "x",
    pages: 2,
    attached_by: director,
    attached_at: at(-9_000),
  });
  await add("sides_releases", {
    role_id: one.roleId,
    talent_id: bela,
    booking_id: bookings[0],
    released_at: at(-8_000),
  });

  const said = async (conversationId: string, personId: string, mark: string) => {
    const turnId = await add("turns", {
      conversation_id: conversationId,
      actor_id: personId,
      fence: 1,
      state: "done",
      brain: "rule",
      finished_at: at(-7_000),
    });
    await put(
      "turn_steps",
      own({
        turn_id: turnId,
        position: 0,
        kind: "answer",
        content: { kind: "answer", answer: { content: [{ type: "text", text: mark }], stopReason: "end_turn" } },
      }),
    );
    await add("messages", {
      conversation_id: conversationId,
      direction: "in",
      person_id: personId,
      text: `${mark} in confidence`,
    });
    const outgoing = { blocks: [{ type: "text", text: mark }] };
    const outboxId = await add("outbox", {
      conversation_id: conversationId,
      person_id: personId,
      turn_id: turnId,
      dedupe_key: `turn:${turnId}:reply`,
      purpose: "reply",
      outgoing,
      state: "sent",
      provider_id: `sent-${turnId}`,
    });
    await add("messages", {
      conversation_id: conversationId,
      direction: "out",
      outbox_id: outboxId,
      text: mark,
      content: outgoing,
    });
    return outboxId;
  };
  await said(phoneAsha, asha, marks.asha);
  const outboxBela = await said(phoneBela, bela, marks.bela);
  await add("alarms", {
    kind: "nudge_invitation",
    subject_id: ashaIn.invitationId,
    key: `invitation:${ashaIn.invitationId}:silence:1`,
    data: { nudge: 1 },
    actor_id: director,
    side: "team",
    fire_at: at(-100),
  });
  await put("ops_channels", own({ conversation_id: thread2, set_by: director, set_at: at(-9_000) }));
  const checkpointId = await add("role_checkpoints", {
    role_id: two.roleId,
    kind: "shortlist",
    after_kinds: ["brief"],
    moved_at: at(-9_000),
    owner_name: `owner ${marks.thread}`,
    gate_person_id: director,
  });
  await add("day_requests", { invitation_id: ashaIn.invitationId, asked_at: at(-50) });
  await put("dead_letters", own({ kind: "outbox", subject_id: outboxBela, dropped_at: at(-6_000) }));
  const actionId = randomBytes(16).toString("base64url");
  await put(
    "actions",
    own({
      id: actionId,
      conversation_id: phoneBela,
      outbox_id: outboxBela,
      position: 1,
      label: "Cancel",
      person_id: bela,
      side: "talent",
      verb: "cancel_booking",
      args: { bookingId: bookings[0] },
    }),
  );
  await add("profile_changes", {
    person_id: bela,
    field: "city",
    from_value: JSON.stringify("Thane"),
    to_value: JSON.stringify(marks.bela),
    changed_by: bela,
    source: "chat",
    changed_at: at(-7_000),
  });
  const savedSearchId = await add("saved_searches", {
    conversation_id: thread1,
    name: marks.team,
    criteria: { gender: "female" },
    created_by: director,
    created_at: at(-7_000),
    checked_at: at(-7_000),
  });
  await put("saved_search_hits", own({ search_id: savedSearchId, talent_id: bela }));
  const [firstId, secondId] = [asha, bela].toSorted();
  const duplicateId = await add("talent_duplicates", {
    first_id: firstId,
    second_id: secondId,
    why: ["name"],
    found_at: at(-7_000),
  });
  const mergeId = await add("talent_merges", {
    kept_id: asha,
    gone_id: director,
    undo: { gone: { display_name: marks.team }, before: {}, after: {}, moved: {}, states: {} },
    merged_by: director,
    merged_at: at(-9_900),
  });
  await put("profile_talks", own({ person_id: bela, skipped: ["bio"], updated_at: at(-7_000) }));
  await add("audit_log", {
    at: at(-7_000),
    actor_id: director,
    verb: "invite",
    subject: "candidate",
    subject_id: belaIn.candidateId,
    details: { note: marks.team },
  });

  return {
    name,
    searchId,
    workspaceId,
    marks,
    phones,
    threads,
    people: { director, asha, bela, chitra },
    conversations: { thread1, thread2, phoneAsha, phoneBela },
    one: { ...one, asha: ashaIn, bela: belaIn, waiting, draft },
    two: { ...two, bela: belaElsewhere, waiting: elsewhere },
    bookings,
    questions,
    actionId,
    holdId,
    offerId,
    tapeId,
    duplicateId,
    mergeId,
    savedSearchId,
    checkpointId,
    projectId,
    roomId,
  };
}

/** Inserts a row and returns it; objects go in as json, arrays as arrays. */
const putting =
  (db: Db) =>
  async (table: string, row: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const columns = Object.keys(row);
    const values = Object.values(row).map((value) =>
      value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Date)
        ? JSON.stringify(value)
        : value,
    );
    const { rows } = await db.query(
      `insert into ${table} (${columns.join()}) values (${columns.map((_, index) => `$${index + 1}`).join()}) returning *`,
      values,
    );
    return rows[0] as Record<string, unknown>;
  };
