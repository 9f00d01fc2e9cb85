import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { words } from "../messages/wording.ts";
import { answersFor, mustBeTalent } from "../people/rights.ts";
import { checkIn, noteLate } from "./check-in.ts";
import { myBookingsToday } from "./day-bookings.ts";
import { showStatus } from "./show-status.ts";
import { tellOwnTeam } from "./tell-own-team.ts";

export const PassToTeam = z.object({
  about: z
    .enum(["late", "on_the_way", "arrived", "how_long", "wrong_number", "question"])
    .describe(
      "arrived: they are there, and are checked in. how_long is answered from the session; all else is passed on.",
    ),
  text: z.string().max(500).describe("Their own words."),
});

/** What only a person can answer or must know at once goes to the thread that invited them, and they are told so. */
export async function passToTeam(ctx: ToolCtx, { about, text }: z.output<typeof PassToTeam>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const say = words(ctx.conversation.language);
  const minutes = about === "how_long" ? await slotMinutes(ctx) : undefined;
  if (minutes) return { said: say.lasts({ minutes }), data: { minutes } };
  const here = about === "arrived" ? await checkIn(ctx) : undefined;
  if (here) return here;
  const [today] = NEWS.has(about) ? await myBookingsToday(ctx) : [];
  if (about === "late") await noteLate(ctx);
  const told = await tellOwnTeam(ctx, {
    key: `turn:${ctx.turnId}:passed`,
    text: `${SAYS[about]}: “${text.slice(0, 300)}”`,
    sessionId: today?.sessionId,
    answerable: SAYS[about] === "asks",
  });
  if (about === "wrong_number") return { said: say.wrongNumber() };
  if (!told) return { said: say.noInvitation() };
  if (!NEWS.has(about)) return { said: say.questionPassed() };
  // Who is on the way needs the place, and who has no booking must know it before they set out.
  return { said: `${say.newsPassed()}\n${(await showStatus(ctx)).said}` };
}

const NEWS = new Set(["late", "on_the_way", "arrived"]);

const SAYS = {
  late: "will be late",
  on_the_way: "is on the way",
  arrived: "is there",
  how_long: "asks",
  wrong_number: "says that this is the wrong number",
  question: "asks",
} as const;

async function slotMinutes(ctx: ToolCtx): Promise<number | undefined> {
  const { rows } = await ctx.db.query<{ minutes: number }>(
    `select s.slot_minutes as minutes from invitations i join sessions s on s.id = i.session_id
      where i.talent_id in ${answersFor("$1")} and i.state in ('sent', 'accepted') and s.ends_at > $2
      order by s.starts_at limit 1`,
    [ctx.actor.personId, ctx.now()],
  );
  return rows[0]?.minutes;
}
