/** Everybody who acts in the week: a phone for each talent, a desk for each role, and what reaches them. */
import { createRandom, type Random } from "../support/random.ts";
import type { Agenda } from "./agenda.ts";
import { isEarly } from "./briefs.ts";
import { openHands } from "./by-hand.ts";
import { dayAt, dayOf, plusMinutes } from "./clock.ts";
import type { Deliveries } from "./deliveries.ts";
import { createDesk, type Desk, type DeskHands } from "./desk.ts";
import type { Person } from "./people.ts";
import type { Member } from "./providers.ts";
import type { PhoneMessage } from "./read-whatsapp.ts";
import { createTalent, type Talent } from "./talent.ts";
import { openTheDays } from "./the-days.ts";
import type { World } from "./world.ts";

export type Casting = { team: Member[]; people: Person[]; roles: number; seed: number };
type Around = { world: World; agenda: Agenda; deliveries: Deliveries };

export function createCast({ world, agenda, deliveries }: Around, { team, people, roles, seed }: Casting) {
  const { clock, providers } = world;
  /** When each phone wrote or tapped. */
  const wrote = new Map<string, Date[]>();
  /** What has reached a phone and is not yet told to have been delivered. */
  const reached: PhoneMessage[] = [];
  const after = (minutes: number, act: () => Promise<void>) => agenda.put(plusMinutes(clock.now(), minutes), act);
  const noted = ({ phone }: Person, delivered: Promise<void>) => {
    wrote.set(phone, [...(wrote.get(phone) ?? []), clock.now()]);
    return delivered;
  };

  const talents = people.map((person) =>
    createTalent(person, {
      after,
      text: (who, body) => noted(who, deliveries[who.reach === "sms" ? "sms" : "text"](who.phone, body)),
      tap: (who, option) =>
        noted(who, who.reach === "sms" ? deliveries.sms(who.phone, option.id) : deliveries.tap(who.phone, option)),
    }),
  );
  const byPhone = new Map<string, Talent>(talents.map((one) => [one.person.phone, one]));
  const byName = new Map<string, Talent>(
    talents.flatMap((one) => [one.person, ...one.person.children].map(({ name }): [string, Talent] => [name, one])),
  );
  const days = openTheDays({ world, agenda, byName });
  const hands: DeskHands = {
    after,
    byDay: (minutes, act) => agenda.put(dayOf(plusMinutes(clock.now(), minutes)), act),
    on: (day, [hour, minute], act) => agenda.put(dayAt(day, hour, minute), act),
    open: (member, said, known) => {
      const ts = deliveries.stamp();
      known(ts);
      return deliveries.write(member.id, said, { ts });
    },
    write: (member, said, thread) => deliveries.write(member.id, said, { ts: deliveries.stamp(), thread }),
    press: (member, post, button) => deliveries.press(member.id, post, button),
    whereIs: days.whereIs,
  };
  const desks = Array.from({ length: roles }, (_, nth) => {
    const member = team[nth % team.length] as Member;
    return createDesk({ member, nth, random: createRandom(seed * 101 + nth), hands });
  });
  providers.listen({
    phone: (message) => {
      if (message.channel === "whatsapp") reached.push(message);
      byPhone.get(message.to)?.hears(message);
    },
    slack: (post) => desks.find((desk) => desk.thread() === post.thread)?.hears(post),
  });
  const random = createRandom(seed);
  for (const [nth, desk] of desks.entries()) plan(desk, { agenda, random, early: isEarly(nth) });

  openHands({ world, agenda, random: createRandom(seed * 13) });

  return { wrote, reached, arrivals: days.arrivals };
}

type Planning = { agenda: Agenda; random: Random; early: boolean };

/** Most begin on Monday or Tuesday; some late in the evening, when no phone may ring any more. */
function plan(desk: Desk, { agenda, random, early }: Planning): void {
  const day = early ? 0 : random.below(2);
  const begins = random.chance(0.15) ? dayAt(day, 20, 35) : dayAt(day, random.between(9, 17), random.below(60));
  agenda.put(begins, desk.begin);
  agenda.put(dayAt(4, 9, 30), desk.asks);
  if (random.chance(0.4)) agenda.put(dayAt(early ? 1 : 3, 18, random.below(60)), desk.callOff);
}
