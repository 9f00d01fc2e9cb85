import type { Log } from "../../core/ports.ts";
import { QUIET } from "./client.ts";

export type Body = Record<string, unknown>;

const LIFECYCLE = ["app_uninstalled", "tokens_revoked"] as const;

/** Whether Slack says of our access, and not of a message, that something has changed. */
export const isOfAccess = ({ type, event }: Body): boolean =>
  type === "event_callback" && LIFECYCLE.some((one) => one === (event as Body | undefined)?.type);

/** Hears of our access through Bolt's App. It is loaded with the first of these rare events: it brings a web server of its own. */
export function createAccess({ botToken, log }: { botToken: string; log: Log }): (body: Body) => Promise<void> {
  const open = async () => {
    const { App } = await import("@slack/bolt");
    const nothing = async () => undefined;
    const app = new App({
      receiver: { init: nothing, start: nothing, stop: nothing },
      authorize: async () => ({ botToken }),
      convoStore: false,
      logger: QUIET,
    });
    for (const event of LIFECYCLE) {
      app.event(event, async ({ body }) =>
        log.warn({ event: "slack_access_ended", reason: event, team: body.team_id }, "Slack has ended our access"),
      );
    }
    return app;
  };
  let opened: ReturnType<typeof open> | undefined;
  return async (body) => {
    opened ??= open();
    await (await opened).processEvent({ body, ack: async () => undefined });
  };
}
