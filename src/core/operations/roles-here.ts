import { currentRole, roleNamed } from "../auditions/current-role.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { channelOf } from "./ops-channel.ts";

export type RoleHere = {
  id: string;
  title: string;
  project: string | null;
  headcount: number;
  booked: number;
  threadId: string;
};

/**
 * The open roles that may be spoken of here, the oldest first: in a thread its own, in a channel those that are cast in
 * it, in the ops channel all. In a direct message a director hears of all, anybody else of what is hers.
 */
export async function rolesHere(ctx: Pick<ToolCtx, "db" | "actor" | "conversation">): Promise<RoleHere[]> {
  const { rows } = await ctx.db.query<RoleHere>(
    `with here as (
       select c.*, coalesce(c.id = o.conversation_id, c.key = w.settings ->> 'opsChannel' || ':', false) as ops
         from conversations c join workspaces w on w.id = c.workspace_id left join ops_channels o on o.workspace_id = w.id
        where c.id = $1)
     select r.id, r.title, r.headcount, r.conversation_id as "threadId", p.title as project,
            (select count(*)::int from candidates c where c.role_id = r.id and c.state = 'booked') as booked
       from here, roles r join conversations t on t.id = r.conversation_id left join projects p on p.id = r.project_id
      where r.state = 'open' and (t.id = here.id or here.ops or case
        when here.person_id is not null then r.created_by = $2
          or exists (select from memberships m where m.person_id = $2 and m.role = 'director')
          or exists (select from role_checkpoints k where k.role_id = r.id and $2 in (k.owner_id, k.gate_person_id))
        else right(here.key, 1) = ':' and (t.channel, t.account, ${channelOf("t")}) = (here.channel, here.account, here.key) end)
      order by r.created_at`,
    [ctx.conversation.id, ctx.actor.personId],
  );
  return rows;
}

/** The role that is meant here: the one that was named, the current one, or the only one. Throws when there is none, or several. */
export async function roleMeant(ctx: ToolCtx, said: string | undefined): Promise<RoleHere> {
  const roles = await rolesHere(ctx);
  const titles = roles.map((role) => role.title).join(", ");
  if (said) {
    const named = roleNamed(roles, said)?.id;
    const found = roles.find((role) => role.id === named);
    if (found) return found;
    throw new AppError("not_found", "no open role is called so here", {
      said: `There is no open role “${said}” here${titles ? `: there are ${titles}` : ""}.`,
    });
  }
  if (roles.length === 1) return roles[0] as RoleHere;
  if (roles.length === 0) await currentRole(ctx);
  const { rows } = await ctx.db.query<{ roleId: string }>(
    `select role_id as "roleId" from conversations where id = $1`,
    [ctx.conversation.id],
  );
  const current = roles.find((role) => role.id === rows[0]?.roleId);
  if (current) return current;
  throw new AppError("conflict", `${roles.length} roles are open here`, {
    said: titles ? `Which role do you mean: ${titles}?` : "That role is closed.",
  });
}
