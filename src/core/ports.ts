/** What core needs from outside. */

export type Row = Record<string, unknown>;

export type Queryable = {
  /** Throws AppError `unavailable` when the database cannot answer now, otherwise what it refused. Parameters: strings, numbers, booleans, Dates, null, arrays of those; json always as `JSON.stringify`d text. */
  query<R extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<{ rows: R[]; rowCount: number }>;
};

/** Begins a statement whose text, and not only its parameters, depends on what is asked: no connection keeps its plan. */
export const VARYING = "/* varying */";

/** Inside one transaction. */
export type Tx = Queryable;

/**
 * PostgreSQL, embedded or real, across workspaces and never as the owner of the tables. int8 and numeric come as numbers,
 * timestamptz as Date, json parsed.
 */
export type Db = Queryable & {
  profile: "embedded" | "scaled";
  /** `run` runs once: a transaction that gave way to others is the caller's to try again. */
  transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same database behind the row-level security of one workspace: every query and transaction sees that workspace only. */
  as(workspaceId: string): Db;
  /** Calls back for every NOTIFY on the channel; resolves to the way to stop. */
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

export type Log = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
  debug(fields: Record<string, unknown>, message: string): void;
};

/* ── Who is who ── */

/** What a platform knows of one of its people; a guest is let into single channels and is not of the company. */
export type Known = { name?: string; email?: string; guest?: boolean };
/** Undefined where the platform has no directory. May throw. */
export type Directory = (platform: string, address: string) => Promise<Known | undefined>;

/* ── The model ── */

export type TextBlock = { type: "text"; text: string };
export type ToolUseBlock = { type: "tool_use"; id: string; name: string; input: unknown };
export type ToolResultBlock = { type: "tool_result"; tool_use_id: string; content: string; is_error?: boolean };

/** The subset of the Anthropic Messages shapes that we speak; `clients/claude.ts` passes it through. */
export type ModelMessage =
  | { role: "user"; content: Array<TextBlock | ToolResultBlock> }
  | { role: "assistant"; content: Array<TextBlock | ToolUseBlock> };

export type ToolSpec = { name: string; description: string; input_schema: Record<string, unknown> };

export type Question = {
  /** Stable text first (cached), then what changes with the turn. */
  system: { stable: string; now: string };
  messages: ModelMessage[];
  tools: ToolSpec[];
  /** The one tool whose call is the answer. */
  must?: string;
  signal: AbortSignal;
  /** Text as it is produced. */
  onDelta?: (text: string) => void;
};

export type Answer = {
  content: Array<TextBlock | ToolUseBlock>;
  stopReason: "end_turn" | "tool_use" | "max_tokens" | "refusal";
  usage?: { inputTokens: number; outputTokens: number; cachedTokens: number };
};

/**
 * The model as a function. No string of its answer holds NUL or half a surrogate pair. Throws AppError `unavailable` when it cannot answer (429, 5xx, 529, timeout, cut stream,
 * open breaker), or the signal's reason when aborted.
 */
export type Ask = (question: Question) => Promise<Answer>;

/* ── Calendar ── */

export type CalendarEvent = {
  /** Chosen by us: characters a–v and 0–9, 5 to 1,024 (RFC 2938 base32hex). */
  id: string;
  summary: string;
  description: string;
  location: string;
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  attendees: { email: string; name?: string }[];
  /** With a link to a video call, made once for the event. */
  online?: boolean;
};

export type CalendarFailure =
  | { outcome: "retry"; code: string; afterMs?: number }
  | { outcome: "failed"; code: string };
export type CalendarResult = { outcome: "done"; etag?: string; meetUrl?: string } | CalendarFailure;

/** Never throws. `put` gets by id before it inserts or patches, so that repeating it is harmless; `remove` of what is gone is done. */
export type Calendar = {
  put(event: CalendarEvent): Promise<CalendarResult>;
  remove(id: string): Promise<CalendarResult>;
};

/** An event as it stands in the calendar, whoever made it so. */
export type SeenEvent = {
  id: string;
  /** Deleted; then nothing else is known of it. */
  gone: boolean;
  /** Absent for an event without hours (a whole day). */
  startsAt?: Date;
  endsAt?: Date;
  summary: string;
  description: string;
  location: string;
  answers: { email: string; answer: string }[];
  meetUrl?: string;
};

export type Interval = { from: Date; to: Date };
/** The channel's id and token come back with every ping; `address` is https. */
export type WatchChannel = { id: string; token: string; address: string; lastsMs: number };

/** An account that is read as well as written. Never throws. */
export type CalendarAccount = Calendar & {
  read(id: string): Promise<{ outcome: "done"; event: SeenEvent | undefined } | CalendarFailure>;
  /** What changed since, the deleted among it; without a token all of it. `expired`: ask again without. */
  changes(
    since: string | undefined,
  ): Promise<{ outcome: "done"; events: SeenEvent[]; next: string } | { outcome: "expired" } | CalendarFailure>;
  watch(channel: WatchChannel): Promise<{ outcome: "done"; resourceId: string; expiresAt: Date } | CalendarFailure>;
  unwatch(channel: { id: string; resourceId: string }): Promise<CalendarResult>;
  /** Of these calendars, by id or address; one that cannot be seen is left out. */
  busy(
    calendars: string[],
    during: Interval,
  ): Promise<{ outcome: "done"; busy: Map<string, Interval[]> } | CalendarFailure>;
};

