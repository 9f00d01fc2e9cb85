export type ErrorCode =
  | "invalid_input"
  | "not_found"
  | "forbidden"
  | "conflict"
  | "rate_limited"
  | "unavailable"
  | "bug";

type Extra = {
  /** A sentence that may reach a person; says what to do next. */
  said?: string;
  cause?: unknown;
  details?: Record<string, unknown>;
};

/** The one error class. `message` is for logs and carries ids; only `said` may reach a person. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly said: string | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, extra: Extra = {}) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = "AppError";
    this.code = code;
    this.said = extra.said;
    this.details = extra.details;
  }
}
