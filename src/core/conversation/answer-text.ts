import { z } from "zod";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { words } from "../messages/wording.ts";
import { teamWords } from "../messages/wording-team.ts";
import type { Answer, Ask, ToolSpec } from "../ports.ts";
import type { Arrivals } from "./arrivals.ts";
import { readHistory } from "./history.ts";
import { readSteps, writeStep } from "./journal.ts";
import { createOfflineAsk } from "./offline/offline-ask.ts";
import { systemPrompt } from "./prompt.ts";
import { composeReply, endTurn } from "./reply.ts";
import { runTool } from "./run-tool.ts";
import { runTurn } from "./run-turn.ts";
import type { Tool } from "./tool.ts";
import { TALENT_TOOLS } from "./tools/talent.ts";
import { TEAM_TOOLS } from "./tools/team.ts";
import { commitTurn, type Turn } from "./turn.ts";

/** A turn, model and tools together, may take this long; then the offline brain ends it. */
const TURN_MS = 25_000;

export type Joining = {
  /** Takes what the same person has said since into the turn; returns the words. */
  join: () => Promise<string[]>;
  arrivals: Arrivals;
};

/** Text: the model, or the rules when it cannot answer, proposes tools until there is a reply. */
export async function answerText(ctx: Ctx, turn: Turn, joining: Joining): Promise<void> {
  const { actor, conversationId, language } = turn.sender;
  const tools = actor.side === "team" ? TEAM_TOOLS : TALENT_TOOLS;
  const db = ctx.db.as(actor.workspaceId);
  const [steps, messages] = await Promise.all([
    turn.resumed ? readSteps(db, turn.id) : [],
    readHistory(db, conversationId),
  ]);
  let position = steps.length;
  const brain = thinking(ctx, turn);
  const said = actor.side === "team" ? teamWords : words(language);
  const ended = await runTurn(brain.ask, {
    system: systemPrompt(actor.side, { now: ctx.now(), timeZone: ctx.timeZone, name: turn.sender.name, language }),
    tools: SPECS[actor.side],
    messages,
    steps,
    signal: AbortSignal.any([AbortSignal.timeout(TURN_MS), turn.lease.lost]),
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
    join: joining.join,
    arrivals: joining.arrivals,
  });
  const note = await basicNote(ctx, turn, brain.used());
  const draft = composeReply(ended.text, ended.results);
  // Refused, cut off, or out of steps: silence is no answer.
  if (draft.blocks.length === 0) draft.blocks.push({ type: "text", text: said.failedKindly() });
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
    turn.lease.lost.throwIfAborted();
    if (!claude) return offline({ ...question, signal: new AbortController().signal });
    try {
      return await claude(question);
    } catch (error) {
      turn.lease.lost.throwIfAborted();
      const gaveUp = tookTooLong(question.signal) || (error instanceof AppError && error.code === "unavailable");
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

/** The turn's own time is over; any other abort has its own way on. */
const tookTooLong = ({ aborted, reason }: AbortSignal) =>
  aborted && reason instanceof Error && reason.name === "TimeoutError";

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

const specOf = ({ name, description, input }: Tool): ToolSpec => {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { io: "input" }) as Record<string, unknown>;
  return { name, description, input_schema: schema };
};
const SPECS = { team: TEAM_TOOLS.map(specOf), talent: TALENT_TOOLS.map(specOf) };
