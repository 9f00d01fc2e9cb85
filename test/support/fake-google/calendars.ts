/** Calendars in memory that follow developers.google.com/workspace/calendar/api: ids, ETags, deletions, changes since. */
import type { calendar_v3 } from "@googleapis/calendar";

export type Event = calendar_v3.Schema$Event;
type Stored = { event: Event; change: number; version: number };
export type Refusal = { status: number; reason: string };

export const isRefusal = (one: object): one is Refusal => "reason" in one;
const refuse = (status: number, reason: string): Refusal => ({ status, reason });

export type Query = {
  syncToken?: string | undefined;
  pageToken?: string | undefined;
  timeMin?: string | undefined;
  showDeleted?: string | undefined;
};

/** One calendar. What the API may do is separate from what its owner and guests do by hand. */
export function createFakeCalendar(owner: string, onChange: () => void) {
  const stored = new Map<string, Stored>();
  let change = 0;
  /** Tokens of an earlier epoch have expired. */
  let epoch = 1;
  let pageSize = 250;

  const etagOf = (one: Stored) => `"${one.version}"`;
  const shown = (one: Stored): Event => ({ ...one.event, etag: etagOf(one) });
  const store = (id: string, event: Event): Event => {
    change += 1;
    const one = { event, change, version: (stored.get(id)?.version ?? 0) + 1 };
    stored.set(id, one);
    onChange();
    return shown(one);
  };
  const live = (id: string): Stored => {
    const one = stored.get(id);
    if (!one || one.event.status === "cancelled") throw new Error(`no event ${id} in the calendar of ${owner}`);
    return one;
  };
  const withCall = (event: Event, before: Event | undefined): Event => {
    const { conferenceData, ...rest } = event;
    const asked = conferenceData?.createRequest?.requestId;
    const had = before?.conferenceData && { conferenceData: before.conferenceData, hangoutLink: before.hangoutLink };
    if (!asked || before?.conferenceData?.createRequest?.requestId === asked) return { ...rest, ...had } as Event;
    const made = { createRequest: { requestId: asked, status: { statusCode: "success" } } };
    return { ...rest, conferenceData: made, hangoutLink: `https://meet.google.com/${asked.slice(-10)}` };
  };
  const plain = ({ conferenceData: _, ...event }: Event): Event => event;

  return {
    owner,
    insert(body: Event, conferences: boolean): Event | Refusal {
      const id = body.id ?? crypto.randomUUID().replaceAll("-", "");
      if (!/^[a-v0-9]{5,1024}$/.test(id)) return refuse(400, "invalid");
      if (stored.has(id)) return refuse(409, "duplicate");
      if (!timesOf(body)) return refuse(400, "timeRangeEmpty");
      const event = conferences ? withCall(body, undefined) : plain(body);
      return store(id, { status: "confirmed", ...event, id, organizer: { email: owner } });
    },
    /** A deleted event is there as `cancelled`. */
    get(id: string): Event | Refusal {
      const one = stored.get(id);
      return one ? shown(one) : refuse(404, "notFound");
    },
    patch(id: string, body: Event, { ifMatch, conferences }: { ifMatch: string | undefined; conferences: boolean }) {
      const one = stored.get(id);
      if (!one || one.event.status === "cancelled") return refuse(404, "notFound");
      if (ifMatch && ifMatch !== etagOf(one)) return refuse(412, "conditionNotMet");
      const changed = conferences && body.conferenceData ? withCall(body, one.event) : plain(body);
      const event = { ...one.event, ...changed, id };
      return timesOf(event) ? store(id, event) : refuse(400, "timeRangeEmpty");
    },
    remove(id: string): Refusal | undefined {
      const one = stored.get(id);
      if (!one) return refuse(404, "notFound");
      if (one.event.status === "cancelled") return refuse(410, "deleted");
      store(id, { id, status: "cancelled" });
      return undefined;
    },
    list({ syncToken, pageToken, timeMin, showDeleted }: Query) {
      if (syncToken && timeMin) return refuse(400, "badRequest");
      const [tokenEpoch = "", from = "0"] = (syncToken ?? `${epoch}.0`).split(".");
      if (Number(tokenEpoch) !== epoch) return refuse(410, "fullSyncRequired");
      const deleted = syncToken !== undefined || showDeleted === "true";
      const changed = [...stored.values()]
        .filter((one) => one.change > Number(from) && (deleted || one.event.status !== "cancelled"))
        .filter((one) => !timeMin || one.event.status === "cancelled" || (one.event.end?.dateTime ?? "9") >= timeMin)
        .toSorted((a, b) => a.change - b.change);
      const first = Number(pageToken ?? 0);
      const more = first + pageSize < changed.length;
      return {
        kind: "calendar#events",
        items: changed.slice(first, first + pageSize).map(shown),
        ...(more ? { nextPageToken: String(first + pageSize) } : { nextSyncToken: `${epoch}.${change}` }),
      };
    },
    busy: () => [...stored.values()].flatMap((one) => (one.event.status === "cancelled" ? [] : [timesOf(one.event)])),
    /** What is in the calendar now. */
    events: (): Event[] => [...stored.values()].filter((one) => one.event.status !== "cancelled").map(shown),
    byHand: {
      move: (id: string, startsAt: Date, endsAt: Date) =>
        store(id, {
          ...live(id).event,
          start: { dateTime: startsAt.toISOString() },
          end: { dateTime: endsAt.toISOString() },
        }),
      edit: (id: string, changes: Event) => store(id, { ...live(id).event, ...changes }),
      remove: (id: string) => void store(id, { ...live(id).event, id, status: "cancelled" }),
      restore: (id: string, event: Event) => store(id, { ...event, id, status: "confirmed" }),
      add: (event: Event) => {
        const id = crypto.randomUUID().replaceAll("-", "");
        return store(id, { status: "confirmed", ...event, id });
      },
      answer(id: string, email: string, responseStatus: string) {
        const { event } = live(id);
        const others = (event.attendees ?? []).filter((one) => one.email !== email);
        return store(id, { ...event, attendees: [...others, { email, responseStatus }] });
      },
    },
    /** Gone for good, as Google forgets what was deleted long ago. */
    forget: (id: string) => void stored.delete(id),
    /** Every token given so far is refused with 410. */
    expireTokens: () => {
      epoch += 1;
    },
    pagesOf: (size: number) => {
      pageSize = size;
    },
  };
}
export type FakeCalendar = ReturnType<typeof createFakeCalendar>;

function timesOf({ start, end }: Event): { start: string; end: string } | undefined {
  const [from, to] = [start?.dateTime ?? start?.date, end?.dateTime ?? end?.date];
  return from && to && Date.parse(from) <= Date.parse(to) ? { start: from, end: to } : undefined;
}
