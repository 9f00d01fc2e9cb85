/** What the tables and the phones prove of children: they have no messages, their guardians have all of them. */
import type { Week } from "./week.ts";
import type { World } from "./world.ts";

/** Letters by what they are about, with the talent. */
const ABOUT = `about as (
  select 'invitation:' || id as key, talent_id from invitations
  union all select 'offer:' || id, talent_id from offers
  union all select 'closing:' || id, talent_id from candidates
  union all select o.dedupe_key, h.talent_id from holds h join outbox o on o.dedupe_key like 'hold:' || h.id || ':%'
  union all select o.dedupe_key, b.talent_id from bookings b join outbox o on o.booking_id = b.id)`;

type Letter = { id: string; key: string; name: string; toGuardian: boolean; sent: boolean };

export async function children({ db, providers }: World, week: Week): Promise<string[]> {
  const own = new Set(week.children.map(({ phone }) => phone));
  const rung = providers.texts.filter(({ to }) => own.has(to)).map(({ to }) => `a child's own phone rang: ${to}`);
  const { rows } = await db.query<Letter>(
    `with ${ABOUT}
     select o.id, o.dedupe_key as key, p.name, o.person_id = p.guardian_id as "toGuardian", o.state = 'sent' as sent
       from about a join outbox o on o.dedupe_key = a.key join people p on p.id = a.talent_id
       join talent_profiles t on t.person_id = p.id and t.is_minor
      where o.person_id is not null`,
  );
  const said = new Map(providers.texts.map(({ outboxId, text }) => [outboxId, text]));
  const wrong = rows.flatMap(({ id, key, name, toGuardian, sent }) => {
    if (!toGuardian) return [`${key} about ${name} is not for the guardian`];
    const names = said.get(id)?.includes(name.split(" ")[0] ?? name);
    return sent && names === false ? [`${key} does not name ${name}: ${said.get(id)?.slice(0, 80)}`] : [];
  });
  return [...rung, ...wrong];
}
