import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { words } from "../messages/wording.ts";
import { mustHaveGo } from "../operations/must-have-go.ts";
import { mustBeTeam } from "../people/rights.ts";
import { proposeClosing } from "./close-role.ts";
import { draftLetter, readersOf, samplesFor } from "./draft-letter.ts";
import { mustBeAllowedToShoot } from "./guard-minor.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import { moveCandidates } from "./move-candidate.ts";
import { findNamed, NameCandidates, type Named } from "./name-candidates.ts";
import { titleApart } from "./project-of.ts";
import { reachTalent, sayHeldBack, writeTo } from "./reach-talent.ts";
import { conflictsOf, HOLD, type Hold, lockDatesOf, sayHold } from "./read-hold.ts";
import { withdrawOffers } from "./read-offer.ts";
import { standingHolds } from "./release-hold.ts";
import { datesFor } from "./role-facts.ts";
import { firstDay, sayDates } from "./say-dates.ts";
import { tellTeam } from "./tell-team.ts";

export const BookRole = NameCandidates;

const Payload = z.object({ candidateId: z.uuid(), from: z.iso.date(), to: z.iso.date() });

/** Drafts the booking of a talent for the role: who is pinned, held or has an offer. Says what else is on her dates. */
export async function draftRoleBooking(ctx: ToolCtx, input: z.output<typeof BookRole>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const [one, ...more] = await findNamed(ctx, input);
  if (!one || more.length > 0) {
    throw new AppError("invalid_input", "book one at a time", {
      said: "Let us book one person at a time, so that you see each one's dates. Whom first?",
    });
  }
  mustBeHeld(one);
  const [hold] = await standingHolds(ctx, [one.id]);
  const dates = hold ?? (await datesFor(ctx, {}));
  const readers = await readersOf(ctx, [one.id]);
  const { from, to } = dates;
  await mustBeAllowedToShoot(ctx, { talentId: one.talentId, candidateId: one.id, roleId: one.roleId, from, to });
  const conflicts = await conflictsOf(ctx, { talentId: one.talentId, candidateId: one.id, from, to });
  const { role } = await roleOf(ctx, one.roleId);
  return draftLetter(ctx, {
    kind: "book_role",
    payload: { candidateId: one.id, from, to },
    said: `${one.name} would be booked for ${role}, ${sayDates(dates)}.`,
    title: `Book ${one.name} for the role?`,
    lines: [
      ...samplesFor(readers, ({ language, child }) =>
        words(language).roleBooked({ role, child, dates: sayDates(dates, language) }),
      ),
      ...(conflicts.length > 0 ? [`Conflict: ${conflicts.join("; ")}.`] : []),
    ],
    label: "Book and tell them",
  });
}

function mustBeHeld({ id, name, state }: Named): void {
  if (state === "pinned" || state === "hold" || state === "offer") return;
  throw new AppError("conflict", `candidate ${id} is ${state}`, {
    said:
      state === "booked"
        ? `${name} is booked for the role already.`
        : `${name} is ${state.replaceAll("_", " ")}. Ask for her dates first: “hold ${name}”, or make an offer.`,
  });
}

const roleOf = async (ctx: Pick<ToolCtx, "db">, roleId: string) => {
  const { rows } = await ctx.db.query<{ role: string; headcount: number; booked: number; conversationId: string }>(
    `select ${titleApart("r")} as role, r.headcount, r.conversation_id as "conversationId",
            (select count(*)::int from candidates c where c.role_id = r.id and c.state = 'booked') as booked
       from roles r where r.id = $1`,
    [roleId],
  );
  return rows[0] as { role: string; headcount: number; booked: number; conversationId: string };
};

/** She is booked, her dates are held for this role, and she is told that this is a booking. */
export async function sendRoleBooking(ctx: ToolCtx, { payload }: { payload: unknown }): Promise<ToolResult> {
  const booking = Payload.parse(payload);
  const [reader] = await readersOf(ctx, [booking.candidateId]);
  if (!reader) throw new AppError("not_found", `candidate ${booking.candidateId} is not there`);
  await mustHaveGo(ctx, { candidateId: booking.candidateId, kind: "booked" });
  const said = await bookRole(ctx, { ...booking, talentId: reader.id, name: reader.name });
  const to = await reachTalent(ctx, reader.id);
  if (typeof to === "string") return { said: `${said.said} ${NOT_WRITTEN_TO[to](reader.name)}` };
  const { role } = await roleOf(ctx, said.roleId);
  const text = words(to.language).roleBooked({ role, child: to.child, dates: sayDates(booking, to.language) });
  const held = await writeTo(ctx, to, {
    key: `candidate:${booking.candidateId}:booked:${booking.from}`,
    purpose: "utility",
    text,
    about: firstDay(booking, ctx.timeZone),
  });
  return { said: `${said.said}${sayHeldBack(held, ctx.timeZone)}`, ...(said.parts && { parts: said.parts }) };
}

