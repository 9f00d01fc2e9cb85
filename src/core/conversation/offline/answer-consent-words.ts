import type { Intent } from "./intent.ts";
import { has, padded, phrases, tokenise } from "./tokens.ts";

/** Our question for a guardian's consent, in each language. */
const ASKED = /Do you consent for [^?]+\?|ke liye aapki sehmati hai\?|के लिए आपकी सहमति है\?|साठी तुमची संमती आहे का\?/u;

const CONSENT = phrases(
  "i consent, i agree, we agree, we consent, i give consent, i give my consent, agreed, sehmati hai, manzoor, manzur, sahmati hai, sammati aahe, sammati ahe, सहमति है, मंज़ूर, मंजूर, संमती आहे, सहमत",
);
const NO_CONSENT = phrases(
  "do not consent, dont consent, not consent, do not agree, dont agree, not agree, no consent, sehmati nahi, sahmati nahi, manzoor nahi, sammati nahi, सहमति नहीं, मंज़ूर नहीं, मंजूर नहीं, संमती नाही",
);
const TAKEN_BACK = phrases(
  "withdraw my consent, withdraw consent, take back my consent, take my consent back, revoke my consent, sehmati wapas, sahmati wapas, sammati mage, sammati maage, सहमति वापस, संमती मागे",
);

/** A guardian's answer to the question for consent, or a consent taken back; undefined for anything else. */
export function consentAnswer(said: string, lastSaid: string, intent: Intent): "yes" | "no" | undefined {
  const words = padded(tokenise(said.replace(/['’]/gu, "")));
  if (has(words, TAKEN_BACK)) return "no";
  if (!ASKED.test(lastSaid.trim())) return undefined;
  if (has(words, NO_CONSENT) || intent.kind === "no") return "no";
  return has(words, CONSENT) || intent.kind === "yes" ? "yes" : undefined;
}
