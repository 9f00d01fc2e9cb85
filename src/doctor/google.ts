import type { Config } from "../config.ts";
import { type Finding, off, ok, problem } from "./finding.ts";
import { within } from "./within.ts";

/** Whether Google gives a token for what is configured. */
export async function checkGoogle({ google }: Pick<Config, "google">): Promise<Finding[]> {
  if (!google) return [off("calendar", "no Google; talent gets .ics links")];
  const { googleAuth } = await import("../clients/calendar-auth.ts");
  try {
    const { token } = await within(googleAuth(google).client.getAccessToken());
    return [token ? ok("calendar", "Google gives a token") : problem("calendar", "Google gives no token", AGAIN)];
  } catch (error) {
    const refused = (error as { response?: { data?: { error?: unknown } } }).response?.data?.error;
    const reason =
      typeof refused === "string" && /^\w{1,40}$/.test(refused) ? refused : "no answer, or an unreadable key";
    return [problem("calendar", `Google gives no token: ${reason}`, AGAIN)];
  }
}

const AGAIN = "Check GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET and GOOGLE_REFRESH_TOKEN, or the service account's key.";