type Booking = z.output<typeof Payload> & { talentId: string; name: string };

/**
 * Books a candidate for the role and takes her dates, in one transaction. Throws `conflict` when she is booked elsewhere on
 * these dates, or is no longer pinned, held or offered the role. Teams whose own pins and holds are touched are told; with
 * the last place comes the draft that closes the role.
 */
export async function bookRole(ctx: ToolCtx, booking: Booking): Promise<ToolResult & { roleId: string }> {
  const { candidateId, talentId, name, from, to } = booking;
  const roleId = await lockRoleOf(ctx, candidateId);
  await lockDatesOf(ctx, talentId);
  await mustBeAllowedToShoot(ctx, { talentId, candidateId, roleId, from, to });
  const others = await othersOn(ctx, booking);
  const booked = others.find((one) => one.state === "booked");
  if (booked) {
    throw new AppError("conflict", `person ${talentId} is booked on these dates`, {
      said: `${name} is booked for ${booked.project ?? "another role of this office"}, ${sayDates(booked)}. I booked nothing.`,
    });
  }
  const [moved] = await moveCandidates(ctx, { candidateIds: [candidateId], to: "booked", why: "booked for the role" });
  if (!moved) {
    throw new AppError("conflict", `candidate ${candidateId} cannot be booked`, {
      said: `${name} is no longer pinned, held or offered the role. I booked nothing; ask “show me the board”.`,
    });
  }
  await ctx.db.query(
    `insert into holds as h (workspace_id, candidate_id, talent_id, kind, place, during, state, created_by, created_at)
     values ($1, $2, $3, 'hold', 1, daterange($4::date, $5::date, '[]'), 'booked', $6, $7)
     on conflict (candidate_id) where state in ('live', 'booked') do update
        set state = 'booked', during = excluded.during, expires_at = null`,
    [ctx.actor.workspaceId, candidateId, talentId, from, to, ctx.actor.personId, ctx.now()],
  );
  await withdrawOffers(ctx, [candidateId]);
  await audit(ctx, { verb: "book_role", subject: "candidate", subjectId: candidateId });
  for (const other of others) {
    await tellTeam(ctx, {
      conversationId: other.conversationId,
      key: `hold:${other.id}:overtaken:${candidateId}`,
      text: `${other.talent} was booked by another project of this office on dates that you have her for (${sayHold(other)}, ${sayDates(other)}). Your ${sayHold(other)} cannot become a booking while that stands.`,
    });
  }
  const { role, headcount, booked: count } = await roleOf(ctx, moved.roleId);
  const closing = count >= headcount ? await proposeClosing(ctx, moved.roleId) : undefined;
  const said = `${name} is booked for ${role}, ${sayDates(booking)}. ${count} of ${headcount} booked.`;
  return { roleId, said: closing ? `${said} ${closing.said}` : said, ...(closing?.parts && { parts: closing.parts }) };
}

/** Who books for one role at once waits, so that the one who takes the last place knows it. */
async function lockRoleOf(ctx: Pick<ToolCtx, "db">, candidateId: string): Promise<string> {
  const { rows } = await ctx.db.query<{ roleId: string }>(
    `select r.id as "roleId" from candidates c join roles r on r.id = c.role_id where c.id = $1 for no key update of r`,
    [candidateId],
  );
  return (rows[0] as { roleId: string }).roleId;
}

async function othersOn(ctx: Pick<ToolCtx, "db">, { talentId, candidateId, from, to }: Booking): Promise<Hold[]> {
  const { rows } = await ctx.db.query<Hold>(
    `${HOLD} where h.talent_id = $1 and h.candidate_id <> $2 and h.state in ('live', 'booked')
        and h.during && daterange($3::date, $4::date, '[]')`,
    [talentId, candidateId, from, to],
  );
  return rows;
}