/** The account of a person's connection, or the installation's own for null; undefined where there is none. */
export type CalendarOf<Account extends Calendar = CalendarAccount> = (
  connectionId: string | null,
) => Promise<Account | undefined>;

/** `busy` is absent where nobody can tell: no calendar of theirs is connected, or it did not answer. */
export type PersonBusy = { personId: string; busy?: Interval[] };
/**
 * When people of a casting team are taken by their calendars. Never throws. Asks over the network for some seconds at
 * most: not to be called with a transaction open.
 */
export type Busy = (workspaceId: string, people: string[], during: Interval) => Promise<PersonBusy[]>;

/* ── Limits ── */

/** One in `everyMs` under this key, `atOnce` of them together after a pause. */
export type Limit = { key: string; everyMs: number; atOnce: number };

/** How much a platform takes. Never throws. */
export type Limits = {
  /**
   * 0 when it may go now; otherwise how many ms to wait. The place in the line is kept for this id: coming again after
   * that time it may go.
   */
  take(id: string, limits: Limit[]): Promise<number>;
};

/* ── Embeddings ── */

/** Some models make another vector of what is looked for than of what is found. */
export type EmbedKind = "query" | "document";

export type Embed = {
  model: string;
  dimension: 512;
  /** How many texts it likes to be given at once; without it a few. */
  batch?: number;
  /** Who to ask for vectors of another model: search stays on it while profiles get theirs by a new one. */
  earlier?: (model: string) => Embed | undefined;
  /** One unit vector per text, in order. Throws AppError `unavailable`. */
  embed(texts: string[], kind: EmbedKind): Promise<number[][]>;
};

/* ── Files of people ── */

/** A file that has come in and is not kept yet. `type` is what its first bytes say; undefined for what we do not know. */
export type Received = { handle: string; bytes: number; sha256: string; type: string | undefined };
export type Stored = { body: ReadableStream<Uint8Array>; bytes: number };

/** Sides, self-tapes and photos, by key. All of it may throw AppError `unavailable`. */
export type Files = {
  /** Streams a file to disk, at most so many bytes of it. */
  receive(body: ReadableStream<Uint8Array>, mostBytes: number): Promise<Received | "too_large">;
  /** Where everybody who reads files finds it, whole; what was received is gone from here. */
  keep(received: Received, key: string): Promise<void>;
  drop(received: Received): Promise<void>;
  /** What is not there is no error. */
  remove(key: string): Promise<void>;
  /** All of it, or from byte to byte, both of them meant; undefined when there is no such file. */
  read(key: string, range?: { from: number; to: number }): Promise<Stored | undefined>;
};

/** As it is kept: drawn anew, with nothing of what the file said besides (where and when it was taken). */
export type Photo = {
  png: Uint8Array;
  /** What it looks like, 128 bits; absent for a picture of one colour. */
  look: string | undefined;
};
/** Undefined for what is no picture that can be read: JPEG, PNG or WebP. Never throws for what a stranger sent. */
export type ReadPhoto = (bytes: Uint8Array, type: string) => Promise<Photo | undefined>;

/** A file that a platform announced. */
export type Fetched = { body: ReadableStream<Uint8Array>; bytes: number | undefined };
/** `gone`: the platform has it no more, or this one gives none. Throws when it cannot be reached. */
export type FetchFile = (
  from: { platform: string; media: { reference?: string } },
  signal: AbortSignal,
) => Promise<Fetched | "gone">;

/* ── Wake-ups; any of them may be lost, the sweeper finds what no signal woke ── */

export type Wake = {
  /** An inbox row of this conversation waits for a turn. */
  inbound(conversation: { channel: string; account: string; key: string }): void;
  /** These outbox rows were committed. */
  outbox(outboxIds: string[]): void;
  calendar(calendarEventIds: string[]): void;
  /** To be looked at when their time comes. */
  reminders(reminders: { id: string; fireAt: Date }[]): void;
  /** These profiles have no current vector. */
  embed(personIds: string[]): void;
  /** Pages that show this should look again. */
  changed(workspaceId: string, what: "bookings" | "roles"): void;
};

/** What is shown while it happens: tokens, typing, new messages. Lost when nobody listens. */
export type LiveEvent =
  | { type: "typing"; conversationId: string; on: boolean }
  | { type: "delta"; conversationId: string; turnId: string; text: string }
  | { type: "message"; conversationId: string; messageId: string }
  | { type: "changed"; what: "bookings" | "embeddings" | "roles" };

export type Live = {
  publish(workspaceId: string, event: LiveEvent): void;
  subscribe(workspaceId: string, onEvent: (event: LiveEvent) => void): () => void;
};
