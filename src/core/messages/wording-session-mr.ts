import { slotLines } from "./wording-facts.ts";
import { kindIn } from "./wording-round.ts";
import type { SessionWords } from "./wording-session-en.ts";

const kind = kindIn("mr");
const titled = (role: string) => (role ? `“${role}”` : "एका रोल");
const of = (child: string | undefined) => (child ? `${child}च्या ` : "");

export const sessionMr: SessionWords = {
  sessionMoved: ({ round, role, child, was, day, place, times }) =>
    `कास्टिंग टीमने ${of(child)}${titled(role)} च्या ${kind(round)}चा दिवस किंवा वेळ बदलली आहे: आता ${day}, ${place}; ${was} रोजी नाही. कोणती वेळ चालेल?${slotLines(times)}\nएकही चालत नसेल तर तसे कळवा.`,
  placeMoved: ({ round, role, child, when, place, asks }) =>
    `ठिकाण बदलले आहे: ${of(child)}${titled(role)} चे ${kind(round)} आता ${place} येथे आहे. ` +
    (asks ? `दुसऱ्या वेळेबद्दल टीमचे उत्तर येईपर्यंत वेळ ही आहे: ${when}.` : `वेळ तीच आहे: ${when}.`),
  timeLost: ({ round, role, child, when, was, place, times }) =>
    `कास्टिंग टीमने ${titled(role)} चे ${kind(round)} दुसऱ्या वेळी ठेवले आहे. ${of(child)}${was} ऐवजी आता ${when}, ${place} असते, आणि माझ्या माहितीप्रमाणे तेव्हा येणे जमणार नाही, म्हणून मी ती वेळ सोडली आहे. ` +
    `दुसरी कोणती वेळ चालेल?${slotLines(times)}\nएकही चालत नसेल तर कळवा.`,
  sessionOff: ({ round, role, child, day }) =>
    `क्षमस्व: ${day} रोजीचे ${of(child)}${titled(role)} चे ${kind(round)} कास्टिंग टीमने रद्द केले आहे. उत्तर देण्याची किंवा येण्याची गरज नाही; हे तुमच्यामुळे नाही.`,
};
