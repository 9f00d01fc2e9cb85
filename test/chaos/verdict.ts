/** What the tables and the providers say when everything has come to rest. */
import { MARKER } from "./claude.ts";
import type { Message } from "./traffic.ts";
import type { World } from "./world.ts";

const REST_MS = 120_000;
const LOOK_MS = 300;

type Ended = { event: string; outcome: string | null };

/** What each accepted event ended with; an event that is not there is missing. */
export async function outcomes(world: World): Promise<Map<string, string | null>> {
  const { rows } = await world.db.query<Ended>(`select provider_event_id as event, outcome from inbox`);
  return new Map(rows.map((row) => [row.event.replace(/^msg:[^:]+:/, ""), row.outcome]));
}

const OPEN = `select (select count(*) from inbox where outcome is null)::int as inbox,
  (select count(*) from outbox where state in ('pending', 'sending', 'unknown'))::int as outbox,
  (select count(*) from calendar_events where state in ('pending', 'writing'))::int as calendar`;

type Open = { inbox: number; outbox: number; calendar: number };

/** Waits until nothing is under way; returns what still is when that takes too long. */
export async function atRest(world: World): Promise<Open | undefined> {
  const end = performance.now() + REST_MS;
  await world.traffic.delivered();
  for (;;) {
    for (const receipt of world.providers.owed()) world.traffic.receipt(receipt);
    await world.traffic.delivered();
    const { rows } = await world.db.query<Open>(OPEN);
    const open = rows[0] as Open;
    if (open.inbox + open.outbox + open.calendar === 0) return undefined;
    if (performance.now() > end) return open;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

export type Verdict = { lost: string[]; doubled: string[] };

/** For some messages: accepted and without an end, or answered twice. */
export async function judge(world: World, messages: Message[]): Promise<Verdict> {
  const ended = await outcomes(world);
  const lost = messages.filter(({ eventId }) => !ended.get(eventId)).map(({ marker }) => `${marker} has no outcome`);
  const answers = new Map<string, Set<string>>();
  for (const { outboxId, body } of world.providers.effects) {
    for (const marker of body.match(MARKER) ?? [])
      answers.set(marker, (answers.get(marker) ?? new Set()).add(outboxId));
  }
  const doubled = messages
    .filter(({ marker }) => (answers.get(marker)?.size ?? 0) > 1)
    .map(({ marker }) => `${marker} was answered by ${[...(answers.get(marker) ?? [])].join(" and ")}`);
  return { lost, doubled };
}

/** For the whole run: what was sent and never left, what left twice, and every booking's one event. */
export async function judgeAll(world: World): Promise<Verdict> {
  const { effects, google } = world.providers;
  const times = new Map<string, number>();
  for (const { outboxId } of effects) times.set(outboxId, (times.get(outboxId) ?? 0) + 1);
  const left = new Set([...times.keys()].map((id) => id.split("#")[0]));
  const { rows: sent } = await world.db.query<{ id: string }>(
    `select o.id from outbox o join conversations c on c.id = o.conversation_id where o.state = 'sent' and c.account <> 'stage'`,
  );
  const { rows: wanted } = await world.db.query<{ id: string }>(
    `select provider_id as id from calendar_events where wanted = 'present' and state = 'done'`,
  );
  const alive = new Set(google.alive());
  const { rows: full } = await world.db.query<{ id: string }>(
    `select s.id from slots s join bookings b on b.slot_id = s.id and b.state = 'confirmed' group by s.id having count(*) > s.capacity`,
  );
  return {
    lost: [
      ...sent.filter(({ id }) => !left.has(id)).map(({ id }) => `outbox ${id} is sent and never left`),
      ...wanted.filter(({ id }) => !alive.has(id)).map(({ id }) => `event ${id} is not in the calendar`),
      ...world.traffic.refused,
    ],
    doubled: [
      ...[...times].filter(([, count]) => count > 1).map(([id, count]) => `outbox ${id} left ${count} times`),
      ...[...alive].filter((id) => !wanted.some((one) => one.id === id)).map((id) => `event ${id} is one too many`),
      ...google.inserts
        .filter((id, index, all) => all.indexOf(id) !== index)
        .map((id) => `event ${id} was inserted twice`),
      ...full.map(({ id }) => `slot ${id} is over its capacity`),
    ],
  };
}
