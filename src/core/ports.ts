/** What core needs from outside. */

export type Row = Record<string, unknown>;

export type Queryable = {
  /** Throws AppError `unavailable` when the database cannot answer now, otherwise what it refused. Parameters: strings, numbers, booleans, Dates, null, arrays of those; json always as `JSON.stringify`d text. */
  query<R extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<{ rows: R[]; rowCount: number }>;
};

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
};

export type CalendarResult =
  | { outcome: "done"; etag?: string }
  | { outcome: "retry"; code: string; afterMs?: number }
  | { outcome: "failed"; code: string };

/** Never throws. `put` gets by id before it inserts or patches, so that repeating it is harmless; `remove` of what is gone is done. */
export type Calendar = {
  put(event: CalendarEvent): Promise<CalendarResult>;
  remove(id: string): Promise<CalendarResult>;
};

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

export type Embed = {
  model: string;
  dimension: 512;
  /** One unit vector per text, in order. Throws AppError `unavailable`. */
  embed(texts: string[]): Promise<number[][]>;
};

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
