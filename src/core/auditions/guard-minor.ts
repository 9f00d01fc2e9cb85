import { DateTime } from "luxon";
import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { words } from "../messages/wording.ts";
import { type ChildWork, type HoursBreach, hoursBreach } from "../people/child-hours.ts";
import { firstName } from "../people/open-conversation.ts";
import { LIVE } from "./list-slots.ts";
import { lockDatesOf } from "./read-hold.ts";

/** The first name of a talent under 18; undefined for an adult. */
export async function minorName(ctx: Pick<ToolCtx, "db">, talentId: string): Promise<string | undefined> {
  const { rows } = await ctx.db.query<{ name: string }>(
    `select p.name from people p join talent_profiles t on t.person_id = p.id where p.id = $1 and t.is_minor`,
    [talentId],
  );
  return rows[0] && firstName(rows[0].name);
}

/** Whether a guardian's consent for a minor is on record and stands. */
export async function hasConsent(ctx: Pick<ToolCtx, "db">, talentId: string): Promise<boolean> {
  const { rowCount } = await ctx.db.query(
    `select from consents where person_id = $1 and purpose = 'minor' and withdrawn_at is null`,
    [talentId],
  );
  return rowCount > 0;
}

/** Whether the document that permits a minor's work on a role was received. */
export async function hasPermission(
  ctx: Pick<ToolCtx, "db">,
  { talentId, roleId }: { talentId: string; roleId: string },
): Promise<boolean> {
  const { rowCount } = await ctx.db.query(`select from minor_permissions where talent_id = $1 and role_id = $2`, [
    talentId,
    roleId,
  ]);
  return rowCount > 0;
}

/** Throws `forbidden`, with the question for consent, for a minor whose guardian has not given it. */
export async function mustBeConsented(ctx: ToolCtx, { talentId }: { talentId: string }): Promise<void> {
  const child = await minorName(ctx, talentId);
  if (!child || (await hasConsent(ctx, talentId))) return;
  const say = words(ctx.conversation.language);
  const answer = (label: string, said: "yes" | "no") => ({
    label,
    verb: "answer_consent" as const,
    args: { answer: said, talentId },
    group: `consent:${talentId}`,
  });
  throw new AppError("forbidden", `no guardian's consent for person ${talentId}`, {
    said: say.consentAsked({ child }),
    details: { choices: [answer(say.consentLabel(), "yes"), answer(say.noConsentLabel(), "no")] },
  });
}

type Wish = { talentId: string; invitationId: string; slotId: string };

/** Throws `conflict` with the question and its buttons when a minor's guardian has not consented yet. */
export async function mustHaveConsent(ctx: ToolCtx, { talentId, invitationId, slotId }: Wish): Promise<void> {
  const child = await minorName(ctx, talentId);
  if (!child || (await hasConsent(ctx, talentId))) return;
  const text = words(ctx.conversation.language);
  const choice = (label: string, answer: "yes" | "no") => ({
    label,
    verb: "answer_consent" as const,
    args: { answer, talentId, invitationId, slotId },
    singleUse: false,
  });
  throw new AppError("conflict", `no guardian's consent for person ${talentId}`, {
    said: text.consentAsked({ child }),
    details: {
      consentNeeded: true,
      choices: [choice(text.consentLabel(), "yes"), choice(text.noConsentLabel(), "no")],
    },
  });
}

type Place = { talentId: string; slotId: string; bookingId?: string };

/** Throws `conflict` when a minor would work too long with this slot; the caller's transaction holds the minor's dates. */
export async function mustRestAround(ctx: ToolCtx, { talentId, slotId, bookingId }: Place): Promise<void> {
  const child = await minorName(ctx, talentId);
  if (!child) return;
  await lockDatesOf(ctx, talentId);
  const { rows } = await ctx.db.query<{ from: Date; to: Date; zone: string }>(
    `select s.starts_at as "from", s.ends_at as "to", t.time_zone as zone from slots s join sessions t on t.id = s.session_id where s.id = $1`,
    [slotId],
  );
  const slot = rows[0];
  if (!slot) return;
  const stands = await workOf(ctx, { talentId, ...(bookingId && { bookingId }) });
  const breach = hoursBreach(stands, { stretches: [slot], shootDays: [] }, slot.zone);
  if (breach) throw tooMuch(ctx, child, breach);
}

type Audition = Place & { roleId: string };

/**
 * What the team does with a minor's time: throws `conflict` in words for the team without the guardian's consent or the
 * permission document, and beyond a child's hours.
 */
