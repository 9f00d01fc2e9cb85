import type { calendar_v3 } from "@googleapis/calendar";
import type { CalendarEvent } from "../core/ports.ts";

type Event = calendar_v3.Schema$Event;

/** An event as Google stores it, everyone still to answer. */
export function bodyOf(event: CalendarEvent): Event {
  const { summary, description, location, timeZone, id } = event;
  return {
    summary,
    description,
    location,
    status: "confirmed",
    start: { dateTime: event.startsAt.toISOString(), timeZone },
    end: { dateTime: event.endsAt.toISOString(), timeZone },
    attendees: event.attendees.map(({ email, name }) => ({
      email,
      responseStatus: "needsAction",
      ...(name && { displayName: name }),
    })),
    // The same request again makes no second call.
    ...(event.online && {
      conferenceData: { createRequest: { requestId: id, conferenceSolutionKey: { type: "hangoutsMeet" } } },
    }),
  };
}

/** Absent while Google still makes the call. */
export const meetUrlOf = (event: Event): string | undefined => event.hangoutLink ?? undefined;

/**
 * What a patch must say, or nothing when all is as wanted. The list of attendees is always whole: a patch overwrites it.
 * A new time makes every answer void; otherwise those who answered keep their answer.
 */
export function changesOf(known: Event, event: CalendarEvent): Event | undefined {
  const moved = timeOf(known.start) !== event.startsAt.getTime() || timeOf(known.end) !== event.endsAt.getTime();
  const wanted = event.attendees.map(({ email }) => email.toLowerCase());
  // Google may list the calendar's owner without being asked to.
  const asked = known.attendees?.filter((one) => !one.organizer || wanted.includes(one.email?.toLowerCase() ?? ""));
  const answers = new Map(asked?.map((one) => [one.email?.toLowerCase(), one.responseStatus]));
  const same =
    !moved &&
    known.summary === event.summary &&
    (known.description ?? "") === event.description &&
    (known.location ?? "") === event.location &&
    (!event.online || known.hangoutLink !== undefined || known.conferenceData !== undefined) &&
    answers.size === wanted.length &&
    wanted.every((email) => answers.has(email));
  if (same) return undefined;
  const body = bodyOf(event);
  // What is there of a video call stays as it is.
  if (known.hangoutLink || known.conferenceData) delete body.conferenceData;
  if (moved) return body;
  const attendees = (body.attendees ?? []).map((one) => ({
    ...one,
    responseStatus: answers.get(one.email?.toLowerCase()) ?? "needsAction",
  }));
  return { ...body, attendees };
}

const timeOf = (when: calendar_v3.Schema$EventDateTime | undefined) => Date.parse(when?.dateTime ?? "");
