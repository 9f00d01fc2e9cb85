import { slotLines } from "./wording-facts.ts";
import { kindIn } from "./wording-round.ts";
import type { SessionWords } from "./wording-session-en.ts";

const kind = kindIn("hinglish");
const titled = (role: string) => (role ? `“${role}”` : "ek role");
const of = (child: string | undefined) => (child ? `${child} ke ` : "");

export const sessionHinglish: SessionWords = {
  sessionMoved: ({ round, role, child, was, day, place, times }) =>
    `Casting team ne ${of(child)}${titled(role)} ke ${kind(round)} ka din ya time badla hai: ab ${day}, ${place}; ${was} ko nahi. Kaunsa time theek rahega?${slotLines(times)}\nKoi na ho to woh bhi bata dijiye.`,
  placeMoved: ({ round, role, child, when, place, asks }) =>
    `Jagah badli hai: ${of(child)}${titled(role)} ka ${kind(round)} ab ${place} par hai. ` +
    (asks ? `Doosre time ke baare mein team ke jawab tak time yeh hai: ${when}.` : `Time wahi hai: ${when}.`),
  timeLost: ({ round, role, child, when, was, place, times }) =>
    `Casting team ne ${titled(role)} ka ${kind(round)} doosre time par rakha hai. ${of(child)}${was} ka time ab ${when}, ${place} hota, aur jitna mujhe pata hai tab aana nahi ho sakta, isliye maine woh chhod diya hai. ` +
    `Kaunsa doosra time theek rahega?${slotLines(times)}\nKoi na ho to bata dijiye.`,
  sessionOff: ({ round, role, child, day }) =>
    `Maaf kijiye: ${day} ka ${of(child)}${titled(role)} ka ${kind(round)} casting team ne cancel kiya hai. Jawab dene ya aane ki zaroorat nahi; yeh aapki wajah se nahi hai.`,
};
