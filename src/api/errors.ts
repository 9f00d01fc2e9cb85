import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AppError, type ErrorCode } from "../core/errors.ts";

const STATUS = {
  invalid_input: 400,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
  bug: 500,
} satisfies Record<ErrorCode, ContentfulStatusCode>;

const SAID: Record<ErrorCode, string> = {
  invalid_input: "The request is not as it should be.",
  not_found: "There is nothing here.",
  forbidden: "That is not allowed.",
  conflict: "That does not fit the present state.",
  rate_limited: "Too many requests. Please wait a moment.",
  unavailable: "This is not available just now. Please try again in a moment.",
  bug: "Something went wrong on our side.",
};

/** What a client is told of an error: its code and a sentence, nothing of its insides. */
export function errorBody(error: unknown): {
  status: ContentfulStatusCode;
  body: { error: { code: ErrorCode; message: string } };
} {
  if (error instanceof HTTPException && error.status < 500) {
    return { status: error.status, body: { error: { code: "invalid_input", message: SAID.invalid_input } } };
  }
  const code = error instanceof AppError ? error.code : "bug";
  const message = (error instanceof AppError && error.said) || SAID[code];
  return { status: STATUS[code], body: { error: { code, message } } };
}
