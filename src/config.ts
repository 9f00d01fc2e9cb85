import { z } from "zod";
import { CRASH_POINTS } from "./core/crash-point.ts";
import { PLATFORM_RATES, type SendRates } from "./core/messages/limits-of.ts";

const text = z.string().trim().min(1);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ""));
const flag = z.enum(["0", "1"]).transform((value) => value === "1");

/** What each variable should be, for the error and for `.env.example`'s test. */
const Env = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(5002),
  HOST: text.default("127.0.0.1"),
  PUBLIC_URL: url.optional(),
  DATA_DIR: text.default(".castmatch"),
  MEDIA_URL: z
    .url({ protocol: /^https?$/ })
    .refine((value) => URL.parse(value)?.username && URL.parse(value)?.password && URL.parse(value)?.pathname !== "/")
    .optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  CRASH_AT: z
    .string()
    .regex(new RegExp(`^(${CRASH_POINTS.join("|")})(:[1-9]\\d*)?$`))
    .optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  REDIS_CLUSTER: flag.default(false),
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  API_TOKEN: text.min(16).optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  TZ_DEFAULT: z.string().refine(isTimeZone).default("Asia/Kolkata"),
  ANTHROPIC_API_KEY: text.optional(),
  ANTHROPIC_BASE_URL: url.optional(),
  CLAUDE_MODEL: text.default("claude-sonnet-5-5"),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_BOT_TOKEN: text.optional(),
  SLACK_API_URL: url.default("https://slack.com/api"),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/i)
    .optional(),
  TWILIO_AUTH_TOKEN: text.optional(),
  TWILIO_SMS_FROM: z
    .string()
    .regex(/^\+\d{6,15}$/)
    .optional(),
  TWILIO_WHATSAPP_FROM: z
    .string()
    .regex(/^\+\d{6,15}$/)
    .optional(),
  TWILIO_API_URL: url.default("https://api.twilio.com"),
  TWILIO_CONTENT_SIDS: z
    .string()
    .regex(/^\w+=HX[0-9a-f]{32}(,\w+=HX[0-9a-f]{32})*$/i)
    .optional(),
  SEND_RATES: z
    .string()
    .regex(/^(slack|sms|whatsapp|whatsappPerson)=\d+(\.\d+)?(,(slack|sms|whatsapp|whatsappPerson)=\d+(\.\d+)?)*$/)
    .refine((rates) => Object.values(pairsOf(rates)).every((rate) => Number(rate) > 0))
    .optional(),
  WHATSAPP_PHONE_NUMBER_ID: z.string().regex(/^\d+$/).optional(),
  WHATSAPP_ACCESS_TOKEN: text.optional(),
  WHATSAPP_APP_SECRET: text.optional(),
  WHATSAPP_VERIFY_TOKEN: text.optional(),
  WHATSAPP_API_URL: url.default("https://graph.facebook.com/v23.0"),
  WHATSAPP_WEB: flag.default(false),
  GOOGLE_CLIENT_ID: text.optional(),
  GOOGLE_CLIENT_SECRET: text.optional(),
  GOOGLE_REFRESH_TOKEN: text.optional(),
  GOOGLE_SERVICE_ACCOUNT_KEY: z.string().refine(isJsonObject).optional(),
  GOOGLE_SUBJECT: z.email().optional(),
  CALENDAR_TOKEN_KEY: z.string().refine(isKey).optional(),
  GOOGLE_CALENDAR_ID: text.default("primary"),
  GOOGLE_API_URL: url.default("https://www.googleapis.com"),
  GOOGLE_TOKEN_URL: url.default("https://oauth2.googleapis.com/token"),
  GOOGLE_AUTH_URL: url.default("https://accounts.google.com/o/oauth2/v2/auth"),
  EMBEDDINGS_URL: url.optional(),
  EMBEDDINGS_API: z.enum(["openai", "voyage"]).optional(),
  EMBEDDINGS_API_KEY: text.optional(),
  EMBEDDINGS_MODEL: text.optional(),
  EMBEDDINGS_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .regex(/^[\w-]+=[^,]+(,[\w-]+=[^,]+)*$/)
    .optional(),
});
type Env = z.output<typeof Env>;

