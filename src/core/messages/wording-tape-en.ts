import type { ForChild } from "./wording-facts.ts";

export type TapeFacts = ForChild & {
  name: string;
  role: string;
  /** Empty when not known. */
  house: string;
  until: string;
  /** The team's own words, empty when there are none. */
  note: string;
};
export type DueFacts = ForChild & { role: string; until: string };
export type SidesFacts = ForChild & { role: string; sidesUrl: string };
const about = (role: string, child: string | undefined) => `“${role}”${child ? ` (${child})` : ""}`;

/** What talent reads of self-tapes and sides. */
export const tapeEn = {
  tapeAsked: ({ name, role, child, house, until, note }: TapeFacts) =>
    `Hi ${name}, ${house || "our casting team"} asks for a self-tape of ${child || "you"} for “${role}”, until ${until}.${note && ` ${note}`} ` +
    "Send the video here or a link to it. This is an audition, not a booking. Will you send one?",
  tapeYesLabel: () => "I will send it",
  tapeNoLabel: () => "Not this time",
  tapeAccepted: ({ role, until, child }: DueFacts) =>
    `Thank you. I expect the self-tape for ${about(role, child)} until ${until}: send the video here (up to 100 MB), or a link to it.`,
  tapeDeclined: ({ role, child }: ForChild & { role: string }) =>
    `Noted: no self-tape for ${about(role, child)}. Thank you for telling us. If you change your mind, just send it here.`,
  tapeReceived: ({ role, child }: ForChild & { role: string }) =>
    `Thank you, the self-tape for ${about(role, child)} is here, and the casting team sees it. You may send a better take until they have looked. This is not a booking.`,
  tapeTooLarge: () =>
    "That video is larger than 100 MB, which is more than I can take, so I have not kept it. Please send it smaller (720p is fine), or put it on Drive, YouTube or Vimeo and send the link here.",
  tapeNotVideo: () =>
    "I cannot play that file: it is not a video, whatever it is called, so I have not kept it. Please send MP4, MOV or WebM, or a link to the video.",
  tapeNotFetched: () =>
    "I could not get your video from WhatsApp just now. Please send it once more, or put it on Drive, YouTube or Vimeo and send the link here. The casting team knows.",
  tapeNone: () => "No self-tape of yours is open just now. If you have a question, just write it here.",
  tapeReminder: ({ role, until, child }: DueFacts) =>
    `A reminder: the self-tape for ${about(role, child)} is due ${until}. Send the video here or a link to it. If it does not work out, write so.`,
  tapeRetake: ({ name, role, child, until, note }: TapeFacts) =>
    `Hi ${name}, thank you for the self-tape for ${about(role, child)}. The casting team would like one more take, until ${until}.${note && ` ${note}`} Send it here or a link to it. This is not a booking.`,
  tapeOpen: ({ role, until, child }: DueFacts) => `Self-tape for ${about(role, child)}: due ${until}.`,
  sidesHere: ({ role, sidesUrl, child }: SidesFacts) =>
    `The sides for ${about(role, child)}, for you alone: ${sidesUrl}\nThey carry your name: please pass them on to nobody. The link closes when the audition is off.`,
};

export type TapeWords = typeof tapeEn;
