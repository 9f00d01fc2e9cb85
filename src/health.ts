import type { Health } from "./api/schemas.ts";
import type { Config } from "./config.ts";
import type { Ctx } from "./core/ctx.ts";
import { countDead } from "./core/dead-letters/dead-letter.ts";

const SLOW_MS = 2_000;

type Deps = {
  ctx: Ctx;
  config: Config;
  claude?: { state: () => string } | undefined;
  /** How each provider that is in use is taken to be. */
  breakers?: () => Record<string, string>;
  ping?: (() => Promise<void>) | undefined;
  /** False for a process that stops: nothing should be sent to it. */
  isOpen?: () => boolean;
};

/** Asks each dependency that is in use; `down` as soon as one that nothing replaces is. */
export function createHealth({ ctx, config, claude, breakers, ping, isOpen }: Deps): () => Promise<Health> {
  return async () => {
    const database = await timed(async () => void (await ctx.db.query(`select 1`)));
    const dead = database.state === "up" ? await deadLettersOf(ctx) : undefined;
    const redis = ping ? await timed(ping) : { state: "off" as const };
    const states = breakers?.() ?? {};
    const provider = (name: string, used: unknown) =>
      used ? { state: states[name] === "open" ? ("down" as const) : ("up" as const) } : { state: "off" as const };
    return {
      state: isOpen && !isOpen() ? "stopping" : database.state === "up" ? "up" : "down",
      profile: config.databaseUrl ? "scaled" : "embedded",
      brain: ctx.ask ? "claude" : "offline",
      ...(dead !== undefined && { deadLetters: dead }),
      dependencies: {
        database,
        redis,
        claude: claude
          ? { state: claude.state() === "open" ? ("down" as const) : ("up" as const), detail: claude.state() }
          : { state: "off" as const },
        slack: provider("slack", config.slack),
        twilio: provider("twilio", config.twilio),
        whatsappCloud: provider("whatsapp_cloud", config.whatsappCloud),
        calendar: provider("google", config.google),
      },
    };
  };
}

async function deadLettersOf({ db, now }: Pick<Ctx, "db" | "now">): Promise<number | undefined> {
  const counts = await countDead(db, now()).catch(() => undefined);
  return counts && Object.values(counts).reduce((sum, n) => sum + n, 0);
}

async function timed(check: () => Promise<void>): Promise<{ state: "up" | "down"; latencyMs: number }> {
  const started = performance.now();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("slow")), SLOW_MS);
  const state = await Promise.race([check(), late.promise]).then(
    () => "up" as const,
    () => "down" as const,
  );
  clearTimeout(timer);
  return { state, latencyMs: Math.round((performance.now() - started) * 10) / 10 };
}
