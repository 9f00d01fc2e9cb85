import { AppError } from "../core/errors.ts";

/** What PostgreSQL refused, without the values it refused: those may be people's words. */
export class DbError extends Error {
  readonly code: string | undefined;
  readonly constraint: string | undefined;

  constructor(message: string, { code, constraint }: { code?: string | undefined; constraint?: string | undefined }) {
    super(message);
    this.name = "DbError";
    this.code = code;
    this.constraint = constraint;
  }
}

/** The database could not answer now, whatever was asked; its own words are the cause. */
export type Unavailable = AppError & { cause: DbError };

/**
 * What says nothing about the statement: no connection (class 08, the socket's own codes), no room (53), the server goes
 * (57P), a time limit (57014, 25P03, 25P04, 55P03), and having given way to others (40001, 40P01).
 */
const AWAY = /^(08...|53...|57P..|57014|25P0[34]|55P03|40001|40P01|E[A-Z_]+)$/;
/** The driver has no codes for these. */
const AWAY_WORDS = /timeout|Connection terminated|not queryable|connection (ended|closed|error)/i;

/** From whatever a driver threw: `unavailable` when another try may succeed, otherwise what was refused. */
export function toDbError(error: unknown): DbError | Unavailable {
  const { message, code, constraint } = error as { message?: string; code?: string; constraint?: string };
  const cause = new DbError(message ?? "the database refused", { code, constraint });
  const away = code === undefined ? AWAY_WORDS.test(cause.message) : AWAY.test(code);
  return away
    ? (new AppError("unavailable", `the database does not answer: ${code ?? message}`, { cause }) as Unavailable)
    : cause;
}

export const isUnavailable = (error: unknown): error is Unavailable =>
  error instanceof AppError && error.code === "unavailable" && error.cause instanceof DbError;
