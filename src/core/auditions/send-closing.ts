import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { words } from "../messages/wording.ts";
import { firstName } from "../people/open-conversation.ts";
import { endHold } from "./end-hold.ts";
import { bookedIn, isWritten, type Left, leftOf, mustHaveNoneToCome, OUT } from "./left-of-role.ts";
import { moveCandidates } from "./move-candidate.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";
import { withdrawOffers } from "./read-offer.ts";
import { standingHolds } from "./release-hold.ts";
import { roleFacts } from "./role-facts.ts";
import { sayList } from "./say-role.ts";

const Payload = z.object({ roleId: z.uuid(), text: z.string().optional() });

/** The role is closed; those who have to be told are, once each; dates and offers are let go. */
export async function sendClosing(ctx: ToolCtx, { payload }: { payload: unknown }): Promise<ToolResult> {
  const { roleId, text } = Payload.parse(payload);
  const left = await leftOf(ctx, roleId);
  mustHaveNoneToCome(left);
  const { rows } = await ctx.db.query<{ title: string }>(
    `update roles set state = case when headcount <= $2 then 'cast' else 'closed' end, updated_at = $3
      where id = $1 and state = 'open' returning title`,
    [roleId, await bookedIn(ctx, roleId), ctx.now()],
  );
  if (!rows[0]) return { said: "That role was closed already. Nobody is told twice." };
  const ids = left.map((one) => one.id);
  await withdrawOffers(ctx, ids);
  await ctx.db.query(
    `update invitations set state = 'void', answered_at = $2 where candidate_id = any($1::uuid[]) and state = 'sent'`,
    [ids, ctx.now()],
  );
  await ctx.db.query(
    `update bookings b set state = 'expired', ended_at = $2 from invitations i
      where i.id = b.invitation_id and i.candidate_id = any($1::uuid[]) and b.state = 'held'`,
    [ids, ctx.now()],
  );
  const why = "the role was closed";
  for (const { id } of await standingHolds(ctx, ids))
    await endHold(ctx, id, { as: "released", candidateTo: "released", why });
  const moving = left.filter((one) => !OUT.includes(one.state)).map((one) => one.id);
  await moveCandidates(ctx, { candidateIds: moving, to: "released", why });
  await audit(ctx, { verb: "close_role", subject: "role", subjectId: roleId });
  const { role } = await roleFacts(ctx, { roleId });
  const told: string[] = [];
  const missed: string[] = [];
  for (const one of left.filter(isWritten)) {
    ((await tell(ctx, { ...one, role, text })) ? told : missed).push(one.name);
  }
  const said = [
    `${rows[0].title} is closed.`,
    told.length > 0 ? `I am telling ${sayList(told)}.` : "",
    missed.length > 0 ? `I could not write to ${sayList(missed)}: please tell them yourself.` : "",
  ];
  return { said: said.filter(Boolean).join(" ") };
}

type Telling = Left & { role: string; text: string | undefined };

async function tell(ctx: ToolCtx, { id, talentId, seen, role, text }: Telling): Promise<boolean> {
  const to = await reachTalent(ctx, talentId);
  if (typeof to === "string") return false;
  const say = words(to.language)[seen ? "closed" : "closedUnseen"];
  await writeTo(ctx, to, {
    key: `closing:${id}`,
    purpose: "promotional",
    text: text ?? say({ name: firstName(to.name), role, child: to.child }),
  });
  return true;
}
