/** Who comes when: people go by the calendar that Google shows, and nothing else. */
import type { Agenda } from "./agenda.ts";
import { DAYS, dayAt, HOUR_MS, plusMinutes } from "./clock.ts";
import type { Arrival } from "./people.ts";
import type { Talent } from "./talent.ts";
import type { World } from "./world.ts";

type Around = { world: World; agenda: Agenda; byName: Map<string, Talent> };
type Event = { id: string; name: string; startsAt: Date };

const LATE_MINUTES = 25;

export function openTheDays({ world, agenda, byName }: Around) {
  const planned = new Set<string>();
  const arrivals: { name: string; startsAt: Date; how: Arrival }[] = [];
  const where = new Map<string, "there" | "on_the_way" | "gone">();

  const events = (): Event[] =>
    world.google
      .calendar()
      .events()
      .map(({ id, summary, start }) => ({
        id: id ?? "",
        name: /^(?:Audition|Callback): (.+?)(?: for .*)?$/.exec(summary ?? "")?.[1] ?? "",
        startsAt: new Date(start?.dateTime ?? 0),
      }));
  const stands = ({ id, startsAt }: Event) =>
    events().some((one) => one.id === id && one.startsAt.getTime() === startsAt.getTime());

  const expect = (event: Event, talent: Talent) => {
    const how = talent.arrival(event.startsAt);
    const comes = (minutes: number, says?: "here" | "late") =>
      agenda.put(plusMinutes(event.startsAt, minutes), async () => {
        if (!stands(event)) return;
        where.set(event.name, says === "late" ? "on_the_way" : "there");
        if (says) await talent.says(says);
      });
    arrivals.push({ name: event.name, startsAt: event.startsAt, how });
    if (how === "no_show") agenda.put(plusMinutes(event.startsAt, -15), async () => void where.set(event.name, "gone"));
    if (how === "on_time") comes(-10, "here");
    if (how === "unsaid") comes(-5);
    if (how !== "late") return;
    comes(-10, "late");
    comes(LATE_MINUTES, "here");
  };

  /** Looks for who is expected within the hour. */
  const look = async () => {
    const until = world.clock.now().getTime() + HOUR_MS;
    for (const event of events()) {
      const key = `${event.id} ${event.startsAt.getTime()}`;
      const talent = byName.get(event.name);
      if (!talent || planned.has(key) || event.startsAt <= world.clock.now() || event.startsAt.getTime() > until)
        continue;
      planned.add(key);
      expect(event, talent);
    }
  };
  for (let day = 0; day < DAYS; day += 1) {
    for (let half = 0; half < 22; half += 1) agenda.put(dayAt(day, 9 + Math.floor(half / 2), 30 * (half % 2)), look);
  }

  return {
    arrivals: () => arrivals,
    whereIs: (name: string) => where.get(name) ?? "gone",
  };
}
