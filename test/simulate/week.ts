/** The week itself: the clock goes from one moment to the next in which somebody or the program has something to do. */
import { createAgenda } from "./agenda.ts";
import { type Casting, createCast } from "./cast.ts";
import { DAYS, dayAt, inMumbai, MINUTE_MS } from "./clock.ts";
import { createDeliveries } from "./deliveries.ts";
import type { World } from "./world.ts";

/** Moments are so far apart. What is due at one of them happens one after another: the same seed makes the same week. */
const STEP_MS = 5 * MINUTE_MS;
/** No two people act in the same second. */
const ACT_MS = 1_000;
/** So many statuses to a webhook of Meta's. */
const STATUSES = 50;

export type Week = Awaited<ReturnType<typeof runWeek>>;

export async function runWeek(world: World, casting: Casting, onDay: (name: string) => void) {
  const { clock } = world;
  const agenda = createAgenda();
  const deliveries = createDeliveries({ url: () => world.url, clock });
  const { wrote, reached, arrivals } = createCast({ world, agenda, deliveries }, casting);
  const end = dayAt(DAYS, 0);
  let day = "";
  for (;;) {
    const next = earliest([agenda.next(), await world.nextDue()]);
    if (!next || next >= end) break;
    clock.set(stepAfter(clock.now(), next));
    const today = inMumbai(clock.now()).toFormat("cccc");
    if (today !== day) onDay(today);
    day = today;
    for (const act of agenda.due(clock.now())) {
      clock.set(new Date(clock.now().getTime() + ACT_MS));
      await act();
      await world.answered();
    }
    await world.settle();
    while (reached.length > 0) await deliveries.delivered(reached.splice(0, STATUSES));
    const [ping] = world.google.pings.splice(0).slice(-1);
    // What it is about is read with the next step: Google takes its time as well.
    if (ping) await deliveries.pinged(ping);
  }
  clock.set(end);
  await world.settle();
  const reach = new Map(casting.people.map((one) => [one.phone, one.reach]));
  return { wrote, reach, arrivals: arrivals(), children: casting.people.flatMap((one) => one.children) };
}

const earliest = (moments: (Date | undefined)[]): Date | undefined =>
  moments.filter((at) => at !== undefined).toSorted((a, b) => a.getTime() - b.getTime())[0];

/** The first full step at or after a moment; what is long due waits for the next one. */
function stepAfter(now: Date, moment: Date): Date {
  const step = Math.ceil(moment.getTime() / STEP_MS) * STEP_MS;
  return new Date(Math.max(step, now.getTime() + (moment <= now ? STEP_MS : 0)));
}
