import type { Bot } from "../../src/bots/bot.ts";
import type { Letter } from "../../src/core/messages/message.ts";

export type Provider = { status: number; body: unknown };

/** What the suite needs to know of a bot to hold it to the promises of `src/bots/bot.ts`. */
export type BotCase = {
  /** The folder below src/bots. */
  folder: string;
  /** A bot whose provider answers at this address. */
  create: (providerUrl: string) => Bot;
  /** Where its messages arrive, below the server's root. */
  path: string;
  /** A message from a person, signed as its platform signs. The same id is the same message. */
  message: (id: string, text: string) => RequestInit;
  /** Bytes that are signed and are no event. */
  unreadable: () => RequestInit;
  letter: () => Letter;
  /** The provider's yes. */
  taken: Provider;
};
