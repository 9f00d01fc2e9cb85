/**
 * npm run simulate [-- --roles 20 --talents 500 --seed N --scaled]: a casting office's week, seven days on a clock of its
 * own. Teams brief, select, invite, call back, ask for dates and tapes, offer, book and close in Slack; people and the
 * guardians of children answer, decline, are silent, change, cancel, come late or not at all, in four languages by
 * WhatsApp and text; somebody changes events in the calendar. Everything passes through signed webhooks and the platforms'
 * APIs; the offline brain answers. Prints what happened and what it proves; exit 1 with what broke, and the seed to see it
 * again (`--show NAME` prints what that person wrote and read, or a role's thread).
 */
import { parseArgs } from "node:util";
import { inventFamilies } from "./families.ts";
import { invent } from "./people.ts";
import type { Member } from "./providers.ts";
import { embedded, scaledServices } from "./services.ts";
import { show } from "./show.ts";
import { tally } from "./tally.ts";
import { judge, type Proof } from "./verdict.ts";
import { runWeek } from "./week.ts";
import { openWorld } from "./world.ts";

const NAMED = 12;
const TEAM: Member[] = [
  { id: "U0DIRECTOR", name: "Meher Davar", email: "meher.davar@example.com" },
  { id: "U0ASSOCIATE1", name: "Kabir Sethna", email: "kabir.sethna@example.com" },
  { id: "U0ASSOCIATE2", name: "Lata Gokhale", email: "lata.gokhale@example.com" },
  { id: "U0ASSOCIATE3", name: "Imran Qadri", email: "imran.qadri@example.com" },
];

const { values } = parseArgs({
  options: {
    roles: { type: "string", default: "20" },
    talents: { type: "string", default: "500" },
    seed: { type: "string" },
    show: { type: "string" },
    scaled: { type: "boolean", default: Boolean(process.env.DATABASE_URL) },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const say = (line: string) => void process.stdout.write(`${line}\n`);
const seconds = () => (performance.now() / 1_000).toFixed(1);

say(
  `A casting week: ${values.roles} roles, ${values.talents} talents, ${values.scaled ? "scaled" : "embedded"}, seed ${seed}`,
);
const services = values.scaled ? await scaledServices(process.env) : embedded;
const adults = invent(Number(values.talents), seed);
const families = inventFamilies(Number(values.talents), seed);
const people = [...adults.people, ...families.people];
const rows = [...adults.rows, ...families.rows];
let broken = 0;
try {
  const world = await openWorld({ services: services.env, team: TEAM, talent: rows });
  try {
    const casting = { team: TEAM, people, roles: Number(values.roles), seed };
    const week = await runWeek(world, casting, (day) => say(`  ${day}, after ${seconds()} s`));
    say(await tally(world, week));
    if (values.show) say(await show(world, values.show));
    for (const proof of await judge(world, week)) broken += report(proof);
  } finally {
    await world.close();
  }
} finally {
  await services.close();
}
say(`simulate: ${broken === 0 ? "all is well" : `${broken} broken`} after ${seconds()} s (seed ${seed})`);
process.exit(broken === 0 ? 0 : 1);

function report({ what, broken: all }: Proof): number {
  say(`${all.length === 0 ? "ok  " : "FAIL"} ${what}`);
  for (const one of all.slice(0, NAMED)) say(`       ${one}`);
  if (all.length > NAMED) say(`       and ${all.length - NAMED} more`);
  return all.length;
}
