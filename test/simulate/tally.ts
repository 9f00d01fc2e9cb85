/** What happened in the week, as a table. */
import type { Week } from "./week.ts";
import type { World } from "./world.ts";

type Counts = Record<string, number>;

const COUNTS = `select
  (select count(*)::int from roles) as roles,
  (select count(*)::int from sessions where state = 'open') as sessions,
  (select count(*)::int from sessions where round = 'callback') as "of them callbacks",
  (select count(*)::int from invitations) as invited,
  (select count(distinct talent_id)::int from invitations) as "people invited",
  (select count(*)::int from bookings where confirmed_at is not null) as confirmed,
  (select count(*)::int from invitations i where i.state = 'declined'
     and not exists (select from bookings b where b.invitation_id = i.id and b.confirmed_at is not null)) as declined,
  (select count(*)::int from audit_log where verb in ('expire_invitation', 'expire_offer')) as expired,
  (select count(*)::int from alarms where kind = 'expire_offer') as "offered a freed place",
  (select count(*)::int from bookings b join invitations i on i.id = b.invitation_id join alarms a on a.kind = 'expire_offer' and a.subject_id = b.id
    where b.confirmed_at is not null) as backfilled,
  (select count(*)::int from audit_log where verb = 'retime_booking') as moved,
  (select count(*)::int from bookings where state = 'cancelled_by_talent') as "cancelled by talent",
  (select count(*)::int from bookings where state = 'cancelled_by_casting') as "cancelled by casting",
  (select count(*)::int from bookings where state = 'seen') as seen,
  (select count(*)::int from bookings b join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id
    where s.round = 'callback' and b.state = 'seen') as "seen again",
  (select count(*)::int from bookings where state = 'no_show') as "no-show",
  (select count(*)::int from bookings where state in ('assigned', 'sent', 'confirmed', 'checked_in', 'late')) as "still to come",
  (select count(*)::int from holds where kind = 'avail_check') as "avail checks",
  (select count(*)::int from holds where kind <> 'avail_check' and approval_id is not null) as "pins and holds",
  (select count(*)::int from holds one where one.state in ('live', 'booked') and exists (
     select from holds other where other.talent_id = one.talent_id and other.id <> one.id and other.during && one.during)) as "dates wanted twice",
  (select count(*)::int from offers) as offers,
  (select count(*)::int from offers where state = 'accepted') as accepted,
  (select count(*)::int from offers where state = 'declined') as "offers declined",
  (select count(*)::int from offers where state = 'clashed') as "accepted, booked elsewhere",
  (select count(*)::int from tapes) as "self-tapes asked for",
  (select count(distinct tape_id)::int from takes) as "self-tapes sent",
  (select count(*)::int from approvals where kind = 'role_change' and state = 'approved') as "roles changed",
  (select count(*)::int from outbox where dedupe_key like 'change:%' and state = 'sent') as "told of a change",
  (select count(*)::int from candidates where state = 'booked') as "booked for a role",
  (select count(*)::int from roles where state <> 'open') as "roles closed",
  (select count(*)::int from consents where purpose = 'minor' and withdrawn_at is null) as "guardians' consents",
  (select count(*)::int from minor_permissions) as "children's permissions",
  (select count(*)::int from bookings b join talent_profiles t on t.person_id = b.talent_id and t.is_minor
    where b.state = 'seen') as "children seen",
  (select count(*)::int from outbox where dedupe_key like 'closing:%' and state = 'sent') as "told of the end",
  (select count(*)::int from outbox where (dedupe_key like 'memo:%' or dedupe_key like 'call:%') and state = 'sent') as "memos and call sheets",
  (select count(*)::int from calendar_questions where kind = 'moved') as "events moved by hand",
  (select count(*)::int from calendar_questions where kind = 'deleted') as "events deleted by hand",
  (select count(*)::int from calendar_questions where kind = 'edited') as "events edited by hand",
  (select count(*)::int from calendar_questions where kind = 'declined') as "declined in the calendar",
  (select count(*)::int from reminders where state = 'sent') as reminders,
  (select count(*)::int from outbox where dedupe_key like 'invitation:%:nudge:%' and state = 'sent') as nudges,
  (select count(*)::int from inbox where kind <> 'receipt') as "messages and taps in",
  (select count(*)::int from turns) as turns`;

export async function tally({ db, google, providers }: World, { arrivals }: Week): Promise<string> {
  const { rows } = await db.query<Counts>(COUNTS);
  const { rows: languages } = await db.query<{ language: string; into: number; out: number }>(
    `select p.language, count(*) filter (where m.direction = 'in')::int as into, count(*) filter (where m.direction = 'out')::int as out
       from messages m join conversations c on c.id = m.conversation_id join people p on p.id = c.person_id
      where c.side = 'talent' group by 1 order by 2 desc`,
  );
  const came = Map.groupBy(arrivals, ({ how }) => how);
  const counts: Counts = {
    ...rows[0],
    "came on time": came.get("on_time")?.length ?? 0,
    "came late": came.get("late")?.length ?? 0,
    "came and did not say so": came.get("unsaid")?.length ?? 0,
    "did not come": came.get("no_show")?.length ?? 0,
    "calendar events": google.calendar().events().length,
    "sent to phones": providers.texts.length,
    "of them texts": providers.texts.filter(({ channel }) => channel === "sms").length,
    "posted to Slack": providers.posts.length,
  };
  const lines = Object.entries(counts).map(
    ([what, count]) => `  ${what.padEnd(26)}${count.toLocaleString("en").padStart(7)}`,
  );
  const spoken = languages.map(
    ({ language, into, out }) => `  ${`in ${language}`.padEnd(26)}${String(into).padStart(7)} in, ${out} out`,
  );
  return [...lines, ...spoken].join("\n");
}
