import { slotLines } from "./wording-facts.ts";
import { kindIn } from "./wording-round.ts";
import type { SessionWords } from "./wording-session-en.ts";

const kind = kindIn("hi");
const titled = (role: string) => (role ? `“${role}”` : "एक रोल");
const of = (child: string | undefined) => (child ? `${child} के ` : "");

export const sessionHi: SessionWords = {
  sessionMoved: ({ round, role, child, was, day, place, times }) =>
    `कास्टिंग टीम ने ${of(child)}${titled(role)} के ${kind(round)} का दिन या समय बदला है: अब ${day}, ${place}; ${was} को नहीं। कौन सा समय ठीक रहेगा?${slotLines(times)}\nकोई न हो तो वह भी बता दीजिए।`,
  placeMoved: ({ round, role, child, when, place, asks }) =>
    `जगह बदली है: ${of(child)}${titled(role)} का ${kind(round)} अब ${place} पर है। ` +
    (asks ? `दूसरे समय के बारे में टीम के जवाब तक समय यह है: ${when}.` : `समय वही है: ${when}.`),
  timeLost: ({ round, role, child, when, was, place, times }) =>
    `कास्टिंग टीम ने ${titled(role)} का ${kind(round)} दूसरे समय पर रखा है। ${of(child)}${was} का समय अब ${when}, ${place} होता, और जितना मुझे पता है तब आना नहीं हो सकता, इसलिए मैंने वह छोड़ दिया है। ` +
    `कौन सा दूसरा समय ठीक रहेगा?${slotLines(times)}\nकोई न हो तो बता दीजिए।`,
  sessionOff: ({ round, role, child, day }) =>
    `माफ़ कीजिए: ${day} का ${of(child)}${titled(role)} का ${kind(round)} कास्टिंग टीम ने रद्द किया है। जवाब देने या आने की ज़रूरत नहीं; यह आपकी वजह से नहीं है।`,
};
