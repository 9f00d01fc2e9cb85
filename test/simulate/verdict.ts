/** What the tables, the phones, the threads and the calendar prove at the end of the week. */
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { sayTime } from "../../src/core/messages/say-time.ts";
import { words } from "../../src/core/messages/wording.ts";
import { teamWords } from "../../src/core/messages/wording-team.ts";
import { HOUR_MS, inMumbai, MINUTE_MS, sayHour } from "./clock.ts";
import { byHand, calendar, forgotten, ON_THE_BOOKS } from "./prove-calendar.ts";
import { changes, closings, holds, offers, tapes } from "./prove-casting.ts";
import { children } from "./prove-children.ts";
import { LANGUAGES, type PhoneMessage } from "./read-whatsapp.ts";
import type { Week } from "./week.ts";
import type { World } from "./world.ts";

/** What they wrote is answered within this, or it is no answer. */
const ANSWER_MS = 15 * MINUTE_MS;
/** A second nudge and a second reminder have the words of the first, and come much later. */
const AGAIN_MS = 6 * HOUR_MS;
const NAMED = 5;
const SHOWN = 80;

export type Proof = { what: string; broken: string[] };
export type Sent = { id: string; key: string; purpose: "reply" | "utility" | "promotional" };

export async function judge(world: World, week: Week): Promise<Proof[]> {
  const { rows } = await world.db.query<Sent>(`select id, dedupe_key as key, purpose from outbox`);
  const sent = new Map(rows.map((row) => [row.id, row]));
  return [
    { what: "the ledger balances", broken: await ledger(world) },
    { what: "every booking has one calendar event, every event one booking", broken: await calendar(world) },
    { what: "every change of the calendar by hand was decided", broken: await byHand(world) },
    { what: "nobody got two messages for one thing", broken: twice(world, sent) },
    { what: "nobody got a message at night", broken: atNight(world, week, sent) },
    { what: "everybody who wrote was answered", broken: await unanswered(world) },
    { what: "everybody knows when the audition is", broken: await untold(world) },
    { what: "nobody's audition was forgotten on its day", broken: await forgotten(world) },
    { what: "everybody was understood", broken: await notUnderstood(world) },
    { what: "every role has its session and its invitations", broken: await withoutSession(world) },
    { what: "every hold was asked for, and has ended or is alive", broken: await holds(world) },
    { what: "every offer ended as it was answered, or is alive", broken: await offers(world) },
    { what: "every self-tape was asked for, and has come, ended or is awaited", broken: await tapes(world) },
    { what: "whom a changed role concerns was told once", broken: await changes(world) },
    { what: "everyone who auditioned for a closed role was told once", broken: await closings(world, sent) },
    { what: "every word about a child went to the guardian alone", broken: await children(world, week) },
    { what: "texts that cannot be answered ask for no answer", broken: texts(world, week) },
    { what: "the platforms took everything", broken: world.providers.refused },
    { what: "no error was logged", broken: world.errors },
  ];
}

async function ledger({ db, clock }: World): Promise<string[]> {
  const { breaches } = await takeLedger(db, { now: clock.now(), graceMinutes: 0 });
  return breaches.map(({ rule, count, ids }) => `${rule}: ${count} (${ids.slice(0, NAMED).join(", ")})`);
}

/** Who has WhatsApp gets no texts, and a text to India has no numbers to send back. */
function texts({ providers }: World, { reach }: Week): string[] {
  return providers.texts
    .filter(
      ({ channel, to, options }) =>
        channel === "sms" && reach.get(to) !== "sms" && (reach.get(to) !== "texts_only" || options.length > 0),
    )
    .map(({ to, at, text }) => `to ${to} at ${sayHour(at)}: ${text.slice(0, SHOWN)}`);
}

/** By our own ids, by what they were about, and by their words. */
function twice({ providers }: World, sent: Map<string, Sent>): string[] {
  const known = providers.texts.flatMap((text) => {
    const of = sent.get(text.outboxId ?? "");
    return of ? [{ ...text, of }] : [];
  });
  const invitations = known.filter(({ of }) => /^invitation:[^:]+$/.test(of.key));
  return [
    ...doubled(known, ({ of }) => `outbox ${of.id} left`),
    ...doubled(invitations, ({ of }) => `${of.key} was sent`),
    ...soonAgain(known.filter(({ of }) => of.purpose !== "reply")),
    ...doubled(providers.posts, ({ outboxId, part }) => `post ${outboxId}, part ${part}`),
  ];
}

