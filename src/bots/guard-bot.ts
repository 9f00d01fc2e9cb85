import { BreakerOpen, type ProviderBreaker } from "../breakers/provider-breaker.ts";
import type { SendResult } from "../core/messages/message.ts";
import type { Bot } from "./bot.ts";

/** A bot whose provider is not called while it is taken for down: letters wait, and are never failed for it. */
export function guardBot(bot: Bot, breaker: ProviderBreaker): Bot {
  return {
    ...bot,
    send: (letter) =>
      breaker
        .run(() => bot.send(letter), saysDown)
        .catch((error: unknown) => {
          if (!(error instanceof BreakerOpen)) throw error;
          return { outcome: "retry", code: "breaker_open", afterMs: error.afterMs } as const;
        }),
    find: async (letter, taken) => (breaker.state() === "open" ? { outcome: "unknown" } : bot.find(letter, taken)),
  };
}

/** No answer, or one that only a broken server gives. Refusals and rate limits come from a provider that is well. */
function saysDown(result: SendResult): boolean {
  if (result.outcome === "sent" || result.outcome === "failed") return false;
  return result.outcome === "unknown" || result.code === "unreachable" || /^http_5/.test(result.code);
}
