const EXAMPLES =
  "• a brief: “Need three Marathi-speaking women, 25–32, for a cop role, shoot 10–20 December, 40k a day”\n" +
  "• “select 1 and 3” or “pass 2”\n" +
  "• “Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each”\n" +
  "• “where are we?”";

/** What the casting team reads, in English. */
export const teamWords = {
  hello: () => `Hello! Tell me whom you are looking for, in your own words. For example:\n${EXAMPLES}`,
  welcome: () => "You are welcome.",
  help: () => `I find talent, invite them and keep the schedule. You can write:\n${EXAMPLES}`,
  notUnderstood: () => `I did not understand that, so I did nothing. You can write:\n${EXAMPLES}`,
  basicMode: () =>
    "(Basic mode: Claude is not answering just now, so I follow plain rules. Short, plain sentences work best.)",
  expiredChoice: () => "That button is no longer open. Ask me again and I will show the current state.",
  usedChoice: () => "That was decided already. Ask “where are we?” for the current state.",
  notYours: () => "That button is for someone else, so I changed nothing.",
  unsupportedMedia: () => "I can take a PDF as the sides of a role: say “sides” with it. Please write a brief as text.",
  tooLong: () => "That message is too long for me. Please keep it under 12,000 characters.",
  impossibleTime: () =>
    "I could not read that as a time. Please write it like “Friday 27 November between 2 and 6 pm”.",
  pastTime: () => "That time has passed. Which day and time shall it be?",
  failedKindly: () => "Sorry, something went wrong on my side. Your message is stored; please try again in a minute.",
  unknownSender: () => "I do not know you in this workspace yet. Ask whoever runs CastMatch to add you.",
  askWhom: () => "Whom do you mean? Give me names or the numbers in the shortlist, for example “select 1 and 3”.",
  askWhoseBooking: () => "Whose booking shall I cancel? Give me the name.",
  cannotMove: () =>
    "I cannot move somebody's audition for them: they choose the time themselves. Ask them to write to me, or cancel it and invite them again.",
  pressButton: () => "If a draft is waiting, please press its button (Approve): a “yes” in words sends nothing.",
  /** What an invitation still lacks. */
  inviteNeeds: ({ missing }: { missing: ("day" | "hours" | "place")[] }) =>
    `Before I draft the invitation: ${missing.map((one) => NEEDS[one]).join(" ")} ` +
    "For example “Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each”.",
  nothingDone: () => "Nothing was changed.",
};

const NEEDS = { day: "which day?", hours: "from when to when?", place: "where?" };
