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
type Acting = { personId: string; name: string; role: string };
type Refused = { name: string | null; refused: string };

/** On whose behalf a visitor acts. Throws `forbidden` where that is nobody. */
export async function actorOf(ctx: ActingCtx, visitor: Visitor): Promise<Actor> {
  const acting = await whoActs(ctx, visitor);
  if ("personId" in acting) return { workspaceId: visitor.workspaceId, personId: acting.personId, side: "team" };
  throw new AppError("forbidden", "nobody acts by this visit", { said: acting.refused });
}

/** The id of the person on whose behalf a visitor acts. */
export async function personOf(ctx: ActingCtx, visitor: Visitor): Promise<string | undefined> {
  const acting = await whoActs(ctx, visitor);
  return "personId" in acting ? acting.personId : undefined;
}

/** What the page says of who looks at it: a name, and whether one acts or only looks. */
export async function sayVisitor(ctx: ActingCtx, visitor: Visitor) {
  const acting = await whoActs(ctx, visitor);
  const endsAt = visitor.by === "visit" ? visitor.endsAt.toISOString() : null;
  const acts = "personId" in acting;
  return { by: visitor.by, name: acting.name, role: acts ? acting.role : "director", acts, endsAt };
}

/**
 * Who runs the installation is its first director, but not by a link on a public address where everybody can have a link
 * of their own.
 */
async function whoActs({ db, publicUrl }: ActingCtx, visitor: Visitor): Promise<Acting | Refused> {
  if (visitor.by === "visit") return visitor;
  const { rows } = await db.as(visitor.workspaceId).query<Acting & { slack: boolean }>(
    `select m.person_id as "personId", p.name, m.role,
            exists (select from channel_accounts where platform = 'slack' and retired_at is null) as slack
       from memberships m join people p on p.id = m.person_id
      where m.role = 'director' order by m.created_at, m.person_id limit 1`,
  );
  const director = rows[0];
  if (!director)
    return { name: null, refused: "This workspace has no casting director yet, so nothing can be changed here." };
  if (visitor.by === "token" || !director.slack || isLoopback(publicUrl)) return director;
  return {
    name: director.name,
    refused:
      "You can look at everything here. To change something, sign in as yourself: say “/castmatch page” in Slack.",
  };
}

const isLoopback = (url: string) =>
  URL.canParse(url) && /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(url).hostname);