/** What a bad value should have been; never the value itself, which may be a secret. */
const EXPECTED: Record<keyof Env, string> = {
  PORT: "a port number from 0 to 65535",
  HOST: "a host name or address to listen on",
  PUBLIC_URL: "an http(s) address without a path",
  DATA_DIR: "a folder's path",
  MEDIA_URL: "https://KEY:SECRET@host/bucket?region=… of an S3-compatible storage",
  DATABASE_URL: "postgres://user:password@host:port/database",
  DATABASE_OWNER_URL: "postgres://owner:password@host:port/database, together with DATABASE_URL",
  CRASH_AT: `for tests of crashes: one of ${CRASH_POINTS.join(", ")}, or one of them with :n`,
  REDIS_URL: "redis://host:port",
  REDIS_CLUSTER: "0 or 1",
  ROLE: "all, web or worker",
  API_TOKEN: "at least 16 characters",
  LOG_LEVEL: "fatal, error, warn, info, debug or silent",
  TZ_DEFAULT: "an IANA time zone such as Asia/Kolkata",
  ANTHROPIC_API_KEY: "a key from the Claude console",
  ANTHROPIC_BASE_URL: "an http(s) address",
  CLAUDE_MODEL: "a Claude model id",
  SLACK_SIGNING_SECRET: "the app's signing secret, together with SLACK_BOT_TOKEN",
  SLACK_BOT_TOKEN: "the app's bot token (xoxb-…), together with SLACK_SIGNING_SECRET",
  SLACK_API_URL: "an http(s) address",
  TWILIO_ACCOUNT_SID: "AC and 32 hex digits, together with TWILIO_AUTH_TOKEN and a FROM number",
  TWILIO_AUTH_TOKEN: "the account's auth token, together with TWILIO_ACCOUNT_SID",
  TWILIO_SMS_FROM: "a number such as +15005550006",
  TWILIO_WHATSAPP_FROM: "a number such as +15005550006",
  TWILIO_API_URL: "an http(s) address",
  TWILIO_CONTENT_SIDS: "name=HX… pairs joined by commas, e.g. invitation_en=HX…,reminder_en=HX…",
  SEND_RATES: "messages a second as slack=…,sms=…,whatsapp=…,whatsappPerson=…, each above 0",
  WHATSAPP_PHONE_NUMBER_ID: "digits, together with the other WHATSAPP_ variables",
  WHATSAPP_ACCESS_TOKEN: "a system user's token, together with the other WHATSAPP_ variables",
  WHATSAPP_APP_SECRET: "the app's secret, together with the other WHATSAPP_ variables",
  WHATSAPP_VERIFY_TOKEN: "a word of your own, together with the other WHATSAPP_ variables",
  WHATSAPP_API_URL: "an http(s) address with the version",
  WHATSAPP_WEB: "0 or 1",
  GOOGLE_CLIENT_ID: "an OAuth client id, together with GOOGLE_CLIENT_SECRET",
  GOOGLE_CLIENT_SECRET: "an OAuth client secret, together with GOOGLE_CLIENT_ID",
  GOOGLE_REFRESH_TOKEN:
    "a refresh token, together with GOOGLE_CLIENT_ID; without it CALENDAR_TOKEN_KEY, so that people connect their own",
  GOOGLE_SERVICE_ACCOUNT_KEY: "the service account's JSON key on one line",
  GOOGLE_SUBJECT: "the address of the user whom the service account acts for, together with GOOGLE_SERVICE_ACCOUNT_KEY",
  CALENDAR_TOKEN_KEY: "32 random bytes in base64, together with GOOGLE_CLIENT_ID",
  GOOGLE_CALENDAR_ID: "a calendar id, or primary",
  GOOGLE_API_URL: "an http(s) address",
  GOOGLE_TOKEN_URL: "an http(s) address",
  GOOGLE_AUTH_URL: "an http(s) address",
  EMBEDDINGS_URL: "an http(s) address of an OpenAI-compatible endpoint, or of Voyage's",
  EMBEDDINGS_API: "openai or voyage: how EMBEDDINGS_URL is spoken to",
  EMBEDDINGS_API_KEY: "a key for EMBEDDINGS_URL",
  EMBEDDINGS_MODEL: "a model name at EMBEDDINGS_URL",
  EMBEDDINGS_THREADS: "how many threads the local model may take, 440 MB each",
  OTEL_EXPORTER_OTLP_ENDPOINT: "an http(s) address of a collector, without /v1/traces",
  OTEL_EXPORTER_OTLP_HEADERS: "name=value pairs joined by commas",
};

