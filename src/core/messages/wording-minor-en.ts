import type { Round } from "../auditions/rounds.ts";
import { kindIn } from "./wording-round.ts";

type Child = { child: string };
type PlaceFacts = Child & { round?: Round; house: string; role: string; when: string; place: string; until: string };

/** What the guardian of a minor reads before anything is booked. */
export const minorEn = {
  consentAsked: ({ child }: Child) =>
    `${child} is under 18, so first I need your consent as the guardian. We keep ${child}’s profile, audition times and recordings for casting only, show them to this casting team only, and write to you alone. ` +
    `You can take it back at any time: write “I withdraw my consent”. Do you consent for ${child}?`,
  /** Before the question for consent, where a time is kept until it is answered. */
  placeForChild: ({ round, house, child, role, when, place, until }: PlaceFacts) =>
    `${house || "Our casting team"} would like to see ${child} for ${role ? `“${role}”` : "a role"}: ${kindIn("en")(round)} on ${when}, ${place}. This time is kept for ${child} until ${until}.`,
  consentLabel: () => "I consent",
  noConsentLabel: () => "I do not consent",
  consentGiven: ({ child }: Child) => `Thank you. Your consent for ${child} is on record.`,
  consentRefused: ({ child }: Child) =>
    `Noted: no consent for ${child}. I book no audition for ${child} and have told the casting team. If you change your mind, choose a time again.`,
  permissionAwaited: ({ child, when, until }: Child & { when: string; until: string }) =>
    `${when} is held for ${child} until ${until}. It is not booked yet: the casting team needs the permission document for a child first. I have told them and will write here when it is booked.`,
  childHours: ({ child, limit }: Child & { limit: "day" | "stretch" | "run" }) =>
    `I cannot book that: ${child} would ${{ day: "work more than five hours that day", stretch: "work more than three hours without an hour’s rest", run: "work more than 27 days in a row" }[limit]}, and the law protects children from that. Which other time suits you?`,
};

export type MinorWords = typeof minorEn;
