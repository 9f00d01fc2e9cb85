import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { Channel, Language } from "../messages/message.ts";
import { zonesOfNumber } from "./zones-of-number.ts";

export type TalentConversation = {
  id: string;
  channel: Channel;
  /** Who carries it; `web` is the stage, where no phone rings. */
  platform: string;
  /** Who reads it: the talent, or the guardian of a minor. */
  personId: string;
  name: string;
  language: Language;
  email: string | null;
  /** A text to India cannot be answered: senders there are names, not numbers. */
  oneWay: boolean;
  /** Where the phone rings. */
  zones: string[];
  /** The minor's first name, when a guardian reads it. */
  child: string | undefined;
  /** When she wrote last. */
  lastInboundAt: Date | null;
};

/**
 * Where a talent is written to: WhatsApp where she has it, otherwise SMS; a minor's guardian in her place.
 * A real account goes before the stage, a retired one is never used. Throws `not_found` when there is no address.
 */
export async function openTalentConversation(
  ctx: Pick<ToolCtx, "db">,
  to: { workspaceId: string; talentId: string },
): Promise<TalentConversation> {
  const { rows } = await ctx.db.query<
    Omit<TalentConversation, "id" | "child" | "oneWay" | "zones" | "lastInboundAt"> & {
      account: string;
      address: string;
      talent: string;
    }
  >(
    `select cp.channel, ca.platform, ca.account, cp.address, p.id as "personId", p.name, p.language, t.name as talent,
            (select address from contact_points e where e.person_id = p.id and e.channel = 'email' limit 1) as email
       from people t
       join people p on p.id = coalesce(t.guardian_id, t.id)
       join contact_points cp on cp.person_id = p.id and cp.channel in ('whatsapp', 'sms')
       join channel_accounts ca on ca.workspace_id = t.workspace_id and ca.channel = cp.channel and ca.retired_at is null
      where t.id = $1
      order by ca.platform = 'web', cp.channel = 'sms', ca.created_at limit 1`,
    [to.talentId],
  );
  const found = rows[0];
  if (!found) {
    throw new AppError("not_found", `talent ${to.talentId} has no address on a connected channel`, {
      said: "I have no WhatsApp or SMS number for this person.",
    });
  }
  const { account, address, talent, ...rest } = found;
  const opened = await ctx.db.query<{ id: string; lastInboundAt: Date | null }>(
    `insert into conversations as c (workspace_id, channel, account, key, side, person_id) values ($1, $2, $3, $4, 'talent', $5)
     on conflict on constraint conversations_once do update set person_id = coalesce(c.person_id, excluded.person_id)
     returning id, last_inbound_at as "lastInboundAt"`,
    [to.workspaceId, found.channel, account, address, found.personId],
  );
  const child = found.personId === to.talentId ? undefined : firstName(talent);
  const oneWay = found.platform === "twilio_sms" && address.startsWith("+91");
  return {
    ...rest,
    child,
    oneWay,
    zones: zonesOfNumber(address),
    ...(opened.rows[0] as { id: string; lastInboundAt: Date | null }),
  };
}

/** What a person is called in a message. */
export const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? name;
