import { z } from "zod";
import type { Fired } from "../alarms/alarm-kinds.ts";
import { ringAgain } from "../alarms/ring-again.ts";
import { tellTeam } from "../auditions/tell-team.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { gateCard } from "./ask-gate.ts";
import type { CheckpointKind } from "./checkpoint-kinds.ts";
import { moveCheckpoints } from "./move-checkpoints.ts";
import { tellPerson } from "./tell-person.ts";
import { readWaiting, sayWaiting, type Waiting } from "./waiting.ts";
import { afterOpenHours, isWaking, nextMorning, workspaceZone } from "./workspace-zone.ts";

/** Hours of the team's day that something may wait before the team, and then the director, hears of it. */
const HOURS = { team: 2, director: 6 };
type Level = keyof typeof HOURS;

/** What had waited longer than this when we first looked is an old story. */
export const STALE_HOURS = 48;
const LOOK_EVERY_MS = 15 * 60_000;
const NAMED = 6;

const Data = z.object({ told: z.record(z.string(), z.enum(["team", "director"])).default({}) });
type Told = z.output<typeof Data>["told"];

/**
 * Looks after a thread as long as something waits in it, and tells of what waits too long: the thread first, the director
 * later, each once, all of it in one message, and in the hours of the team's day.
 */
export async function tellStuck(ctx: ToolCtx, fired: Fired): Promise<void> {
  const now = ctx.now();
  const zone = await workspaceZone(ctx, ctx.actor.workspaceId);
  if (!isWaking(now, zone)) return ringAgain(ctx, fired, { at: nextMorning(now, zone) });
  const { told: before } = Data.parse(fired.data);
  const waiting = await waitingIn(ctx, fired.subjectId, before);
  if (waiting.length === 0) return;
  const isDue = (one: Waiting, level: Level) => afterOpenHours(one.since, HOURS[level], zone) <= now;
  const team = waiting.filter((one) => !before[keyOf(one)] && isDue(one, "team"));
  const director = waiting.filter((one) => before[keyOf(one)] !== "director" && isDue(one, "director"));
  const key = `stuck:${fired.id}:${now.getTime()}`;
  if (team.length > 0) await tellThread(ctx, { threadId: fired.subjectId, waiting: team, key });
  if (director.length > 0) await tellDirector(ctx, { threadId: fired.subjectId, waiting: director, key });
  const told: Told = Object.fromEntries(
    waiting.flatMap((one) => {
      const level = director.includes(one) ? "director" : team.includes(one) ? "team" : before[keyOf(one)];
      return level ? [[keyOf(one), level]] : [];
    }),
  );
  const times = waiting
    .flatMap((one) => [afterOpenHours(one.since, HOURS.team, zone), afterOpenHours(one.since, HOURS.director, zone)])
    .filter((at) => at > now);
  const next = Math.min(now.getTime() + LOOK_EVERY_MS, ...times.map((at) => at.getTime()));
  await ringAgain(ctx, fired, { at: new Date(next), data: { told } });
}

const keyOf = ({ kind, subjectId, since }: Waiting) => `${kind}:${subjectId}:${since.getTime()}`;

/** What waits in a thread by what is true now, without old stories. */
async function waitingIn(ctx: ToolCtx, threadId: string, told: Told): Promise<Waiting[]> {
  const now = ctx.now();
  const { rows } = await ctx.db.query<{ id: string }>(
    `select id from roles where conversation_id = $1 and state = 'open'`,
    [threadId],
  );
  await moveCheckpoints(ctx.db, { now, roleIds: rows.map((role) => role.id) });
  const all = await readWaiting(ctx.db, { now, threadId });
  const fresh = now.getTime() - STALE_HOURS * 60 * 60_000;
  return all.filter((one) => one.since.getTime() > fresh || told[keyOf(one)]);
}

type Telling = { threadId: string; waiting: Waiting[]; key: string };

async function tellThread(ctx: ToolCtx, { threadId, waiting, key }: Telling): Promise<void> {
  const gate = waiting.find((one) => one.kind === "gate");
  const card =
    gate &&
    gateCard({ id: gate.subjectId, kind: gate.about as CheckpointKind, role: gate.role ?? "", person: gate.owner });
  const text = [`Waiting for over ${HOURS.team} hours:`, ...listed(waiting)].join("\n");
  await tellTeam(ctx, { conversationId: threadId, key: `${key}:team`, text, ...(card && { card }) });
}

async function tellDirector(ctx: ToolCtx, { threadId, waiting, key }: Telling): Promise<void> {
  const director = await directorOf(ctx, threadId);
  if (!director) return;
  const lines = listed(waiting);
  const about = `waiting for over ${HOURS.director} hours, and the team was told:`;
  const text = [`${about.charAt(0).toUpperCase()}${about.slice(1)}`, ...lines].join("\n");
  const direct = { personId: director.id, threadId, key: `${key}:director`, text };
  if (await tellPerson(ctx, direct)) return;
  await tellTeam(ctx, {
    conversationId: threadId,
    key: direct.key,
    text: [`@${director.name}, as the director: ${about}`, ...lines].join("\n"),
  });
}

/** The director who created a role of the thread, otherwise the first. */
async function directorOf(ctx: ToolCtx, threadId: string): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await ctx.db.query<{ id: string; name: string }>(
    `select p.id, p.name from memberships m join people p on p.id = m.person_id where m.role = 'director'
      order by exists (select from roles r where r.conversation_id = $1 and r.created_by = p.id) desc, m.created_at limit 1`,
    [threadId],
  );
  return rows[0];
}

function listed(waiting: Waiting[]): string[] {
  const lines = waiting.slice(0, NAMED).map((one) => {
    const said = sayWaiting(one);
    return `• ${said.charAt(0).toUpperCase()}${said.slice(1)}${one.role ? ` (${one.role})` : ""}.${onWhom(one)}`;
  });
  return waiting.length > NAMED ? [...lines, `…and ${waiting.length - NAMED} more.`] : lines;
}

function onWhom({ kind, owner }: Waiting): string {
  if (kind === "draft") return ` ${owner} drafted it.`;
  if (kind === "gate") return ` Only ${owner} can say it.`;
  return ` It is ${owner}'s.`;
}