export async function mustBeAllowedToAudition(ctx: ToolCtx, { roleId, ...place }: Audition): Promise<void> {
  const child = await minorName(ctx, place.talentId);
  if (!child) return;
  const team: ToolCtx = { ...ctx, actor: { ...ctx.actor, side: "team" } };
  await mustHavePapers(team, { child, talentId: place.talentId, roleId });
  await mustRestAround(team, place);
}

/** The first name of a minor whose guardian has not consented; undefined for everybody else. */
export async function minorWithoutConsent(ctx: Pick<ToolCtx, "db">, talentId: string): Promise<string | undefined> {
  const child = await minorName(ctx, talentId);
  return child && !(await hasConsent(ctx, talentId)) ? child : undefined;
}

/** Throws `conflict`, in words for the team, for a minor whose guardian has not consented. */
export async function mustBeConsentedFor(ctx: Pick<ToolCtx, "db">, talentId: string): Promise<void> {
  const child = await minorWithoutConsent(ctx, talentId);
  if (!child) return;
  throw new AppError("conflict", `no guardian's consent for person ${talentId}`, {
    said: `${child} is under 18 and the guardian has not consented yet, so I did nothing; the guardian is asked when choosing an audition time.`,
  });
}

type Papers = { child: string; talentId: string; roleId: string };

async function mustHavePapers(ctx: ToolCtx, { child, talentId, roleId }: Papers): Promise<void> {
  await mustBeConsentedFor(ctx, talentId);
  if (!(await hasPermission(ctx, { talentId, roleId }))) {
    throw new AppError("conflict", `no permission for person ${talentId}`, {
      said: `${child} is under 18: the permission document has to be here first. When it is, write “permission for ${child} is here”. Until then I do nothing.`,
    });
  }
}

type Shoot = { talentId: string; candidateId: string; from: string; to: string };

/** As above for shoot days, in words for the team. Also throws without the guardian's consent or the permission document. */
export async function mustBeAllowedToShoot(
  ctx: ToolCtx,
  { talentId, candidateId, from, to, roleId }: Shoot & { roleId: string },
): Promise<void> {
  const child = await minorName(ctx, talentId);
  if (!child) return;
  await lockDatesOf(ctx, talentId);
  await mustHavePapers(ctx, { child, talentId, roleId });
  const breach = hoursBreach(
    await workOf(ctx, { talentId, candidateId }),
    { stretches: [], shootDays: daysOf({ from, to }) },
    ctx.timeZone,
  );
  if (breach) throw tooMuch({ ...ctx, actor: { ...ctx.actor, side: "team" } }, child, breach);
}

const TEAM: Record<HoursBreach, string> = {
  day: "would work more than five hours on one day (a shoot day counts as five)",
  stretch: "would work more than three hours without an hour of rest",
  run: "would work more than 27 days in a row",
};

function tooMuch(ctx: ToolCtx, child: string, breach: HoursBreach): AppError {
  return new AppError("conflict", `a minor's hours: ${breach}`, {
    said:
      ctx.actor.side === "team"
        ? `${child} is under 18 and ${TEAM[breach]}, which the law does not allow. I did nothing; choose other times or dates.`
        : words(ctx.conversation.language).childHours({ child, limit: breach }),
    details: { hours: breach },
  });
}

/** What a minor does already, but for one booking or one role. */
async function workOf(
  ctx: ToolCtx,
  { talentId, bookingId, candidateId }: { talentId: string; bookingId?: string; candidateId?: string },
): Promise<ChildWork> {
  const booked = await ctx.db.query<{ from: Date; to: Date }>(
    `select lower(during) as "from", upper(during) as "to" from bookings
      where talent_id = $1 and id is distinct from $2 and (state = 'seen' or state in ${LIVE})
        and (state <> 'held' or hold_expires_at > $3)`,
    [talentId, bookingId ?? null, ctx.now()],
  );
  const shoots = await ctx.db.query<{ from: string; to: string }>(
    `select lower(during)::text as "from", (upper(during) - 1)::text as "to" from holds
      where talent_id = $1 and state = 'booked' and candidate_id is distinct from $2`,
    [talentId, candidateId ?? null],
  );
  return { stretches: booked.rows, shootDays: shoots.rows.flatMap(daysOf) };
}

function daysOf({ from, to }: { from: string; to: string }): string[] {
  const first = DateTime.fromISO(from);
  const count = Math.min(Math.floor(DateTime.fromISO(to).diff(first, "days").days) + 1, 400);
  return Array.from({ length: Math.max(count, 0) }, (_, index) => first.plus({ days: index }).toISODate() ?? "");
}
