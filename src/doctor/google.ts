import type { Config } from "../config.ts";
import { type Finding, off, ok, problem, warning } from "./finding.ts";
import { within } from "./within.ts";

/** Whether Google gives a token for what is configured. */
export async function checkGoogle(config: Pick<Config, "google" | "googleConnect" | "http">): Promise<Finding[]> {
  const { google, googleConnect, http } = config;
  const connecting = googleConnect ? [checkRedirect(http.publicUrl)] : [];
  if (!google && !googleConnect) return [off("calendar", "no Google; talent gets .ics links")];
  return [...(google ? await checkAccount(google) : []), ...connecting];
}

/** Google sends people back only to a registered address, and only over https unless that is this machine. */
function checkRedirect(publicUrl: string | undefined): Finding {
  if (!publicUrl) {
    const says = "people connect their calendars on this machine only, and their changes are read every two minutes";
    return warning(
      "calendar",
      says,
      "Set PUBLIC_URL to an https address, and register it with /oauth/google/callback.",
    );
  }
  return publicUrl.startsWith("https:")
    ? ok(
        "calendar",
        `people may connect their calendars; register ${publicUrl}/oauth/google/callback with the OAuth client`,
      )
    : warning(
        "calendar",
        "Google neither sends people back to a plain http address nor pings one",
        "Set PUBLIC_URL to an https address.",
      );
}

async function checkAccount(google: NonNullable<Config["google"]>): Promise<Finding[]> {
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
