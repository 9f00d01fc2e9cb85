import type { Letter } from "../../core/messages/message.ts";
import type { Bot } from "../bot.ts";
import { cutText, splitText } from "../cut-text.ts";
import { numberedText } from "../number-menu.ts";
import { createTwilioBot, type TwilioPart, type TwilioWiring } from "../twilio/bot.ts";
import { fillTemplate, TEMPLATE_LANGUAGE } from "./template.ts";

/** Twilio refuses more, also on WhatsApp (error 21617). */
const LONGEST = 1_600;
/** Meta's limit for the body of a template, variables included. */
const LONGEST_VARIABLE = 900;

type Numbers = { whatsappFrom: string; contentSids: Record<string, string> };

/** WhatsApp over Twilio. */
export function createTwilioWhatsAppBot({ whatsappFrom, contentSids }: Numbers, wiring: TwilioWiring): Bot {
  return createTwilioBot(
    {
      platform: "twilio_whatsapp",
      channel: "whatsapp",
      from: `whatsapp:${whatsappFrom}`,
      addressOf: (conversationKey) => `whatsapp:${conversationKey}`,
      render: (letter) => renderTwilioWhatsApp(letter, contentSids),
    },
    wiring,
  );
}

/**
 * Within the window free text, choices as numbers (Twilio's buttons need a Content template). After it the Content
 * template configured as `<name>_<language>` or `<name>`, with the message's n variables as {{1}} … {{n}} and the actions
 * behind its quick replies as {{n+1}} …, in the order of the buttons. `no_template` when none is configured.
 */
export function renderTwilioWhatsApp(
  { outgoing, windowOpen }: Pick<Letter, "outgoing" | "windowOpen">,
  contentSids: Record<string, string>,
): TwilioPart[] | { code: string } {
  if (windowOpen) return splitText(numberedText(outgoing), LONGEST).map((body) => ({ body }));
  const { name, language, variables, payloads } = fillTemplate(outgoing);
  const contentSid =
    contentSids[`${name}_${language}`] ?? contentSids[`${name}_${TEMPLATE_LANGUAGE[language]}`] ?? contentSids[name];
  if (!contentSid) return { code: "no_template" };
  const says = variables.map((text) => cutText(text, LONGEST_VARIABLE));
  const all = [...says, ...payloads].map((value, index) => [String(index + 1), value]);
  return [{ contentSid, contentVariables: JSON.stringify(Object.fromEntries(all)), says }];
}
