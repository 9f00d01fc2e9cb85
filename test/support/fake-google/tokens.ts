/** Google's consent and token endpoints: one-time codes bound to a PKCE challenge, refresh tokens that can be revoked. */
import { createHash, randomBytes } from "node:crypto";

export const CLIENT = { id: "castmatch-test.apps.example", secret: "test-google-secret" };

type Grant = { email: string; scope: string };
type Code = Grant & { challenge: string; redirectUri: string };
type Answer = { status: 200 | 400 | 401; body: Record<string, unknown> };

const refused = (error: string, status: 400 | 401 = 400): Answer => ({ status, body: { error } });
const secret = () => randomBytes(12).toString("base64url");

export function createFakeTokens() {
  const codes = new Map<string, Code>();
  const refresh = new Map<string, Grant>();
  const access = new Map<string, Grant>();

  const give = (grant: Grant, more: object = {}): Answer => {
    const token = secret();
    access.set(token, grant);
    const payload = Buffer.from(JSON.stringify({ email: grant.email, email_verified: true })).toString("base64url");
    const body = { access_token: token, expires_in: 3_600, token_type: "Bearer", scope: grant.scope };
    return { status: 200, body: { ...body, id_token: `e30.${payload}.x`, ...more } };
  };
  const long = (grant: Grant) => {
    const token = `refresh-${secret()}`;
    refresh.set(token, grant);
    return token;
  };

  const ofCode = (form: URLSearchParams): Answer => {
    const code = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const verifier = form.get("code_verifier") ?? "";
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    if (!code || code.redirectUri !== form.get("redirect_uri") || code.challenge !== challenge)
      return refused("invalid_grant");
    return give(code, { refresh_token: long(code) });
  };
  const ofAssertion = (assertion: string): Answer => {
    const claims = JSON.parse(Buffer.from(assertion.split(".")[1] ?? "", "base64url").toString());
    return give({ email: claims.sub ?? claims.iss, scope: claims.scope });
  };

  return {
    token(form: URLSearchParams): Answer {
      const kind = form.get("grant_type");
      if (kind === "urn:ietf:params:oauth:grant-type:jwt-bearer") return ofAssertion(form.get("assertion") ?? "");
      if (form.get("client_id") !== CLIENT.id || form.get("client_secret") !== CLIENT.secret)
        return refused("invalid_client", 401);
      if (kind === "authorization_code") return ofCode(form);
      const known = refresh.get(form.get("refresh_token") ?? "");
      return known ? give(known) : refused("invalid_grant");
    },
    whose: (authorization: string | undefined) => access.get(authorization?.replace(/^Bearer /, "") ?? ""),
    /** A refresh token that a person gave earlier. */
    granted: (email: string, scope = "https://www.googleapis.com/auth/calendar.events") => long({ email, scope }),
    /** A person takes back what CastMatch may do. */
    revoke(email: string) {
      for (const given of [refresh, access])
        for (const [token, grant] of given) if (grant.email === email) given.delete(token);
    },
    /** What the browser does after a person consented, or not: the address it is sent back to. */
    consent(address: string, { email, deny = false, scope }: { email: string; deny?: boolean; scope?: string }): URL {
      const asked = new URL(address).searchParams;
      const back = new URL(asked.get("redirect_uri") ?? "");
      const isFit = asked.get("response_type") === "code" && asked.get("client_id") === CLIENT.id;
      if (!isFit || asked.get("code_challenge_method") !== "S256") throw new Error("Google would refuse this request");
      back.searchParams.set("state", asked.get("state") ?? "");
      if (deny) {
        back.searchParams.set("error", "access_denied");
        return back;
      }
      const code = secret();
      codes.set(code, {
        email,
        scope: scope ?? asked.get("scope") ?? "",
        challenge: asked.get("code_challenge") ?? "",
        redirectUri: asked.get("redirect_uri") ?? "",
      });
      back.searchParams.set("code", code);
      return back;
    },
  };
}
