import type { Hono } from "hono";
import type { Accepted, Channel, Found, Letter, Platform, SendResult } from "../core/messages/message.ts";
import type { Fetched, Known } from "../core/ports.ts";

/** Stores what was accepted and resolves after the commit; throws AppError `unavailable` when it could not (answer 503). */
export type Ingest = (accepted: Accepted[]) => Promise<void>;

/** One platform: its webhooks in, its messages out. Built only when its secrets are configured. */
export type Bot = {
  platform: Platform;
  channel: Channel;
  /** Routes below /webhooks. Absent for a bot without webhooks. */
  routes?: (ingest: Ingest) => Hono;
  /** Never throws: every failure is an outcome. Gives a call up after 10 s with `unknown` when it may have left. */
  send: (letter: Letter) => Promise<SendResult>;
  /** Asks the provider whether a letter of unknown fate was sent. The ids in `taken` belong to other letters. */
  find: (letter: Letter, taken?: string[]) => Promise<Found>;
  /** What the platform knows of one of its people, where it tells. May throw. */
  whois?: (address: string) => Promise<Known>;
  /** A file that a message announced, where the platform gives it. May throw. */
  fetchFile?: (media: { reference?: string }, signal: AbortSignal) => Promise<Fetched | "gone">;
  /** For long-lived connections (whatsapp-web.js). */
  start?: (ingest: Ingest) => Promise<void>;
  stop?: () => Promise<void>;
};
