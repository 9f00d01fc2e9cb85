import type { ToolCtx } from "../conversation/tool.ts";
import { houseOf, titleApart } from "./project-of.ts";

export type Offer = {
  id: string;
  state: string;
  candidateId: string;
  talentId: string;
  talent: string;
  roleId: string;
  role: string;
  /** Empty when not known. */
  house: string;
  /** The role's thread. */
  conversationId: string;
  from: string;
  to: string;
  rate: string;
  usage: string;
  exclusivity: string;
  expiresAt: Date;
};

export const OFFER = `select o.id, o.state, o.candidate_id as "candidateId", o.talent_id as "talentId", coalesce(t.display_name, p.name) as talent,
       r.id as "roleId", ${titleApart("r")} as role, coalesce(${houseOf("r", "j")}, '') as house, r.conversation_id as "conversationId",
       lower(o.during)::text as "from", (upper(o.during) - 1)::text as "to", o.rate, o.usage, o.exclusivity, o.expires_at as "expiresAt"
  from offers o join candidates c on c.id = o.candidate_id join roles r on r.id = c.role_id left join projects j on j.id = r.project_id
  join people p on p.id = o.talent_id left join talent_profiles t on t.person_id = o.talent_id`;

/** Takes back what was offered and not answered: the role or the dates are gone. */
export async function withdrawOffers(ctx: Pick<ToolCtx, "db" | "now">, candidateIds: string[]): Promise<void> {
  await ctx.db.query(
    `update offers set state = 'withdrawn', answered_at = $2 where candidate_id = any($1::uuid[]) and state = 'sent'`,
    [candidateIds, ctx.now()],
  );
}
