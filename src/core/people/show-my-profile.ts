import { z } from "zod";
import { sayDates } from "../auditions/say-dates.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { words } from "../messages/wording.ts";
import { completeness, type Fact, missingOf, readFacts } from "../talent/profile-facts.ts";
import { mustBeTalent } from "./rights.ts";
import { sayFact } from "./say-profile.ts";
import { whoIsMeant } from "./who-is-meant.ts";

export const ShowMyProfile = z.object({
  childName: z.string().max(200).optional().describe("A guardian: the child whose profile is asked for."),
});

const MOST_DATES = 5;

/** Reads her own profile back to a talent, or a child's to its guardian: what is there, what is missing, when they are away. */
export async function showMyProfile(ctx: ToolCtx, { childName }: z.output<typeof ShowMyProfile>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const { language } = ctx.conversation;
  const say = words(language);
  const { personId, child } = await whoIsMeant(ctx, { named: childName, ask: say.whoseProfile, ownFirst: true });
  const facts = await readFacts(ctx.db, personId);
  const { rows: away } = await ctx.db.query<{ from: string; to: string }>(
    `select lower(during)::text as "from", (upper(during) - 1)::text as "to" from book_outs
      where person_id = $1 and upper(during) > ($2::timestamptz at time zone $3)::date order by during limit ${MOST_DATES}`,
    [personId, ctx.now(), ctx.timeZone],
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
    say.profileShare({ percent: completeness(facts), child }),
    ...(missing.length > 0 ? [say.profileMissing({ lacks: missing.join(", ") })] : []),
  ];
  return { said: lines.join("\n"), data: { percent: completeness(facts), missing: missingOf(facts) } };
}

type Facts = Awaited<ReturnType<typeof readFacts>>;
