import type RequestClient from "twilio/lib/base/RequestClient.js";
import type * as http from "twilio/lib/http/response.js";

export type TwilioAccount = { accountSid: string; authToken: string; apiUrl: string };

export type NewMessage = {
  to: string;
  from: string;
  body?: string;
  contentSid?: string;
  contentVariables?: string;
  statusCallback?: string;
};
export type SentMessage = { sid: string; body: string | null; direction: string; dateCreated: Date };

/** The two calls we make. Both throw the SDK's RestException, TooMany, or what `fetch` threw. */
export type TwilioClient = {
  create: (message: NewMessage) => Promise<{ sid: string }>;
  /** The newest `LISTED` from us to an address. */
  list: (parties: { to: string; from: string }) => Promise<SentMessage[]>;
};

const GIVE_UP_MS = 10_000;
/** How many messages a list brings at most. */
export const LISTED = 50;

/** The SDK's own error does not say when to come again. */
export class TooMany extends Error {
  readonly afterMs: number;
  constructor(afterMs: number) {
    super("Twilio takes no more for now");
    this.afterMs = afterMs;
  }
}

/**
 * The SDK over `fetch`: unlike the SDK's own client it tells a connection that was refused from one that was cut, and
 * bounds a request as a whole. The SDK takes 200 ms to load: that begins here, not at the first message.
 */
export function createTwilioClient(account: TwilioAccount, { giveUpMs = GIVE_UP_MS } = {}): TwilioClient {
  const loading = import("twilio").then(({ default: twilio }) => {
    class FetchClient extends twilio.RequestClient {
      override async request<Data>(options: RequestClient.RequestOptions<Data>): Promise<http.default<Data>> {
        const response = await fetch(addressOf(options), {
          method: options.method,
          headers: {
            ...options.headers,
            authorization: `Basic ${Buffer.from(`${options.username}:${options.password}`).toString("base64")}`,
          },
          ...(options.data && { body: new URLSearchParams(entriesOf(options.data)) }),
          redirect: "manual",
          signal: AbortSignal.timeout(giveUpMs),
        });
        const wait = Number(response.headers.get("retry-after"));
        if (response.status === 429 && wait > 0) throw new TooMany(wait * 1_000);
        const body = (await response.text()) as Data;
        return { statusCode: response.status, body, headers: Object.fromEntries(response.headers) };
      }
    }
    const client = twilio(account.accountSid, account.authToken, { httpClient: new FetchClient() });
    client.api.baseUrl = account.apiUrl;
    return client;
  });
  return {
    create: async (message) => (await loading).messages.create(message),
    list: async (parties) => (await loading).messages.list({ ...parties, limit: LISTED }),
  };
}

function addressOf({ uri, params }: RequestClient.RequestOptions): string {
  const query = params ? new URLSearchParams(entriesOf(params)).toString() : "";
  return query ? `${uri}?${query}` : uri;
}

const entriesOf = (fields: object): [string, string][] =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)]);
