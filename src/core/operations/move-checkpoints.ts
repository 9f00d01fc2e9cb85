import type { Ctx } from "../ctx.ts";
import type { Queryable } from "../ports.ts";
import {
  before,
  CHECKPOINTS,
  type CheckpointKind,
  type CheckpointState,
  type Reached,
  settle,
} from "./checkpoint-kinds.ts";

export type Checkpoint = {
  id: string;
  roleId: string;
  kind: CheckpointKind;
  after: CheckpointKind[];
  state: CheckpointState;
  byHand: boolean;
  ownerId: string | null;
  /** Also one whom we do not know. */
  owner: string | null;
  /** ISO date. */
  dueOn: string | null;
  dueAt: Date | null;
  gatePersonId: string | null;
  gatePerson: string | null;
  gateAnswer: "go" | "no_go" | null;
  gateAskedAt: Date | null;
};

type Looking = { now: Date; roleIds: string[] };

/** The checkpoints of roles, in order, moved on by what has happened until now. Creates those of a role that has none. */
export async function moveCheckpoints(db: Queryable, looking: Looking): Promise<Map<string, Checkpoint[]>> {
  if (looking.roleIds.length === 0) return new Map();
  await db.query(
    `insert into role_checkpoints (workspace_id, role_id, kind, after_kinds, moved_at)
     select r.workspace_id, r.id, k.kind, k.after_kinds, $3
       from roles r, jsonb_to_recordset($2::jsonb) as k(kind text, after_kinds text[])
      where r.id = any($1::uuid[]) and not exists (select from role_checkpoints c where c.role_id = r.id and c.kind = k.kind)
     on conflict on constraint role_checkpoints_once do nothing`,
    [looking.roleIds, JSON.stringify(CHECKPOINTS.map((kind) => ({ kind, after_kinds: before(kind) }))), looking.now],
  );
  const [all, reached] = [await readCheckpoints(db, looking.roleIds), await whatHappened(db, looking)];
  const moved: { id: string; state: CheckpointState; at: Date }[] = [];
  for (const [roleId, checkpoints] of all) {
    const happened = reached.get(roleId) ?? {};
    const states = settle(checkpoints, happened);
    for (const one of checkpoints) {
      const state = states.get(one.kind) ?? one.state;
      if (state !== one.state) moved.push({ id: one.id, state, at: happened[one.kind] ?? looking.now });
      one.state = state;
    }
  }
  if (moved.length > 0) {
    await db.query(
      `update role_checkpoints c set state = m.state, moved_at = m.at
         from jsonb_to_recordset($1::jsonb) as m(id uuid, state text, at timestamptz) where c.id = m.id and c.moved_by is null`,
      [JSON.stringify(moved)],
    );
  }
  return all;
}

/** The checkpoints of one role as they stand now. */
export async function checkpointsOf({ db, now }: Pick<Ctx, "db" | "now">, roleId: string): Promise<Checkpoint[]> {
  return (await moveCheckpoints(db, { now: now(), roleIds: [roleId] })).get(roleId) ?? [];
}

async function readCheckpoints(db: Queryable, roleIds: string[]): Promise<Map<string, Checkpoint[]>> {
  const { rows } = await db.query<Checkpoint>(
    `select c.id, c.role_id as "roleId", c.kind, c.after_kinds as after, c.state, c.moved_by is not null as "byHand",
            c.owner_id as "ownerId", coalesce(o.name, c.owner_name) as owner, c.due_on::text as "dueOn", c.due_at as "dueAt",
            c.gate_person_id as "gatePersonId", g.name as "gatePerson", c.gate_answer as "gateAnswer", c.gate_asked_at as "gateAskedAt"
       from role_checkpoints c left join people o on o.id = c.owner_id left join people g on g.id = c.gate_person_id
      where c.role_id = any($1::uuid[]) order by array_position($2::text[], c.kind)`,
    [roleIds, [...CHECKPOINTS]],
  );
  return Map.groupBy(rows, (row) => row.roleId);
}

/**
 * The shortlist is done when as many are selected as the role needs, or the first is invited. A session counts once it is
 * over and people had taken its times; later rounds are callbacks.
 */
async function whatHappened(db: Queryable, { roleIds, now }: Looking): Promise<Map<string, Reached>> {
  const { rows } = await db.query<{ roleId: string } & Record<CheckpointKind, Date | null>>(
    `with moves as (
       select c.role_id, min(m.moved_at) filter (where m.to_state = 'offer') as offer,
              max(m.moved_at) filter (where m.to_state = 'booked') as booked
         from candidates c join candidate_moves m on m.candidate_id = c.id
        where c.role_id = any($1::uuid[]) and m.to_state in ('offer', 'booked') group by 1),
     planned as (
       select s.role_id, s.ends_at, s.ends_at > $2 as ahead, s.round <> 'audition' as again,
              exists (select from slots x join bookings b on b.slot_id = x.id
                       where x.session_id = s.id and b.state in ('confirmed', 'change_requested', 'checked_in', 'late', 'seen', 'no_show')) as taken
         from sessions s where s.role_id = any($1::uuid[]) and s.state <> 'cancelled'),
     held as (
       select role_id, again, max(ends_at) as at from planned
        group by 1, 2 having bool_or(taken and not ahead) and not bool_or(ahead))
     select r.id as "roleId", r.created_at as brief,
            least((select selected_at from candidates c where c.role_id = r.id and selected_at is not null
                    order by selected_at offset r.headcount - 1 limit 1),
                  (select min(i.created_at) from invitations i join sessions s on s.id = i.session_id where s.role_id = r.id)) as shortlist,
            (select at from held where held.role_id = r.id and not again) as auditions,
            (select at from held where held.role_id = r.id and again) as callbacks,
            moves.offer,
            case when (select count(*) from candidates c where c.role_id = r.id and c.state = 'booked') >= r.headcount then moves.booked end as booked
       from roles r left join moves on moves.role_id = r.id where r.id = any($1::uuid[])`,
    [roleIds, now],
  );
  return new Map(
    rows.map(({ roleId, ...at }) => [
      roleId,
      Object.fromEntries(Object.entries(at).flatMap(([kind, when]) => (when ? [[kind, when]] : []))),
    ]),
  );
}
