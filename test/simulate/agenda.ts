/** What is to happen, in the order of its time; what has the same time happens in the order it was put down. */
export type Agenda = ReturnType<typeof createAgenda>;
/** On a day of the week, Monday being 0, at an hour and a minute. */
export type OnDay = (day: number, time: [hour: number, minute: number], act: () => Promise<void>) => void;
type Entry = { at: number; number: number; act: () => Promise<void> };

export function createAgenda() {
  const entries: Entry[] = [];
  let number = 0;
  return {
    put(at: Date, act: () => Promise<void>): void {
      number += 1;
      const entry = { at: at.getTime(), number, act };
      const after = entries.findLastIndex((one) => one.at <= entry.at);
      entries.splice(after + 1, 0, entry);
    },
    /** When the next thing is to happen. */
    next: (): Date | undefined => entries[0] && new Date(entries[0].at),
    /** Takes what is to happen by then. */
    due: (now: Date) => {
      const later = entries.findIndex((one) => one.at > now.getTime());
      return entries.splice(0, later < 0 ? entries.length : later).map(({ act }) => act);
    },
  };
}
