import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { MarkBooking, markBooking } from "../core/auditions/mark-booking.ts";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import { isoDay } from "../core/messages/say-time.ts";
import type { Db } from "../core/ports.ts";
import { byHand } from "./by-hand.ts";
import { nextSessionDay, readCalendar } from "./read-calendar.ts";
import { body, Id, json, refused } from "./route-parts.ts";
import { CalendarItem } from "./schemas.ts";
import type { VisitorOf } from "./visitor.ts";

type Deps = { ctx: Ctx; visitorOf: VisitorOf };

const MOST_DAYS = 31;
const DAY_MS = 24 * 60 * 60_000;

/** Sessions and bookings of some days for the page, and what the desk says of them on the day. */
export function addCalendarRoutes(api: OpenAPIHono, { ctx, visitorOf }: Deps): void {
  api.openapi(
    createRoute({
      method: "get",
      path: "/calendar",
      request: { query: z.object({ from: z.iso.date(), to: z.iso.date() }) },
      responses: { 200: json(CalendarItem, "Sessions of those days with their bookings, in order"), ...refused },
    }),
    async (c) => {
      const { from, to } = c.req.valid("query");
      const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
      if (days < 1 || days > MOST_DAYS) {
        throw new AppError("invalid_input", `calendar of ${days} days`, {
          said: `Please ask for 1 to ${MOST_DAYS} days, the first one first.`,
        });
      }
      const { timeZone } = ctx;
      const db = ctx.db.as((await visitorOf(c)).workspaceId);
      const [sessions, next] = await Promise.all([
        readCalendar({ db, now: ctx.now, timeZone }, { from, to }),
        nextSessionDay(db, { after: to, timeZone }),
      ]);
      return c.json(CalendarItem.parse({ timeZone, today: isoDay(ctx.now(), timeZone), next, sessions }), 200);
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/bookings/{id}/mark",
      request: { params: Id, body: body(MarkBooking.pick({ to: true })) },
      responses: { 200: json(z.object({ said: z.string() }), "How she stands now"), ...refused },
    }),
    async (c) => {
      const bookingId = c.req.valid("param").id;
      const { to } = c.req.valid("json");
      const { said } = await byHand(ctx, await visitorOf(c), async (acting) =>
        markBooking({ ...acting, conversation: await threadOf(acting.db, bookingId) }, { names: [], bookingId, to }),
      );
      return c.json({ said }, 200);
    },
  );
}

async function threadOf(db: Db, bookingId: string) {
  const { rows } = await db.query<{ id: string }>(
    `select r.conversation_id as id from bookings b join invitations i on i.id = b.invitation_id
       join sessions s on s.id = i.session_id join roles r on r.id = s.role_id where b.id = $1`,
    [bookingId],
  );
  if (!rows[0]) throw new AppError("not_found", `booking ${bookingId} is not there`);
  return { id: rows[0].id, language: "en" as const };
}
