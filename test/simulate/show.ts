import { inMumbai } from "./clock.ts";
import type { World } from "./world.ts";

/** What somebody wrote and read, and what the team's threads said of them, in order; of a role its whole thread. */
export async function show({ db }: World, name: string): Promise<string> {
  const { rows } = await db.query<{ at: Date; direction: string; side: string; text: string }>(
    `select m.created_at as at, m.direction, c.side, m.text from messages m join conversations c on c.id = m.conversation_id
       left join people p on p.id = c.person_id
      where p.name = $1 or (c.side = 'team' and position($1 in m.text) > 0)
         or c.id in (select conversation_id from roles where title = $1) order by m.seq`,
    [name],
  );
  return rows
    .map(({ at, direction, side, text }) => {
      const arrow = direction === "in" ? "→" : "←";
      return `${inMumbai(at).toFormat("ccc HH:mm")} ${side} ${arrow} ${text.replace(/\s*\n\s*/g, " / ").slice(0, 300)}`;
    })
    .join("\n");
}
