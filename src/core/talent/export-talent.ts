import type { Ctx } from "../ctx.ts";
import { guarded } from "./guard-cell.ts";
import { TALENT_COLUMNS, type TalentColumn } from "./talent-row.ts";

export type TalentRecord = Record<TalentColumn, string | number | null>;

const PAGE = 1_000;

/**
 * All that is known of every talent of a workspace, a record each, as an import reads it. Reads page by page, so that
 * the size of the workspace does not matter; who is added meanwhile may be missing.
 */
export async function* exportTalent(
  ctx: Pick<Ctx, "db">,
  { workspaceId }: { workspaceId: string },
): AsyncGenerator<TalentRecord> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const { rows } = await ctx.db.as(workspaceId).query<TalentRecord & { person_id: string }>(RECORDS, [after, PAGE]);
    for (const { person_id: _, ...record } of rows) yield record;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.person_id;
  }
}

/** Who has no id of an office gets the one here: the same person again when it comes back. */
const RECORDS = `
  select t.person_id, coalesce(t.external_id, t.person_id::text) as external_id, t.display_name as name, t.age_min, t.age_max,
         t.gender, t.city,
         (select string_agg(translate(l, ';:,', '   ') || ':' || coalesce(t.language_levels ->> l, 'working'), ';' order by n)
            from unnest(t.languages) with ordinality as u(l, n)) as languages,
         (select string_agg(translate(s, ';,', '  '), ';' order by n) from unnest(t.skills) with ordinality as u(s, n)) as skills,
         t.height_cm, t.experience_years, t.bio, (t.rate_paise_per_day::numeric / 100)::float8 as rate_per_day,
         t.union_name as "union",
         (select string_agg(lower(b.during) || '..' || (upper(b.during) - 1), ';' order by b.during)
            from (select distinct during from book_outs where person_id = t.person_id) b) as away,
         own.phone, case when own.phone is null or own.whatsapp then 'yes' else 'no' end as whatsapp, own.email,
         t.portrait_url as portrait, case when t.is_minor then 'yes' else 'no' end as minor,
         case when t.is_minor then g.name end as guardian_name, case when t.is_minor then theirs.phone end as guardian_phone,
         case when exists (select from consents c where c.person_id = t.person_id and c.purpose = 'casting' and c.withdrawn_at is not null)
               and not exists (select from consents c where c.person_id = t.person_id and c.purpose = 'casting' and c.withdrawn_at is null)
              then 'yes' else 'no' end as opted_out,
         array_to_string(t.links, ';') as links
    from talent_profiles t join people p on p.id = t.person_id left join people g on g.id = p.guardian_id
    left join lateral (select min(address) filter (where channel in ('whatsapp', 'sms') and address ~ '^\\+[0-9]{8,15}$') as phone,
                              bool_or(channel = 'whatsapp') as whatsapp, min(address) filter (where channel = 'email') as email
                         from contact_points where person_id = t.person_id) own on true
    left join lateral (select min(address) filter (where channel in ('whatsapp', 'sms') and address ~ '^\\+[0-9]{8,15}$') as phone
                         from contact_points where person_id = g.id) theirs on true
   where t.person_id > $1::uuid order by t.person_id limit $2`;

const cell = (value: string | number | null) =>
  `"${guarded(value === null ? "" : String(value)).replaceAll('"', '""')}"`;

/** The lines of a CSV file: a header, then a line a talent. Cells that a spreadsheet would run are guarded. */
export async function* csvLines(records: AsyncIterable<TalentRecord>): AsyncGenerator<string> {
  yield `${TALENT_COLUMNS.join(",")}\n`;
  for await (const record of records) yield `${TALENT_COLUMNS.map((column) => cell(record[column])).join(",")}\n`;
}

/** The lines of a JSON array, an object a line. What is not known is left out. */
export async function* jsonLines(records: AsyncIterable<TalentRecord>): AsyncGenerator<string> {
  let before = "[\n";
  for await (const record of records) {
    const known = Object.entries(record).filter(([, value]) => value !== null && value !== "");
    yield `${before}${JSON.stringify(Object.fromEntries(known))}`;
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}