/** Variables that work only together; the first of each list found without the others is reported for each that is missing. */
const TOGETHER: (keyof Env)[][] = [
  ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"],
  ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"],
  ["WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_ACCESS_TOKEN", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN"],
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
];

export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`Configuration:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

export type Config = ReturnType<typeof shape>;

/** The only reader of the environment. Throws ConfigError naming every bad variable at once. An empty value counts as unset. */
export function loadConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = Env.safeParse(given);
  const bad = new Set(parsed.error?.issues.map((issue) => String(issue.path[0])) ?? []);
  for (const group of TOGETHER) {
    if (group.some((name) => given[name])) for (const name of group) if (!given[name]) bad.add(name);
  }
  if (given.ROLE === "web" || given.ROLE === "worker") {
    for (const name of ["DATABASE_URL", "REDIS_URL"]) if (!given[name]) bad.add(name);
  }
  if (given.DATABASE_OWNER_URL && !given.DATABASE_URL) bad.add("DATABASE_URL");
  if (given.GOOGLE_CLIENT_ID && !given.CALENDAR_TOKEN_KEY && !given.GOOGLE_REFRESH_TOKEN)
    bad.add("GOOGLE_REFRESH_TOKEN");
  if ((given.CALENDAR_TOKEN_KEY || given.GOOGLE_REFRESH_TOKEN) && !given.GOOGLE_CLIENT_ID) bad.add("GOOGLE_CLIENT_ID");
  if (given.GOOGLE_SUBJECT && !given.GOOGLE_SERVICE_ACCOUNT_KEY) bad.add("GOOGLE_SERVICE_ACCOUNT_KEY");
  if (bad.size > 0 || !parsed.success) {
    throw new ConfigError([...bad].map((name) => `${name} should be ${EXPECTED[name as keyof Env]}`));
  }
  return shape(parsed.data);
}

function shape(env: Env) {
  return {
    http: { port: env.PORT, host: env.HOST, publicUrl: env.PUBLIC_URL, apiToken: env.API_TOKEN },
    dataDir: env.DATA_DIR,
    mediaUrl: env.MEDIA_URL,
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    redisUrl: env.REDIS_URL,
    redisCluster: env.REDIS_CLUSTER,
    crashAt: env.CRASH_AT,
    role: env.ROLE,
    logLevel: env.LOG_LEVEL,
    timeZone: env.TZ_DEFAULT,
    claude: env.ANTHROPIC_API_KEY
      ? { apiKey: env.ANTHROPIC_API_KEY, baseUrl: env.ANTHROPIC_BASE_URL, model: env.CLAUDE_MODEL }
      : undefined,
    slack:
      env.SLACK_SIGNING_SECRET && env.SLACK_BOT_TOKEN
        ? { signingSecret: env.SLACK_SIGNING_SECRET, botToken: env.SLACK_BOT_TOKEN, apiUrl: env.SLACK_API_URL }
        : undefined,
    twilio:
      env.TWILIO_ACCOUNT_SID && env.TWILIO_AUTH_TOKEN
        ? {
            accountSid: env.TWILIO_ACCOUNT_SID,
            authToken: env.TWILIO_AUTH_TOKEN,
            smsFrom: env.TWILIO_SMS_FROM,
            whatsappFrom: env.TWILIO_WHATSAPP_FROM,
            apiUrl: env.TWILIO_API_URL,
            contentSids: pairsOf(env.TWILIO_CONTENT_SIDS),
          }
        : undefined,
    whatsappCloud:
      env.WHATSAPP_PHONE_NUMBER_ID && env.WHATSAPP_ACCESS_TOKEN && env.WHATSAPP_APP_SECRET && env.WHATSAPP_VERIFY_TOKEN
        ? {
            phoneNumberId: env.WHATSAPP_PHONE_NUMBER_ID,
            accessToken: env.WHATSAPP_ACCESS_TOKEN,
            appSecret: env.WHATSAPP_APP_SECRET,
            verifyToken: env.WHATSAPP_VERIFY_TOKEN,
            apiUrl: env.WHATSAPP_API_URL,
          }
        : undefined,
    whatsappWeb: env.WHATSAPP_WEB,
    sendRates: { ...PLATFORM_RATES, ...numbersOf(env.SEND_RATES) },
    google: googleOf(env),
    googleConnect:
      env.CALENDAR_TOKEN_KEY && env.GOOGLE_CLIENT_ID && env.GOOGLE_CLIENT_SECRET
        ? {
            clientId: env.GOOGLE_CLIENT_ID,
            clientSecret: env.GOOGLE_CLIENT_SECRET,
            tokenKey: env.CALENDAR_TOKEN_KEY,
            authUrl: env.GOOGLE_AUTH_URL,
            tokenUrl: env.GOOGLE_TOKEN_URL,
            apiUrl: env.GOOGLE_API_URL,
          }
        : undefined,
    embeddings: embeddingsOf(env),
    embeddingThreads: env.EMBEDDINGS_THREADS,
    otlp: env.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { url: env.OTEL_EXPORTER_OTLP_ENDPOINT, headers: pairsOf(env.OTEL_EXPORTER_OTLP_HEADERS) }
      : undefined,
  };
}

const EMBEDDING_MODELS = { openai: "text-embedding-3-small", voyage: "voyage-4" } as const;
/** Of Voyage itself, and of whom it belongs to. */
const VOYAGE_HOSTS = new Set(["api.voyageai.com", "ai.mongodb.com"]);

function embeddingsOf(env: Env) {
  const url = env.EMBEDDINGS_URL;
  if (!url) return undefined;
  const api = env.EMBEDDINGS_API ?? (VOYAGE_HOSTS.has(new URL(url).hostname) ? "voyage" : "openai");
  return { url, api, apiKey: env.EMBEDDINGS_API_KEY, model: env.EMBEDDINGS_MODEL ?? EMBEDDING_MODELS[api] };
}

const numbersOf = (text: string | undefined): Partial<SendRates> =>
  Object.fromEntries(Object.entries(pairsOf(text)).map(([name, value]) => [name, Number(value)]));

const pairsOf = (text = ""): Record<string, string> =>
  Object.fromEntries(
    text
      .split(",")
      .filter(Boolean)
      .map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );

function googleOf(env: Env) {
  const place = { calendarId: env.GOOGLE_CALENDAR_ID, apiUrl: env.GOOGLE_API_URL, tokenUrl: env.GOOGLE_TOKEN_URL };
  if (env.GOOGLE_SERVICE_ACCOUNT_KEY)
    return {
      ...place,
      serviceAccountKey: env.GOOGLE_SERVICE_ACCOUNT_KEY,
      ...(env.GOOGLE_SUBJECT && { subject: env.GOOGLE_SUBJECT }),
    };
  if (env.GOOGLE_CLIENT_ID && env.GOOGLE_CLIENT_SECRET && env.GOOGLE_REFRESH_TOKEN) {
    return {
      ...place,
      clientId: env.GOOGLE_CLIENT_ID,
      clientSecret: env.GOOGLE_CLIENT_SECRET,
      refreshToken: env.GOOGLE_REFRESH_TOKEN,
    };
  }
  return undefined;
}

function isTimeZone(value: string): boolean {
  return Intl.supportedValuesOf("timeZone").includes(value) || value === "UTC" || value === "Asia/Kolkata";
}

function isKey(value: string): boolean {
  return Buffer.from(value, "base64").length === 32;
}

function isJsonObject(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null && "client_email" in parsed && "private_key" in parsed;
  } catch {
    return false;
  }
}
