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

/** From whatever a driver threw. */
export function toDbError(error: unknown): DbError {
  const { message, code, constraint } = error as { message?: string; code?: string; constraint?: string };
  return new DbError(message ?? "the database refused", { code, constraint });
}
