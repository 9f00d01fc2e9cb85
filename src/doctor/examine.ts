import type { Config } from "../config.ts";
import { checkDatabase } from "./database.ts";
import type { Finding } from "./finding.ts";
import { checkGoogle } from "./google.ts";
import { checkMachine } from "./machine.ts";
import { checkClaude, checkEmbeddings, checkMeta, checkSlack, checkTwilio } from "./providers.ts";
import { checkPublicUrl } from "./public-url.ts";
import { checkRedis } from "./redis.ts";
import { checkSecrets } from "./secrets.ts";

/** Everything that can be known before a start, or beside a running server. Changes nothing; takes a few seconds at most. */
export async function examine(config: Config, nodeVersion: string): Promise<Finding[]> {
  const checks = [checkDatabase, checkRedis, checkPublicUrl, checkClaude, checkSlack, checkTwilio, checkMeta];
  const asked = await Promise.all([...checks, checkGoogle, checkEmbeddings].map((check) => check(config)));
  return [...checkMachine(config, nodeVersion), ...checkSecrets(config), ...asked.flat()];
}
