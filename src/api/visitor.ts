import type { Context } from "hono";
import type { Actor, Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";

/**
 * Who is behind a request: a person of the team who signed in, or whoever runs the installation, by its own link or by its
 * token.
 */
export type Visitor =
  | { by: "visit"; workspaceId: string; personId: string; name: string; role: string; endsAt: Date }
  | { by: "link" | "token"; workspaceId: string };

/** Tells who is behind a request. */
export type VisitorOf = (c: Context) => Promise<Visitor>;

type ActingCtx = Pick<Ctx, "db" | "publicUrl">;

/**
 * On whose behalf a visitor acts. Who runs the installation is its first director, but not by a link on a public address
 * where everybody can have a link of their own. Throws `forbidden`.
 */
export async function actorOf(ctx: ActingCtx, visitor: Visitor): Promise<Actor> {
  const { workspaceId } = visitor;
  if (visitor.by === "visit") return { workspaceId, personId: visitor.personId, side: "team" };
  const { director, slack } = await readStandIn(ctx, workspaceId);
  if (visitor.by === "link" && slack && !isLoopback(ctx.publicUrl)) {
    throw new AppError("forbidden", "the installation's link acts for nobody on a public address", {
      said: "You can look at everything here. To change something, sign in as yourself: say “/castmatch page” in Slack.",
    });
  }
  if (!director) {
    throw new AppError("forbidden", `workspace ${workspaceId} has no director`, {
      said: "This workspace has no casting director yet, so nothing can be changed here.",
    });
  }
  return { workspaceId, personId: director.personId, side: "team" };
}

/** What the page says of who looks at it: a name where one acts, and whether one does. */
export async function sayVisitor(ctx: ActingCtx, visitor: Visitor) {
  if (visitor.by === "visit") {
    const { name, role, endsAt } = visitor;
    return { by: visitor.by, name, role, acts: true, endsAt: endsAt.toISOString() };
  }
  const { director, slack } = await readStandIn(ctx, visitor.workspaceId);
  const acts = director !== undefined && !(visitor.by === "link" && slack && !isLoopback(ctx.publicUrl));
  return { by: visitor.by, name: director?.name ?? null, role: "director", acts, endsAt: null };
}

type StandIn = { director: { personId: string; name: string } | undefined; slack: boolean };

async function readStandIn({ db }: ActingCtx, workspaceId: string): Promise<StandIn> {
  const inside = db.as(workspaceId);
  const { rows: directors } = await inside.query<{ personId: string; name: string }>(
    `select m.person_id as "personId", p.name from memberships m join people p on p.id = m.person_id
      where m.role = 'director' order by m.created_at, m.person_id limit 1`,
  );
  const { rowCount } = await inside.query(
    `select from channel_accounts where platform = 'slack' and retired_at is null limit 1`,
  );
  return { director: directors[0], slack: rowCount > 0 };
}

const isLoopback = (url: string) =>
  URL.canParse(url) && /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(url).hostname);
