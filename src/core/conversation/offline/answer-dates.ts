import type { Intent } from "./intent.ts";
import { has, padded, phrases, tokenise } from "./tokens.ts";

/** How our question about a talent's dates ends, in each language. */
const ASKED = /free on these dates\?$|in dates par free (?:hai|hain)\?$|खाली (?:है|हैं)\?$|मोकळे (?:आहे|आहात) का\?$/u;

const FREE = phrases(
  "i am free, im free, am free, we are free, she is free, he is free, free on those dates, free on these dates, i am available, im available, available, dates work, dates are fine, dates are ok, dates free, free hoon, free hu, main free, dates khaali, dates theek, available hoon, available hu, mokli ahe, mokla ahe",
  "खाली हूं, खाली है, तारीखें ठीक, फ्री हूं, मोकळी आहे, मोकळा आहे, तारखा मोकळ्या",
);
const NOT_FREE = phrases(
  "not free, not available, unavailable, am busy, im busy, i am busy, she is busy, he is busy, already booked, other shoot, another shoot, free nahi, available nahi, busy hoon, busy hu, dates nahi, mokli nahi, mokla nahi",
  "खाली नहीं, फ्री नहीं, व्यस्त हूं, बिज़ी हूं, मोकळी नाही, मोकळा नाही, मोकळे नाही",
);

/** How our offer of a role says what it is, in each language. */
const OFFERED =
  /becomes one when you accept|accept karenge tab booking hogi|स्वीकार करने पर बुकिंग होगी|स्वीकारल्यावर बुकिंग होईल/u;
const ACCEPTS = phrases(
  "i accept, accept, accepted, accept karti, accept karta, accept hai, manzoor, manjur, स्वीकार है, मंज़ूर, मंजूर, मान्य",
);

/** The answer to an offer, when that is what was said last; undefined for anything else. */
export function offerAnswer(said: string, lastSaid: string, intent: Intent): "accept" | "decline" | undefined {
  if (!OFFERED.test(lastSaid)) return undefined;
  if (intent.kind === "no" || intent.kind === "cancel") return "decline";
  return intent.kind === "yes" || has(padded(tokenise(said)), ACCEPTS) ? "accept" : undefined;
}

/** The answer to a question about dates, when that is what was asked last; undefined for anything else. */
export function datesAnswer(said: string, lastSaid: string, intent: Intent): "yes" | "no" | undefined {
  if (!ASKED.test(lastSaid.trim())) return undefined;
  const words = padded(tokenise(said));
  if (has(words, NOT_FREE) || intent.kind === "no" || intent.kind === "cancel") return "no";
  return has(words, FREE) || intent.kind === "yes" ? "yes" : undefined;
}
