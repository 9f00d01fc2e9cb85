import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { words } from "../messages/wording.ts";
import { draftLetter, readersOf, samplesFor } from "./draft-letter.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import { titleApart } from "./project-of.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";
import { releaseSides } from "./release-sides.ts";
import { sayList } from "./say-role.ts";

const Payload = z.object({ roleId: z.uuid() });

type Confirmed = {
  candidateId: string;
  talentId: string;
  name: string;
  role: string;
  bookingId: string | null;
  tapeId: string | null;
};

/** Drafts a word to those who confirmed before the sides were there; undefined when there is nobody. */
export async function draftSides(ctx: ToolCtx, roleId: string): Promise<ToolResult | undefined> {
  const all = await confirmedFor(ctx, roleId);
  const [first] = all;
  if (!first) return undefined;
  const readers = await readersOf(
    ctx,
    all.map((one) => one.candidateId),
  );
  return draftLetter(ctx, {
    kind: "send_sides",
    payload: { roleId },
    said: `${all.length === 1 ? "One person has" : `${all.length} people have`} confirmed already: shall they get them now?`,
    title: "Send the sides?",
    lines: [
      `To: ${sayList(all.map((one) => one.name))}`,
      ...samplesFor(readers, ({ language, child }) =>
        words(language).sidesHere({ role: first.role, child, sidesUrl: `${ctx.publicUrl}/m/…` }),
      ),
    ],
    label: "Approve and send",
  });
}

/** With a place to come, or a self-tape that they said they will send. */
async function confirmedFor(ctx: Pick<ToolCtx, "db" | "now">, roleId: string): Promise<Confirmed[]> {
  const { rows } = await ctx.db.query<Confirmed>(
    `select c.id as "candidateId", c.talent_id as "talentId", coalesce(t.display_name, p.name) as name, ${titleApart("r")} as role,
            b.id as "bookingId", tape.id as "tapeId"
       from candidates c join roles r on r.id = c.role_id join people p on p.id = c.talent_id
       left join talent_profiles t on t.person_id = c.talent_id
       left join lateral (select b.id from bookings b join invitations i on i.id = b.invitation_id
              where i.candidate_id = c.id and b.state in ('confirmed', 'checked_in', 'late') and upper(b.during) > $2 limit 1) b on true
       left join tapes tape on tape.candidate_id = c.id and tape.state in ('accepted', 'retake') and tape.due_at > $2
      where c.role_id = $1 and (b.id is not null or tape.id is not null) order by name`,
    [roleId, ctx.now()],
  );
  return rows;
}

/** Each who has confirmed and still comes gets the link of her own. */
export async function sendSides(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const { roleId } = Payload.parse(payload);
  const sent: string[] = [];
  const not: string[] = [];
  for (const { candidateId, talentId, name, role, bookingId, tapeId } of await confirmedFor(ctx, roleId)) {
    const to = await reachTalent(ctx, talentId);
    if (typeof to === "string") {
      not.push(NOT_WRITTEN_TO[to](name));
      continue;
    }
    const what = bookingId ? { bookingId } : { tapeId: tapeId ?? "" };
    const released = await releaseSides(ctx, { roleId, talentId, ...what });
    if (!released) continue;
    await writeTo(ctx, to, {
      key: `sides:${approvalId}:${candidateId}`,
      purpose: "utility",
      text: words(to.language).sidesHere({ role, child: to.child, ...released }),
    });
    sent.push(name);
  }
  return { said: [sent.length > 0 ? `On its way to ${sayList(sent)}.` : "Nobody was written to.", ...not].join(" ") };
}
