import { validateRequest, validateRequestWithBody } from "twilio/lib/webhooks/webhooks.js";
import { readForm } from "./form.ts";

export type Signed = {
  /** As Twilio called it: our public address, path and query. */
  url: string;
  signature: string | undefined;
  contentType: string | undefined;
  body: Uint8Array;
};

/**
 * True when the request was signed with our token: HMAC-SHA1 over the address and the sorted form fields, or over an
 * address that carries the body's SHA-256. Compared in constant time; with and without the standard port, as Twilio's
 * back ends differ (twilio.com/docs/usage/security).
 */
export function isSignedByTwilio(authToken: string, { url, signature, contentType, body }: Signed): boolean {
  if (!signature) return false;
  try {
    if (url.includes("bodySHA256=")) {
      return validateRequestWithBody(authToken, signature, url, new TextDecoder().decode(body));
    }
    return validateRequest(authToken, signature, url, isForm(contentType) ? readForm(body) : {});
  } catch {
    return false;
  }
}

export const isForm = (contentType: string | undefined) =>
  contentType?.split(";")[0]?.trim().toLowerCase() === "application/x-www-form-urlencoded";
