import type { Config } from "../config.ts";
import { ask } from "./ask.ts";
import { type Finding, off, ok, problem, warning } from "./finding.ts";

/** Whether the world would find us where the platforms are told to call. */
export async function checkPublicUrl({ http, slack, twilio, whatsappCloud }: Config): Promise<Finding[]> {
  const { publicUrl } = http;
  const needed = slack ?? twilio ?? whatsappCloud;
  if (!publicUrl) {
    const todo = "Set PUBLIC_URL to the https address that the platforms reach this server by.";
    return [
      needed
        ? problem("public address", "is not set, and platforms are connected", todo)
        : off("public address", "none needed"),
    ];
  }
  const plain = publicUrl.startsWith("http:")
    ? [warning("public address", "is not https", "Platforms call https only: put TLS in front and change PUBLIC_URL.")]
    : [];
  const { status, body, code } = await ask("the public address", `${publicUrl}/api/health`);
  if (status === 200 && "profile" in body) return [...plain, ok("public address", "leads to CastMatch")];
  const says = status === 0 ? `cannot be reached: ${code}` : `answers ${status}, and not as CastMatch`;
  const todo = "Start CastMatch and check the way from PUBLIC_URL to PORT: DNS, TLS, proxy.";
  return [...plain, warning("public address", says, todo)];
}
