import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import type { Config } from "../config.ts";
import { AppError } from "../core/errors.ts";
import { SCOPES } from "./google-scopes.ts";

type Connect = NonNullable<Config["googleConnect"]>;
type Journey = { state: string; redirectUri: string };

const LONGEST_MS = 10_000;

/** Where a person consents (developers.google.com/identity/protocols/oauth2/web-server), with PKCE S256 (RFC 7636). */
export function consentUrl(connect: Connect, { state, redirectUri }: Journey): string {
  const url = new URL(connect.authUrl);
  url.search = new URLSearchParams({
    client_id: connect.clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: ["openid", "email", ...SCOPES].join(" "),
    state,
    code_challenge: createHash("sha256").update(verifierOf(connect, state)).digest("base64url"),
    code_challenge_method: "S256",
    // Without both Google gives no refresh token to who consented before.
    access_type: "offline",
    prompt: "consent",
  }).toString();
  return url.href;
}

const Tokens = z.object({ refresh_token: z.string().min(1), scope: z.string(), id_token: z.string() });
const Claims = z.object({ email: z.email() });

/**
 * Trades the code that came back for a refresh token and the account's address. Throws `forbidden` when Google refuses the
 * code or the person did not let us write events, `unavailable` when Google does not answer.
 */
export async function exchangeCode(
  connect: Connect,
  { code, state, redirectUri }: Journey & { code: string },
): Promise<{ refreshToken: string; account: string }> {
  const response = await fetch(connect.tokenUrl, {
    method: "POST",
    signal: AbortSignal.timeout(LONGEST_MS),
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      client_id: connect.clientId,
      client_secret: connect.clientSecret,
      code_verifier: verifierOf(connect, state),
    }),
  }).catch((cause: unknown) => {
    throw new AppError("unavailable", "Google's token endpoint did not answer", { cause });
  });
  if (response.status >= 500) throw new AppError("unavailable", `Google's token endpoint: ${response.status}`);
  const tokens = Tokens.safeParse(await response.json().catch(() => undefined));
  if (!response.ok || !tokens.success) throw new AppError("forbidden", `Google refused the code: ${response.status}`);
  const granted = tokens.data.scope.split(" ");
  if (!SCOPES.slice(0, 1).every((scope) => granted.includes(scope))) {
    throw new AppError("forbidden", "the calendar scope was not granted", {
      said: "You did not let CastMatch write events, so nothing was connected. Ask for a new link and tick both boxes.",
    });
  }
  return { refreshToken: tokens.data.refresh_token, account: accountIn(tokens.data.id_token) };
}

/** It came from Google itself over TLS, so that its signature proves nothing more (OpenID Connect Core 3.1.3.7). */
function accountIn(idToken: string): string {
  try {
    return Claims.parse(JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString())).email;
  } catch (cause) {
    throw new AppError("forbidden", "Google did not say which account this is", { cause });
  }
}

/** Known to who has the key and the state, so that it need not be kept. */
const verifierOf = ({ tokenKey }: Connect, state: string) =>
  createHmac("sha256", Buffer.from(tokenKey, "base64")).update(`pkce:${state}`).digest("base64url");
