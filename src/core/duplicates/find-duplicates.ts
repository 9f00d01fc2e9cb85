import type { ToolCtx } from "../conversation/tool.ts";
import { SAME_LOOK } from "../media/look-of.ts";
import { fold } from "../talent/fold.ts";
import { wordsOf } from "../talent/normalise.ts";

export type Why = "email" | "number" | "photo" | "name";
type Pair = { firstId: string; secondId: string; why: Why };

/** A name as it sounds, in whatever order its words stand: "Desh Pande Asha" is "Asha Deshpande". */
export const soundOf = (name: string): string => [...wordsOf(name).map(fold).sort().join("")].sort().join("");

/** Trigrams in common from which on two names may be one, when all else agrees. */
const NEAR = 0.55;
/** A name that so many have says nothing. */
const MOST_NAMESAKES = 20;
/** Names are compared with each other up to so many talents; beyond, only those that are equal. */
const COMPARED = 3_000;

/** SQL: nothing that is known of the profiles a and b speaks against one person. */
const AGREE = `a.is_minor = b.is_minor and (a.gender = b.gender or 'unspecified' in (a.gender, b.gender))
  and a.age_min <= b.age_max and b.age_min <= a.age_max
  and (a.city is null or b.city is null or a.city = b.city)
  and (a.height_cm is null or b.height_cm is null or abs(a.height_cm - b.height_cm) <= 3)`;

/**
 * Looks for profiles that may be of one person and keeps each pair once, with why: one email, one number, one guardian with a like
 * name, one photo, or a name that sounds alike where nothing else disagrees. With a person, hers alone. Pairs
 * that somebody of the team has decided about stay decided.
 */
export async function findDuplicates(
  ctx: Pick<ToolCtx, "db" | "now">,
  workspaceId: string,
  personId?: string,
): Promise<number> {
  const pairs = [
    ...(await pairsOf(ctx, SAME_ADDRESS, personId)),
    ...(await pairsOf(ctx, SAME_PHOTO, personId)),
    ...(await sameNames(ctx, personId)),
  ];
  const { rowCount } = await ctx.db.query(
    `insert into talent_duplicates as d (workspace_id, first_id, second_id, why, found_at)
     select $1, least(a, b), greatest(a, b), array_agg(distinct why order by why), $2
       from unnest($3::uuid[], $4::uuid[], $5::text[]) as u(a, b, why) group by 2, 3
     on conflict on constraint talent_duplicates_once do update set
       why = array(select distinct one from unnest(d.why || excluded.why) one order by one) where d.state = 'open'`,
    [
      workspaceId,
      ctx.now(),
      pairs.map((one) => one.firstId),
      pairs.map((one) => one.secondId),
      pairs.map((one) => one.why),
    ],
  );
  return rowCount;
}

/** Ten digits of a number are the same number, however it was written; addresses of email know no case. */
const SAME_ADDRESS = `
  with points as materialized (
    select person_id, case channel when 'email' then lower(address) else right(regexp_replace(address, '\\D', '', 'g'), 10) end as point,
           case channel when 'email' then 'email' else 'number' end as why
      from contact_points where channel = 'email' or address ~ '\\d{8}')
  select a.person_id as "firstId", b.person_id as "secondId", a.why
    from points a join points b on b.point = a.point and b.why = a.why and a.person_id < b.person_id
    join talent_profiles ta on ta.person_id = a.person_id join talent_profiles tb on tb.person_id = b.person_id
   where ($1::uuid is null or $1 in (a.person_id, b.person_id)) limit 200`;

/** One address, one file, or photos that look alike. */
const SAME_PHOTO = `
  select a.person_id as "firstId", b.person_id as "secondId", 'photo' as why
    from photos a join photos b on a.person_id < b.person_id and a.removed_at is null and b.removed_at is null
     and (a.sha256 = b.sha256
          or ($1::uuid is not null or (select count(*) from (select from photos limit ${COMPARED + 1}) few) <= ${COMPARED})
             and bit_count(a.look # b.look) <= ${SAME_LOOK})
    join talent_profiles ta on ta.person_id = a.person_id join talent_profiles tb on tb.person_id = b.person_id
   where $1::uuid is null or $1 in (a.person_id, b.person_id)
   union 
  select a.person_id as "firstId", b.person_id as "secondId", 'photo' as why
    from talent_profiles a join talent_profiles b on b.portrait_url = a.portrait_url and a.person_id < b.person_id
   where a.portrait_url <> '' and ($1::uuid is null or $1 in (a.person_id, b.person_id)) limit 200`;

async function pairsOf(ctx: Pick<ToolCtx, "db">, sql: string, personId: string | undefined): Promise<Pair[]> {
  return (await ctx.db.query<Pair>(sql, [personId ?? null])).rows;
}

type Named = Pair & { first: string; second: string; near: number; guarded: boolean };

async function sameNames(ctx: Pick<ToolCtx, "db">, personId: string | undefined): Promise<Pair[]> {
  const { rows: size } = await ctx.db.query<{ many: boolean }>(
    `select count(*) > ${COMPARED} as many from (select from talent_profiles limit ${COMPARED + 1}) few`,
  );
  const near = personId !== undefined || !size[0]?.many;
  const { rows } = await ctx.db.query<Named>(
    `with rare as materialized (
       select lower(display_name) as name from talent_profiles group by 1 having count(*) <= ${MOST_NAMESAKES})
     select a.person_id as "firstId", b.person_id as "secondId", 'name' as why, a.display_name as first, b.display_name as second,
            similarity(a.display_name, b.display_name) as near, pa.guardian_id is not null and pa.guardian_id = pb.guardian_id as guarded
       from talent_profiles a
       join talent_profiles b on ${near ? "b.display_name % a.display_name" : "lower(b.display_name) = lower(a.display_name)"}
        and ${personId ? "a.person_id = $1 and b.person_id <> $1" : "a.person_id < b.person_id and $1::uuid is null"}
       join people pa on pa.id = a.person_id join people pb on pb.id = b.person_id
      where ${AGREE} and lower(a.display_name) in (select name from rare) limit 500`,
    [personId ?? null],
  );
  return rows
    .filter((row) => soundOf(row.first) === soundOf(row.second) || row.near >= NEAR)
    .map(({ firstId, secondId, guarded }) => ({ firstId, secondId, why: guarded ? "number" : "name" }));
}
