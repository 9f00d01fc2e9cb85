import { choice, type Office } from "./office.ts";

const COP = "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri";

/** Selects the first of a shortlist and invites them for Friday 27 November, 2 to 6 pm; their phones, in order of selection. */
export async function invite(office: Office, howMany: number, brief = COP): Promise<string[]> {
  await office.say(office.team, brief);
  const shortlist = office.to("team").at(-1);
  for (let nth = 0; nth < howMany; nth += 1) await office.tap(office.team, choice(shortlist, "Select", nth));
  await office.say(office.team, "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each");
  await office.tap(office.team, choice(office.to("team").at(-1), "Approve and send"));
  const { rows } = await office.db.query<{ key: string }>(
    `select distinct on (k.selected_at, k.id) c.address as key from candidates k join people p on p.id = k.talent_id
       join contact_points c on c.person_id = coalesce(p.guardian_id, p.id) and c.channel in ('whatsapp', 'sms')
      where k.selected_at is not null order by k.selected_at, k.id, c.channel desc`,
  );
  return rows.map((row) => row.key);
}
