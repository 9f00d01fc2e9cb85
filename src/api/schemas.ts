import { z } from "@hono/zod-openapi";
import { DAY_STATES } from "../core/auditions/booking-states.ts";
import { ROUNDS } from "../core/auditions/rounds.ts";
import { VOTES } from "../core/auditions/vote-candidates.ts";

const Time = z.iso.datetime();

export const ApiError = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Error");

export const Dependency = z.object({
  state: z.enum(["up", "down", "off"]),
  latencyMs: z.number().optional(),
  detail: z.string().optional(),
});
export const Health = z
  .object({
    state: z.enum(["up", "down", "stopping"]),
    profile: z.string(),
    brain: z.enum(["claude", "offline"]),
    /** What waits for a person's decision; absent when the database does not answer. */
    deadLetters: z.number().int().optional(),
    dependencies: z.record(z.string(), Dependency),
  })
  .openapi("Health");
export type Health = z.output<typeof Health>;

export const ConversationItem = z
  .object({
    id: z.uuid(),
    channel: z.enum(["slack", "whatsapp", "sms"]),
    side: z.enum(["team", "talent"]),
    /** True for a conversation on this page; false for one on a real platform, which can be read here and not written. */
    stage: z.boolean(),
    person: z.string().nullable(),
    personId: z.uuid().nullable(),
    portraitUrl: z.string().nullable(),
    role: z.string().nullable(),
    lastMessageAt: Time.nullable(),
  })
  .openapi("Conversation");

export const MessageItem = z
  .object({
    id: z.uuid(),
    seq: z.number().int(),
    direction: z.enum(["in", "out"]),
    name: z.string().nullable(),
    text: z.string(),
    /** What was sent: blocks and choices. Empty for what came in. */
    content: z.record(z.string(), z.unknown()),
    /** The ids of its actions that were used. */
    used: z.array(z.string()),
    state: z.string().nullable(),
    receipt: z.string().nullable(),
    createdAt: Time,
  })
  .openapi("Message");

export const TalentItem = z
  .object({
    personId: z.uuid(),
    name: z.string(),
    ageMin: z.number().int(),
    ageMax: z.number().int(),
    gender: z.string(),
    city: z.string().nullable(),
    languages: z.array(z.string()),
    skills: z.array(z.string()),
    ratePaisePerDay: z.number().nullable(),
    portraitUrl: z.string().nullable(),
    isMinor: z.boolean(),
    score: z.number(),
    reasons: z.array(z.string()),
    explain: z.record(z.string(), z.number()).optional(),
  })
  .openapi("Talent");

export const StageTalentItem = TalentItem.pick({
  personId: true,
  name: true,
  ageMin: true,
  ageMax: true,
  city: true,
  languages: true,
  portraitUrl: true,
  isMinor: true,
})
  .extend({ writtenTo: z.boolean() })
  .openapi("StageTalent");

export const RoleItem = z
  .object({
    id: z.uuid(),
    title: z.string(),
    headcount: z.number().int(),
    state: z.string(),
    booked: z.number().int(),
    createdAt: Time,
  })
  .openapi("Role");

export const BoardItem = z
  .object({
    roleId: z.uuid(),
    role: z.string(),
    headcount: z.number().int(),
    state: z.string(),
    /** The most advanced first; only states that somebody is in. */
    groups: z.array(
      z.object({
        state: z.string(),
        people: z.array(
          z.object({
            candidateId: z.uuid(),
            talentId: z.uuid(),
            name: z.string(),
            portraitUrl: z.string().nullable(),
            state: z.string(),
            /** Its place in the present shortlist. */
            rank: z.number().int().nullable(),
            tags: z.array(z.string()),
            votes: z.object({ yes: z.number().int(), maybe: z.number().int(), no: z.number().int() }),
            notes: z.number().int(),
            /** Her latest audition: its booking's state, or the invitation's while nothing is booked. */
            audition: z
              .object({ round: z.enum(ROUNDS), state: z.string(), startsAt: z.string().nullable() })
              .nullable(),
            /** What stands of her dates for this role; a day each, both of them held. */
            hold: z
              .object({
                kind: z.enum(["avail_check", "first_refusal", "pin", "hold"]),
                state: z.enum(["live", "booked"]),
                place: z.number().int(),
                from: z.iso.date(),
                to: z.iso.date(),
                answer: z.enum(["yes", "no"]).nullable(),
              })
              .nullable(),
            movedAt: Time,
            movedBy: z.string().nullable(),
            why: z.string().nullable(),
            /** Where the team may put her by hand. */
            moves: z.array(z.string()),
          }),
        ),
      }),
    ),
  })
  .openapi("Board");

