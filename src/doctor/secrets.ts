import type { Config } from "../config.ts";
import { type Finding, ok, warning } from "./finding.ts";

type Secret = { name: string; value: string | undefined; looks: RegExp; like: string };

/** Whether each secret that is set could be one: a pasted name, a cut token. Says nothing of its value. */
export function checkSecrets(config: Config): Finding[] {
  const secrets: Secret[] = [
    { name: "ANTHROPIC_API_KEY", value: config.claude?.apiKey, looks: /^sk-ant-.{20,}$/, like: "sk-ant-…" },
    { name: "SLACK_BOT_TOKEN", value: config.slack?.botToken, looks: /^xoxb-.{20,}$/, like: "xoxb-…" },
    {
      name: "SLACK_SIGNING_SECRET",
      value: config.slack?.signingSecret,
      looks: /^[0-9a-f]{32}$/,
      like: "32 hex digits",
    },
    { name: "TWILIO_AUTH_TOKEN", value: config.twilio?.authToken, looks: /^[0-9a-f]{32}$/, like: "32 hex digits" },
    {
      name: "WHATSAPP_APP_SECRET",
      value: config.whatsappCloud?.appSecret,
      looks: /^[0-9a-f]{32}$/,
      like: "32 hex digits",
    },
    {
      name: "WHATSAPP_ACCESS_TOKEN",
      value: config.whatsappCloud?.accessToken,
      looks: /^EAA.{50,}$/,
      like: "EAA… of a system user",
    },
    {
      name: "WHATSAPP_VERIFY_TOKEN",
      value: config.whatsappCloud?.verifyToken,
      looks: /^.{12,}$/,
      like: "12 characters or more",
    },
    {
      name: "API_TOKEN",
      value: config.http.apiToken,
      looks: /^(?!(.)\1*$).{24,}$/,
      like: "24 random characters or more (openssl rand -hex 24)",
    },
  ];
  const given = secrets.filter((secret) => secret.value !== undefined);
  const odd = given.filter(({ value, looks }) => !looks.test(value ?? ""));
  if (odd.length === 0) return [ok("secrets", `${given.length} set, each of them plausible`)];
  return odd.map(({ name, like }) =>
    warning("secrets", `${name} does not look like one`, `It should be ${like}. Copy it again from where it is shown.`),
  );
}
