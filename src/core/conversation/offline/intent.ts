import type { Casting } from "./casting-form.ts";
import type { When } from "./when.ts";

export type Side = "team" | "talent";

export type ProfileFields = {
  name?: string;
  age?: number;
  gender?: "female" | "male" | "nonbinary";
  city?: string;
  languages?: string[];
  skills?: string[];
  heightCm?: number;
  experienceYears?: number;
  ratePerDayRupees?: number;
  bio?: string;
  links?: string[];
};

/** Who is meant in a shortlist: places from 1, names as written, or all of it. */
export type Chosen = { numbers?: number[]; names?: string[]; all?: true };

/** "HH:MM" in the session's zone; what was not said is absent. */
export type InviteWish = {
  /** Absent: everyone who is selected. */
  who?: Chosen;
  day?: string;
  from?: string;
  to?: string;
  place?: string;
  slotMinutes?: number;
  /** Absent: the first. */
  round?: "callback" | "test";
  /** Rooms, readers, breaks and the like. */
  layout?: {
    rooms?: string[];
    readers?: string[];
    capacity?: number;
    breaks?: { from: string; to: string }[];
    gapMinutes?: number;
    gapEvery?: number;
    fill?: "choice" | "order" | "hand";
    reminderHours?: number[];
  };
  /** It corrects a draft that waits for Approve. */
  corrects?: true;
  bad?: "impossible" | "past";
};

/** Which role or whom a question about the state is about; the casting team only. */
export type StatusWish = { role?: string; name?: string; only?: "booked" | "unanswered" | "declined" };

/** What a message asks for, as far as rules can tell. */
export type Intent =
  | {
      kind:
        | "opt_out"
        | "opt_in"
        | "help"
        | "yes"
        | "no"
        | "where"
        | "when"
        | "greeting"
        | "thanks"
        | "later"
        | "who"
        | "unknown";
    }
  | ({ kind: "status" } & StatusWish)
  | { kind: "pass_on"; about: "late" | "on_the_way" | "arrived" | "how_long" | "wrong_number" | "question" }
  /** A place on a list, from 1; -1 is its last. */
  | { kind: "pick"; number: number }
  /** `asks`: whether it is free, no more. */
  | { kind: "time"; when: When; asks?: true }
  | { kind: "reschedule"; when?: When }
  | { kind: "cancel"; name?: string }
  | { kind: "about_others"; name?: string }
  /** `only`: languages, skills and links that are named replace those that are there. */
  | { kind: "profile"; fields: ProfileFields; only?: true }
  | { kind: "build_profile" | "show_profile" | "remove_photo" }
  /** ISO dates on which they are away, or are not any more; `when` is what it says if they are not away at all. */
  | { kind: "away"; from: string; to?: string }
  | { kind: "free_again"; from: string; to?: string; when?: When }
  | { kind: "brief" }
  | { kind: "search"; query: string; name?: string }
  | ({ kind: "invite" } & InviteWish)
  | ({ kind: "select" | "pass" } & Chosen)
  | { kind: "update"; change: string }
  /** The next people of the shortlist, or `again` those that were shown. */
  | { kind: "more"; count?: number; again?: true }
  | { kind: "slots" | "move" | "connect_calendar" | "calendar_feed" | "open_office" }
  | Casting;
