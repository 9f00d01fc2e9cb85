import { auth } from "@googleapis/calendar";
import type { Config } from "../config.ts";
import { SCOPES } from "./google-scopes.ts";

type Google = NonNullable<Config["google"]>;
/** Whose calendar, and how to come in. */
export type Account = Google;

/** Credentials by OAuth refresh token or service account; `renew` makes the next call fetch a new access token. */
export function googleAuth(config: Google) {
  const client = "serviceAccountKey" in config ? serviceAccount(config) : refreshToken(config);
  return {
    client,
    renew: () => {
      client.credentials = { ...client.credentials, expiry_date: 1 };
    },
  };
}

function refreshToken({
  clientId,
  clientSecret,
  refreshToken,
  tokenUrl,
}: Exclude<Google, { serviceAccountKey: string }>) {
  const client = new auth.OAuth2({ clientId, clientSecret, endpoints: { oauth2TokenUrl: tokenUrl } });
  client.setCredentials({ refresh_token: refreshToken });
  return client;
}

function serviceAccount({ serviceAccountKey, subject, tokenUrl }: Extract<Google, { serviceAccountKey: string }>) {
  const { client_email: email, private_key: key } = JSON.parse(serviceAccountKey) as Record<string, string>;
  const client = new auth.JWT({
    ...(email && { email }),
    ...(key && { key }),
    ...(subject && { subject }),
    scopes: SCOPES,
  });
  // The library knows one token address only.
  client.transporter.interceptors.request.add({
    resolved: async (request) => {
      if (request.url.href === "https://oauth2.googleapis.com/token") request.url = new URL(tokenUrl);
      return request;
    },
  });
  return client;
}