/** The same words to the same person, of our own accord. */
const soonAgain = (texts: PhoneMessage[]) =>
  texts
    .filter((text, place) =>
      texts
        .slice(0, place)
        .some(({ to, text: said, at }) => to === text.to && said === text.text && +text.at - +at < AGAIN_MS),
    )
    .map(({ to, at, text }) => `to ${to} at ${sayHour(at)} once more: ${text.slice(0, SHOWN)}`);

function doubled<One>(all: One[], by: (one: One) => string): string[] {
  const groups = Map.groupBy(all, by);
  return [...groups].filter(([, ones]) => ones.length > 1).map(([what, ones]) => `${what} ${ones.length} times`);
}

/**
 * What nobody asked for comes between 10 and 21 o'clock when it promotes, and between 8 and 21 when it is about what was
 * agreed. An answer may come at any hour, right after what it answers.
 */
function atNight({ providers }: World, { wrote }: Week, sent: Map<string, Sent>): string[] {
  const answers = ({ to, at }: PhoneMessage) =>
    (wrote.get(to) ?? []).some((wroteAt) => wroteAt <= at && at.getTime() - wroteAt.getTime() <= ANSWER_MS);
  return providers.texts.flatMap((text) => {
    const purpose = sent.get(text.outboxId ?? "")?.purpose;
    if (purpose !== "promotional" && answers(text)) return [];
    const { hour } = inMumbai(text.at);
    const opens = purpose === "promotional" ? 10 : 8;
    if (hour >= opens && hour < 21) return [];
    return [`to ${text.to} at ${sayHour(text.at)} (${purpose ?? "no purpose"}): ${text.text.slice(0, SHOWN)}`];
  });
}

async function unanswered({ db }: World): Promise<string[]> {
  const { rows } = await db.query<{ id: string; outcome: string | null; reason: string | null }>(
    `select id, outcome, reason from inbox where kind <> 'receipt' and outcome is distinct from 'answered'`,
  );
  return rows.map(({ id, outcome, reason }) => `inbox ${id}: ${outcome ?? "no outcome"} ${reason ?? ""}`.trim());
}

/** What people wrote that was answered with "I did not understand". */
async function notUnderstood({ db }: World): Promise<string[]> {
  const lost = [teamWords.notUnderstood(), ...LANGUAGES.map((language) => words(language).notUnderstood())];
  const { rows } = await db.query<{ said: string }>(
    `select coalesce(i.text, '') as said from messages o left join messages i on i.turn_id = o.turn_id and i.direction = 'in'
      where o.direction = 'out' and o.text = any($1::text[])`,
    [lost],
  );
  return rows.map(({ said }) => `“${said}”`);
}

async function withoutSession({ db }: World): Promise<string[]> {
  const { rows } = await db.query<{ title: string }>(
    `select r.title from roles r where not exists (
       select from sessions s join invitations i on i.session_id = s.id where s.role_id = r.id)`,
  );
  return rows.map(({ title }) => title);
}

/** Whoever has an audition, or had one, read its time on the phone. */
async function untold({ db, providers }: World): Promise<string[]> {
  const { rows } = await db.query<{ name: string; phone: string; startsAt: Date; zone: string }>(
    `select p.name, c.address as phone, lower(b.during) as "startsAt", s.time_zone as zone
       from bookings b join people p on p.id = b.talent_id join invitations i on i.id = b.invitation_id
       join sessions s on s.id = i.session_id
       join contact_points c on c.person_id = coalesce(p.guardian_id, p.id) and c.channel in ('whatsapp', 'sms')
      where b.state in ${ON_THE_BOOKS}`,
  );
  const read = Map.groupBy(providers.texts, ({ to }) => to);
  return rows
    .filter(({ phone, startsAt, zone }) => {
      const times = LANGUAGES.map((language) => sayTime(startsAt, zone, language));
      return !read.get(phone)?.some(({ text }) => times.some((time) => text.includes(time)));
    })
    .map(({ name, startsAt }) => `${name} does not know of ${sayHour(startsAt)}`);
}
