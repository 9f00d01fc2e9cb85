import type { Fired } from "../alarms/alarm-kinds.ts";
import { tellTeam } from "../auditions/tell-team.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import type { Ctx } from "../ctx.ts";
import { isoDay } from "../messages/say-time.ts";
import { Criteria } from "../talent/criteria.ts";
import { whereFilters } from "../talent/criteria-sql.ts";

/** What changes within so long is told together. */
const TOGETHER_MINUTES = 10;
/** A profile is stamped before its transaction ends, and an import's may take long. */
const LATE = "1 hour";
const TOLD = 8;
const MOST = 1_000;

/** After profiles came or changed: has every saved search of the workspace looked at again, soon and once. */
export async function matchSoon(ctx: Pick<Ctx, "db" | "now">, workspaceId: string): Promise<void> {
  await ctx.db.query(
    `insert into alarms (workspace_id, kind, subject_id, key, data, actor_id, side, fire_at, created_at)
     select workspace_id, 'match_saved_search', id, 'match:' || id || ':' || extract(epoch from at)::bigint, '{}', created_by, 'team', at, $2
       from saved_searches, (select date_bin('${TOGETHER_MINUTES} minutes', $2::timestamptz, 'epoch') + interval '${TOGETHER_MINUTES} minutes' as at) soon
      where workspace_id = $1 and ended_at is null
     on conflict on constraint alarms_once do nothing`,
    [workspaceId, ctx.now()],
  );
}

type Search = { id: string; name: string; criteria: unknown; conversationId: string };
type Match = { id: string; name: string; age: string; city: string | null; languages: string[]; skills: string[] };

/** Tells the thread of a saved search who has come to fit it since, each once. A search for dates that are over ends. */
export async function tellMatches(ctx: ToolCtx, { subjectId }: Fired): Promise<void> {
  const { rows } = await ctx.db.query<Search>(
    `select id, name, criteria, conversation_id as "conversationId" from saved_searches
      where id = $1 and ended_at is null for update`,
    [subjectId],
  );
  const search = rows[0];
  if (!search) return;
  const criteria = Criteria.parse(search.criteria);
  if (criteria.dates && criteria.dates.to < isoDay(ctx.now(), ctx.timeZone)) {
    await ctx.db.query(`update saved_searches set ended_at = $2 where id = $1`, [search.id, ctx.now()]);
    return;
  }
  const found = await newMatches(ctx, search.id, criteria);
  if (found.length === 0) return;
  const more = found.length > TOLD ? ` Here are ${TOLD} of them; search again to see all.` : "";
  const people =
    found.length === 1
      ? "1 new talent fits"
      : `${found.length}${found.length === MOST ? " or more" : ""} new talents fit`;
  await tellTeam(ctx, {
    conversationId: search.conversationId,
    key: `match:${search.id}:${ctx.now().toISOString()}`,
    text: `${people} your saved search “${search.name}”.${more}`,
    card: { type: "card", title: search.name, lines: found.slice(0, TOLD).map(lineOf) },
  });
}

async function newMatches(ctx: ToolCtx, searchId: string, criteria: Criteria): Promise<Match[]> {
  const { sql, params } = whereFilters(criteria);
  const [id, now] = [params.length + 1, params.length + 2];
  const { rows } = await ctx.db.query<Match>(
    `with search as (select id, workspace_id, checked_at from saved_searches where id = $${id}),
     fits as (
       select t.person_id from talent_profiles t, search
        where t.workspace_id = search.workspace_id and t.updated_at > search.checked_at - interval '${LATE}' and ${sql}
          and not exists (select from saved_search_hits h where h.search_id = search.id and h.talent_id = t.person_id)
        order by t.updated_at limit ${MOST}),
     told as (
       insert into saved_search_hits (search_id, talent_id, workspace_id, told_at)
       select search.id, fits.person_id, search.workspace_id, $${now} from fits, search
       on conflict do nothing returning talent_id),
     checked as (update saved_searches set checked_at = $${now} where id = $${id})
     select t.person_id as id, t.display_name as name, t.age_min || '–' || t.age_max as age, t.city, t.languages, t.skills
       from told join talent_profiles t on t.person_id = told.talent_id order by t.display_name, t.person_id`,
    [...params, searchId, ctx.now()],
  );
  return rows;
}

const lineOf = ({ name, age, city, languages, skills }: Match) =>
  [name, `plays ${age}`, city, languages.slice(0, 4).join(", "), skills.slice(0, 3).join(", ")]
    .filter(Boolean)
    .join(" · ");
