import type { Health } from "./api/schemas.ts";
import type { Config } from "./config.ts";
import type { Ctx } from "./core/ctx.ts";

const SLOW_MS = 2_000;

type Deps = {
  ctx: Ctx;
  config: Config;
  claude?: { state: () => string } | undefined;
  ping?: (() => Promise<void>) | undefined;
};

/** Asks each dependency that is in use; `down` as soon as one that nothing replaces is. */
export function createHealth({ ctx, config, claude, ping }: Deps): () => Promise<Health> {
  return async () => {
    const database = await timed(async () => void (await ctx.db.query(`select 1`)));
    const redis = ping ? await timed(ping) : { state: "off" as const };
    return {
      state: database.state === "up" ? "up" : "down",
      profile: config.databaseUrl ? "scaled" : "embedded",
      brain: ctx.ask ? "claude" : "offline",
      dependencies: {
        database,
        redis,
        claude: claude
          ? { state: claude.state() === "open" ? ("down" as const) : ("up" as const), detail: claude.state() }
          : { state: "off" as const },
        slack: { state: config.slack ? ("up" as const) : ("off" as const) },
        twilio: { state: config.twilio ? ("up" as const) : ("off" as const) },
        whatsappCloud: { state: config.whatsappCloud ? ("up" as const) : ("off" as const) },
        calendar: { state: config.google ? ("up" as const) : ("off" as const) },
      },
    };
  };
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