export const CalendarItem = z
  .object({
    /** The zone of the days asked for; a session may have another. */
    timeZone: z.string(),
    today: z.iso.date(),
    /** The day of the first open session after those days. */
    next: z.iso.date().nullable(),
    sessions: z.array(
      z.object({
        id: z.uuid(),
        roleId: z.uuid(),
        role: z.string(),
        project: z.string().nullable(),
        place: z.string(),
        state: z.enum(["open", "cancelled", "done"]),
        startsAt: Time,
        endsAt: Time,
        slotMinutes: z.number().int(),
        timeZone: z.string(),
        /** As people read it, in the session's own zone, which is named. */
        when: z.string(),
        places: z.number().int(),
        rooms: z.array(z.string()),
        bookings: z.array(
          z.object({
            id: z.uuid(),
            talentId: z.uuid(),
            name: z.string(),
            portraitUrl: z.string().nullable(),
            room: z.string(),
            state: z.string(),
            startsAt: Time,
            endsAt: Time,
            checkedInAt: Time.nullable(),
            seenAt: Time.nullable(),
            /** Here, and not called in for too long. */
            waitsTooLong: z.boolean(),
            /** What the desk may mark now. */
            marks: z.array(z.enum(DAY_STATES)),
          }),
        ),
      }),
    ),
  })
  .openapi("Calendar");

export const SheetItem = z
  .object({
    id: z.uuid(),
    roleId: z.uuid(),
    role: z.string(),
    project: z.string().nullable(),
    place: z.string(),
    /** As people read it, in the session's zone. */
    day: z.string(),
    timeZone: z.string(),
    startsAt: Time,
    endsAt: Time,
    rooms: z.array(z.string()),
    /** In order of time, then room; also those that nobody has. */
    slots: z.array(
      z.object({
        slotId: z.uuid(),
        startsAt: Time,
        endsAt: Time,
        clock: z.string(),
        room: z.string(),
        reader: z.string().nullable(),
        capacity: z.number().int(),
        people: z.array(
          z.object({
            bookingId: z.uuid(),
            talentId: z.uuid(),
            name: z.string(),
            portraitUrl: z.string().nullable(),
            state: z.string(),
            /** As people read it: "here since 1:50 pm". */
            standing: z.string(),
            checkedInAt: Time.nullable(),
            seenAt: Time.nullable(),
          }),
        ),
      }),
    ),
  })
  .openapi("Sheet");

export const DeadLetterItem = z
  .object({
    id: z.uuid(),
    kind: z.enum(["inbox", "outbox", "calendar"]),
    channel: z.string(),
    state: z.string(),
    /** Why, as a code. */
    code: z.string(),
    since: Time,
    attempts: z.number().int(),
    /** What brought it about: a turn, a key, a booking. */
    about: z.string(),
  })
  .openapi("DeadLetter");

export const BookingItem = z
  .object({
    id: z.uuid(),
    talentId: z.uuid(),
    talent: z.string(),
    portraitUrl: z.string().nullable(),
    role: z.string(),
    place: z.string(),
    state: z.string(),
    startsAt: Time,
    endsAt: Time,
    /** As people read it, zone named. */
    when: z.string(),
    calendar: z.string().nullable(),
  })
  .openapi("Booking");

/** What the team has done and written about a candidate. */
export const CandidateItem = z.object({
  candidateId: z.uuid(),
  name: z.string(),
  role: z.string(),
  state: z.string(),
  tags: z.array(z.string()),
  votes: z.array(z.object({ name: z.string(), vote: z.enum(VOTES) })),
  /** Of who asks. */
  ownVote: z.enum(VOTES).nullable(),
  /** The latest first; times with their zone named. */
  notes: z.array(z.object({ by: z.string(), text: z.string(), when: z.string() })),
  moves: z.array(z.object({ state: z.string(), by: z.string().nullable(), when: z.string(), why: z.string() })),
});

/** What would happen, and the words of the button that lets it. */
export const DraftItem = z.object({
  approvalId: z.uuid(),
  title: z.string(),
  lines: z.array(z.string()),
  label: z.string(),
  danger: z.boolean(),
});

export const VisitItem = z.object({
  by: z.enum(["visit", "link", "token"]),
  name: z.string().nullable(),
  role: z.string(),
  /** False where one may look and change nothing. */
  acts: z.boolean(),
  endsAt: z.string().nullable(),
});
