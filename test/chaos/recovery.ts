import type { Message } from "./traffic.ts";
import { outcomes } from "./verdict.ts";
import type { World } from "./world.ts";

const LOOK_MS = 200;
const GIVE_UP_MS = 45_000;

/**
 * Seconds from a fault until everybody has a turn again: whoever waited for an answer when it struck, and one who writes
 * right after it. A turn has begun when the model is asked.
 */
export async function secondsToRecover(world: World, fault: () => Promise<void>): Promise<number | undefined> {
  const waiting = await unanswered(world);
  const struckAt = Date.now();
  const striking = fault();
  waiting.push(world.traffic.say(`+150055500${70 + world.random.below(30)}`));
  const pending = new Set(waiting);
  while (Date.now() - struckAt < GIVE_UP_MS) {
    for (const message of pending) {
      const asked = world.providers.asked.get(message.marker) ?? [];
      if (asked.some((at) => at > struckAt)) pending.delete(message);
    }
    if (pending.size > 0) {
      const ended = await outcomes(world).catch(() => undefined);
      for (const message of pending) if (ended?.get(message.eventId)) pending.delete(message);
    }
    if (pending.size === 0) {
      const seconds = (Date.now() - struckAt) / 1_000;
      await striking;
      return seconds;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  await striking;
  for (const { marker, eventId, acceptedAt } of pending)
    process.stdout.write(`     ${marker} ${await whatBecame(world, eventId)}, accepted ${acceptedAt ? "yes" : "no"}\n`);
  return undefined;
}

/** For whoever reads why it took so long. */
async function whatBecame(world: World, eventId: string): Promise<string> {
  const { rows } = await world.db.query(
    `select i.conversation_key, i.outcome, i.attempts, t.state, t.attempts as turn_attempts, l.holder, l.expires_at - clock_timestamp() as lease
       from inbox i left join turns t on t.id = i.turn_id
       left join conversation_leases l on l.conversation = i.channel || ':' || i.account || ':' || i.conversation_key
      where i.provider_event_id like '%' || $1`,
    [eventId],
  );
  return JSON.stringify(rows);
}

async function unanswered(world: World): Promise<Message[]> {
  const ended = await outcomes(world);
  return world.traffic.messages.filter(({ acceptedAt, eventId }) => acceptedAt && !ended.get(eventId));
}
