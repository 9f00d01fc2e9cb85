import { z } from "zod";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { words } from "../messages/wording.ts";
import { teamWords } from "../messages/wording-team.ts";
import type { Answer, Ask, ToolSpec } from "../ports.ts";
import { readHistory } from "./history.ts";
import { readSteps, writeStep } from "./journal.ts";
import { checkFence } from "./lease.ts";
import { createOfflineAsk } from "./offline/offline-ask.ts";
import { joinTurn } from "./open-turn.ts";
import { systemPrompt } from "./prompt.ts";
import { composeReply, endTurn } from "./reply.ts";
import { runTool } from "./run-tool.ts";
import { JOINED, runTurn } from "./run-turn.ts";
import type { Tool } from "./tool.ts";
import { TALENT_TOOLS } from "./tools/talent.ts";
import { TEAM_TOOLS } from "./tools/team.ts";
import { commitTurn, type Turn, type Waiting } from "./turn.ts";

/** A turn, model and tools together, may take this long; then the offline brain ends it. */
const TURN_MS = 25_000;

export type Joining = {
  /** What else waits from the same person. */
  late: () => Promise<Waiting[]>;
  onArrival: (callback: () => void) => () => void;
};

/** Text: the model, or the rules when it cannot answer, proposes tools until there is a reply. */
export async function answerText(ctx: Ctx, turn: Turn, joining: Joining): Promise<void> {
  const { actor, conversationId, language } = turn.sender;
  const tools = actor.side === "team" ? TEAM_TOOLS : TALENT_TOOLS;
  const db = ctx.db.as(actor.workspaceId);
  const steps = await readSteps(db, turn.id);
  let position = steps.length;
  const { rows } = await db.query<{ name: string }>(`select name from people where id = $1`, [actor.personId]);
  const brain = thinking(ctx, turn);
  const ended = await runTurn(brain.ask, {
    system: systemPrompt(actor.side, { now: ctx.now(), timeZone: ctx.timeZone, name: rows[0]?.name ?? "", language }),
    tools: tools.map(specOf),
    messages: await readHistory(db, conversationId),
    steps,
    signal: AbortSignal.timeout(TURN_MS),
    onDelta: (text) => ctx.live.publish(actor.workspaceId, { type: "delta", conversationId, turnId: turn.id, text }),
    recordAnswer: async (answer) => {
      await commitTurn(ctx, turn, {
        inside: (tx) => writeStep(tx, at(turn, position), { kind: "answer", answer, brain: brain.used() }),
      });
      position += 1;
    },
    runTool: async (use) => {
      const result = await runTool(ctx, turn, { tools, use, position });
      position += 1;
      return result;
    },
    joined: () => joinLate(ctx, turn, joining),
    onArrival: joining.onArrival,
  });
  const note = await basicNote(ctx, turn, brain.used());
  const draft = composeReply(ended.text, ended.results);
  if (note) draft.blocks.push({ type: "text", text: note });
  await endTurn(ctx, turn, { outcome: "answered", brain: brain.used(), draft });
}

const at = (turn: Turn, position: number) => ({
  turnId: turn.id,
  workspaceId: turn.sender.actor.workspaceId,
  position,
});

/** Claude while it can answer; from its first failure in a turn on, the rules. */
function thinking(ctx: Ctx, turn: Turn) {
  const { actor, language } = turn.sender;
  const offline = createOfflineAsk({ now: ctx.now, timeZone: ctx.timeZone, side: actor.side, language });
  let claude: Ask | undefined = ctx.ask;
  const ask: Ask = async (question): Promise<Answer> => {
    if (!claude) return offline({ ...question, signal: new AbortController().signal });
    try {
      return await claude(question);
    } catch (error) {
      if (error === JOINED) throw error;
      const gaveUp = question.signal.aborted || (error instanceof AppError && error.code === "unavailable");
      if (!gaveUp) throw error;
      ctx.log.warn(
        { event: "model_unavailable", turnId: turn.id, code: (error as Error).message },
        "the rules take over",
      );
      claude = undefined;
      return offline({ ...question, signal: new AbortController().signal });
    }
  };
  return { ask, used: () => (claude ? ("claude" as const) : ("offline" as const)) };
}

/** Says that we are in basic mode: each time when Claude has failed, once in twelve hours where there is none. */
async function basicNote(ctx: Ctx, turn: Turn, brain: "claude" | "offline"): Promise<string | undefined> {
  if (brain === "claude") return undefined;
  const { actor, conversationId, language } = turn.sender;
  if (!ctx.ask) {
    const { rowCount } = await ctx.db.query(
      `select from turns where conversation_id = $1 and brain = 'offline' and finished_at > $2::timestamptz - interval '12 hours' limit 1`,
      [conversationId, ctx.now()],
    );
    if (rowCount > 0) return undefined;
  }
  return actor.side === "team" ? teamWords.basicMode() : words(language).basicMode();
}

async function joinLate(ctx: Ctx, turn: Turn, joining: Joining): Promise<string[]> {
  const late = await joining.late();
  if (late.length === 0) return [];
  await ctx.db.transaction(async (tx) => {
    await checkFence(tx, turn.lease);
    await joinTurn(tx, { id: turn.id, sender: turn.sender, now: ctx.now() }, late);
  });
  turn.inbox.push(...late);
  return late.map((row) => (row.incoming.kind === "message" ? row.incoming.text : ""));
}

const specOf = ({ name, description, input }: Tool): ToolSpec => {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { io: "input" }) as Record<string, unknown>;
  return { name, description, input_schema: schema };
};
