import type { Config } from "../../config.ts";
import type { IncomingAction } from "../../core/messages/message.ts";
import type { Log } from "../../core/ports.ts";
import type { FormValues } from "../../core/talent/form/criteria-form.ts";
import type { Bot } from "../bot.ts";
import { fetchFile, hostOf } from "../fetch-file.ts";
import { createAccess } from "./access.ts";
import { createSlackClient } from "./client.ts";
import { failureOf } from "./failure.ts";
import { findSlack } from "./find.ts";
import { criteriaView } from "./modal.ts";
import { createHonoReceiver } from "./receiver.ts";
import { sendSlack } from "./send.ts";

type Deps = {
  log: Log;
  now: () => Date;
  publicUrl: string;
  timeZone: string;
  /** What stands in the form that a tap opens; undefined where it opens none for the one who tapped. */
  prefill: (tapped: IncomingAction) => Promise<FormValues | undefined>;
};
/** A form has to be open within three seconds of the tap. */
const OPEN_MS = 2_400;

/**
 * Slack through Bolt's parts: its Web API client, its types, and its App behind a Hono receiver for events of our access.
 * Messages and taps are stored before Slack is answered, which Bolt's own listeners cannot promise: it answers first.
 */
export function createSlackBot(config: NonNullable<Config["slack"]>, deps: Deps): Bot {
  const client = createSlackClient(config);
  const forms = createSlackClient(config, { giveUpMs: OPEN_MS });
  const receiver = createHonoReceiver({
    ...deps,
    signingSecret: config.signingSecret,
    hearOfAccess: createAccess({ ...config, log: deps.log }),
    openForm: async (tapped, trigger) => {
      const values = await deps.prefill(tapped);
      if (!values) return false;
      await forms.views.open({ trigger_id: trigger, view: criteriaView(values, tapped) });
      return true;
    },
  });
  return {
    platform: "slack",
    channel: "slack",
    routes: receiver.routes,
    send: (letter) => sendSlack(client, letter, deps.publicUrl),
    find: (letter) => findSlack(client, letter, deps.publicUrl),
    fetchFile: async ({ reference = "" }, signal) => {
      const { file } = await client.files.info({ file: reference }).catch((error: unknown) => {
        if (failureOf(error).outcome !== "failed") throw error;
        return { file: undefined };
      });
      const address = file?.url_private_download ?? file?.url_private;
      if (!address) return "gone";
      const hosts = [hostOf(config.apiUrl), ".slack.com"];
      return fetchFile(address, { authorization: `Bearer ${config.botToken}`, hosts, signal });
    },
    whois: async (address) => {
      const { user } = await client.users.info({ user: address }).catch((error: unknown) => {
        const failure = failureOf(error);
        if (failure.outcome !== "failed") throw error;
        deps.log.warn({ event: "slack_whois_refused", code: failure.code }, "Slack does not say who somebody is");
        return { user: undefined };
      });
      const { email, real_name: name } = user?.profile ?? {};
      const guest = user?.is_restricted || user?.is_ultra_restricted || user?.is_stranger;
      return { ...(email && { email }), ...(name && { name }), ...(guest && { guest }) };
    },
  };
}
