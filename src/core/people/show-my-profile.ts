import { z } from "zod";
import { sayDates } from "../auditions/say-dates.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { words } from "../messages/wording.ts";
import { completeness, type Fact, missingOf, readFacts } from "../talent/profile-facts.ts";
import { mustBeTalent } from "./rights.ts";
import { sayFact } from "./say-profile.ts";

export const ShowMyProfile = z.object({});

const MOST_DATES = 5;

/** Reads her own profile back to a talent: what is there, what is missing, when she is away. */
export async function showMyProfile(ctx: ToolCtx): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const { language } = ctx.conversation;
  const say = words(language);
  const facts = await readFacts(ctx.db, ctx.actor.personId);
  const { rows: away } = await ctx.db.query<{ from: string; to: string }>(
    `select lower(during)::text as "from", (upper(during) - 1)::text as "to" from book_outs
      where person_id = $1 and upper(during) > ($2::timestamptz at time zone $3)::date order by during limit ${MOST_DATES}`,
    [ctx.actor.personId, ctx.now(), ctx.timeZone],
  );
  const known = (Object.entries(facts) as [Fact, Facts[Fact]][])
    .map(([fact, value]) => [say.profileFact({ fact }), sayFact(say, fact, value)] as const)
    .filter(([, value]) => value !== "");
  const missing = missingOf(facts).map((fact) => say.profileFact({ fact }));
  const lines = [
    ...known.map(([name, value]) => `• ${name}: ${value}`),
    ...(away.length > 0
      ? [`• ${say.profileAway({ dates: away.map((days) => sayDates(days, language)).join("; ") })}`]
      : []),
    say.profileShare({ percent: completeness(facts) }),
    ...(missing.length > 0 ? [say.profileMissing({ lacks: missing.join(", ") })] : []),
  ];
  return { said: lines.join("\n"), data: { percent: completeness(facts), missing: missingOf(facts) } };
}

type Facts = Awaited<ReturnType<typeof readFacts>>;
