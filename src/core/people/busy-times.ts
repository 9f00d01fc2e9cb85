import { refuseConnection } from "../calendar/refuse-connection.ts";
import type { Ctx } from "../ctx.ts";
import type { CalendarOf, Interval, PersonBusy } from "../ports.ts";

type Asking = Pick<Ctx, "db"> & { calendarOf: CalendarOf | undefined };
type Address = { personId: string; email: string };

/** When people are taken, as the calendars that can be asked say; nothing of whom none can be. Never throws but for the database. */
export async function busyTimes(
  ctx: Asking,
  { workspaceId, people, during }: { workspaceId: string; people: string[]; during: Interval },
): Promise<PersonBusy[]> {
  const known = await askConnected(ctx, { workspaceId, people, during });
  const others = people.filter((id) => !known.has(id));
  const seen = await askOwn(ctx, await addressesOf(ctx, workspaceId, others), during);
  return people.map((personId) => {
    const busy = known.get(personId) ?? seen.get(personId);
    return { personId, ...(busy && { busy }) };
  });
}

/** Whoever connected a calendar is asked for by it; a token that is refused has to be given anew. */
async function askConnected(
  ctx: Asking,
  { workspaceId, people, during }: { workspaceId: string; people: string[]; during: Interval },
): Promise<Map<string, Interval[]>> {
  const { rows } = await ctx.db.query<{ id: string; personId: string }>(
    `select id, person_id as "personId" from calendar_connections
      where workspace_id = $1 and person_id = any($2::uuid[]) and state = 'connected'`,
    [workspaceId, people],
  );
  const asked = await Promise.all(
    rows.map(async ({ id, personId }): Promise<[string, Interval[]][]> => {
      const answer = await (await ctx.calendarOf?.(id))?.busy(["primary"], during);
      if (answer?.outcome === "failed" && answer.code === "reconnect") await refuseConnection(ctx, id);
      const busy = answer?.outcome === "done" ? answer.busy.get("primary") : undefined;
      return busy ? [[personId, busy]] : [];
    }),
  );
  return new Map(asked.flat());
}

/** The installation's account sees those who share their free and busy with it. */
async function askOwn(ctx: Asking, addresses: Address[], during: Interval): Promise<Map<string, Interval[]>> {
  const own = addresses.length > 0 ? await ctx.calendarOf?.(null) : undefined;
  const asked = own && (await own.busy([...new Set(addresses.map((one) => one.email))], during));
  if (asked?.outcome !== "done") return new Map();
  return new Map(
    addresses.flatMap(({ personId, email }): [string, Interval[]][] => {
      const busy = asked.busy.get(email);
      return busy ? [[personId, busy]] : [];
    }),
  );
}

async function addressesOf({ db }: Pick<Ctx, "db">, workspaceId: string, people: string[]): Promise<Address[]> {
  const { rows } = await db.query<Address>(
    `select distinct on (person_id) person_id as "personId", address as email from contact_points
      where workspace_id = $1 and person_id = any($2::uuid[]) and channel = 'email' order by person_id, id`,
    [workspaceId, people],
  );
  return rows;
}
