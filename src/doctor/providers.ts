/** Whether each provider that is configured can be reached, and takes our credentials. Reads only; sends nothing to anyone. */
import { EMBEDDING_APIS } from "../clients/embeddings-http.ts";
import type { Config } from "../config.ts";
import { type Asked, ask } from "./ask.ts";
import { type Finding, off, ok, problem, warning } from "./finding.ts";

/** What the app was told to ask for (README, Connecting the platforms). */
const SCOPES = ["app_mentions:read", "chat:write", "channels:history", "im:history", "users:read", "users:read.email"];

export async function checkClaude({ claude }: Config): Promise<Finding[]> {
  if (!claude) return [off("claude", "no key; plain rules answer")];
  const url = `${claude.baseUrl ?? "https://api.anthropic.com"}/v1/models/${encodeURIComponent(claude.model)}`;
  const asked = await ask("Claude", url, {
    headers: { "x-api-key": claude.apiKey, "anthropic-version": "2023-06-01" },
  });
  if (asked.status === 404) {
    const todo = "Set CLAUDE_MODEL to a model that this key may use.";
    return [problem("claude", `there is no model ${claude.model}`, todo), ...asked.clock];
  }
  return judged("claude", asked, { well: `knows ${claude.model}`, key: "ANTHROPIC_API_KEY" });
}

export async function checkSlack({ slack }: Config): Promise<Finding[]> {
  if (!slack) return [off("slack", "not connected")];
  const asked = await ask("Slack", `${slack.apiUrl}/auth.test`, {
    method: "POST",
    headers: { authorization: `Bearer ${slack.botToken}` },
  });
  if (asked.status === 200 && asked.body.ok !== true) {
    const said = String(asked.body.error ?? "an unreadable answer");
    return [
      problem("slack", `refuses the bot token: ${word(said)}`, "Install the app again and copy SLACK_BOT_TOKEN."),
    ];
  }
  const has = asked.headers.get("x-oauth-scopes")?.split(/,\s*/);
  const missing = has ? SCOPES.filter((scope) => !has.includes(scope)) : [];
  const scopes = missing.map((scope) =>
    warning("slack", `the app lacks the scope ${scope}`, "Add it under OAuth & Permissions and install the app again."),
  );
  return [...judged("slack", asked, { well: "takes the bot token", key: "SLACK_BOT_TOKEN" }), ...scopes];
}

export async function checkTwilio({ twilio }: Config): Promise<Finding[]> {
  if (!twilio) return [off("twilio", "not connected")];
  const { accountSid, authToken, smsFrom, whatsappFrom } = twilio;
  const asked = await ask("Twilio", `${twilio.apiUrl}/2010-04-01/Accounts/${accountSid}.json`, {
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
  });
  const found = judged("twilio", asked, { well: "takes the account", key: "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN" });
  if (asked.status === 200 && asked.body.status !== undefined && asked.body.status !== "active") {
    found.push(problem("twilio", `the account is ${word(String(asked.body.status))}`, "Talk to Twilio's support."));
  }
  if (asked.body.type === "Trial") {
    found.push(
      warning("twilio", "is a trial account", "Upgrade it: a trial writes only to numbers you have verified."),
    );
  }
  if (!smsFrom && !whatsappFrom) {
    found.push(
      warning("twilio", "has no number", "Set TWILIO_SMS_FROM or TWILIO_WHATSAPP_FROM: nothing is sent without."),
    );
  }
  return found;
}

export async function checkMeta({ whatsappCloud }: Config): Promise<Finding[]> {
  if (!whatsappCloud) return [off("whatsapp", "not connected by Meta")];
  const { apiUrl, phoneNumberId, accessToken } = whatsappCloud;
  const asked = await ask("Meta", `${apiUrl}/${phoneNumberId}?fields=id,quality_rating`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const quality = String(asked.body.quality_rating ?? "");
  const found = judged("whatsapp", asked, {
    well: "takes the token for this number",
    key: "WHATSAPP_ACCESS_TOKEN and WHATSAPP_PHONE_NUMBER_ID",
  });
  if (quality === "RED" || quality === "YELLOW") {
    const todo =
      "People block or report what this number sends; Meta will lower its limit. Look at templates and consent.";
    found.push(warning("whatsapp", `the number's quality is ${quality.toLowerCase()}`, todo));
  }
  return found;
}

export async function checkEmbeddings({ embeddings }: Config): Promise<Finding[]> {
  if (!embeddings) return [off("embeddings", "a local model")];
  const { url, api, apiKey, model } = embeddings;
  const asked = await ask("the embedding service", `${url}/embeddings`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
    body: JSON.stringify(EMBEDDING_APIS[api].body({ model, input: ["casting"], kind: "query" })),
  });
  const first = (asked.body.data as { embedding?: unknown[] }[] | undefined)?.[0]?.embedding?.length;
  if (asked.status === 200 && first !== 512) {
    return [
      problem("embeddings", `${first ?? "no"} dimensions`, "Set EMBEDDINGS_MODEL to one that gives 512 dimensions."),
    ];
  }
  return judged("embeddings", asked, { well: "answers with 512 dimensions", key: "EMBEDDINGS_API_KEY" });
}

type Judging = { well: string; key: string };

/** What a status says of address, credentials and clock. */
export function judged(part: string, { status, code, clock }: Asked, { well, key }: Judging): Finding[] {
  if (status === 0) {
    return [problem(part, `cannot be reached: ${code}`, "Check DNS, firewall and proxy between this machine and it.")];
  }
  if (status === 401 || status === 403 || status === 400 || status === 404) {
    return [
      problem(part, `refuses the credentials (${status})`, `Copy ${key} again from where it is shown.`),
      ...clock,
    ];
  }
  if (status !== 200) {
    return [warning(part, `answers ${status}`, "Try again; look at its status page if it stays."), ...clock];
  }
  return [ok(part, well), ...clock];
}

/** A provider's word, if it is one. */
const word = (said: string) => (/^[\w.-]{1,60}$/.test(said) ? said : "an unreadable answer");
