import { type Language, type Outgoing, plainText } from "../../core/messages/message.ts";
import { splitText } from "../cut-text.ts";
import { languageOf, numberedText } from "../number-menu.ts";
import { plainForSms } from "./segments.ts";

/** Twilio refuses more (error 21617). */
const LONGEST = 1_600;

const ON_WHATSAPP: Record<Language, (link: string) => string> = {
  en: (link) => `Answer on WhatsApp: ${link}`,
  hinglish: (link) => `WhatsApp par jawab dein: ${link}`,
  hi: (link) => `WhatsApp पर जवाब दें: ${link}`,
  mr: (link) => `WhatsApp वर उत्तर द्या: ${link}`,
};

type To = { to: string; whatsappNumber?: string | undefined };

/**
 * The texts to send, each at most 1,600 characters, choices as numbers. A text to India can have no answer: it names our
 * WhatsApp number's link in place of the numbers, whole, as shortened links are filtered there.
 */
export function renderSms(outgoing: Outgoing, { to, whatsappNumber }: To): string[] {
  return splitText(plainForSms(isIndian(to) ? oneWay(outgoing, whatsappNumber) : numberedText(outgoing)), LONGEST);
}

const isIndian = (number: string) => number.startsWith("+91");

function oneWay(outgoing: Outgoing, whatsappNumber: string | undefined): string {
  const text = plainText(outgoing);
  const asks =
    outgoing.choices?.length || outgoing.blocks.some((block) => block.type === "card" && block.choices?.length);
  if (!asks || !whatsappNumber) return text;
  const link = `https://wa.me/${whatsappNumber.replace(/\D/g, "")}`;
  return text.includes(link) ? text : `${text}\n\n${ON_WHATSAPP[languageOf(outgoing)](link)}`;
}
