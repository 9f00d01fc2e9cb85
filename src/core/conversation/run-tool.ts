import { z } from "zod";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import type { DraftChoice } from "../messages/draft.ts";
import type { ToolUseBlock } from "../ports.ts";
import { span } from "../trace.ts";
import { type StoredResult, writeStep } from "./journal.ts";
import type { Tool, ToolCtx, ToolResult } from "./tool.ts";
import { commitTurn, savepoint, type Turn, toolCtx } from "./turn.ts";

type Running = { tools: Tool[]; use: ToolUseBlock; position: number };

/** Runs one proposed tool and stores its result in the transaction of its effect, so that neither is there without the other. */
export function runTool(ctx: Ctx, turn: Turn, { tools, use, position }: Running): Promise<StoredResult> {
  const found = tools.find((one) => one.name === use.name);
  return span("tool", { fields: { tool: found?.name ?? "unknown" } }, async (note) => {
    const result = await runFound(ctx, turn, { found, use, position });
    note({ refused: result.isError });
    return result;
  });
}

type Found = { found: Tool | undefined; use: ToolUseBlock; position: number };

async function runFound(ctx: Ctx, turn: Turn, { found, use, position }: Found): Promise<StoredResult> {
  const at = { turnId: turn.id, workspaceId: turn.sender.actor.workspaceId, position };
  const early = found?.repeatable ? await tryTool(found, repeatableCtx(ctx, turn), use) : undefined;
  return commitTurn(ctx, turn, {
    inside: async (tx, wake) => {
      const result = early ?? (await tryTool(found, toolCtx(ctx, turn, tx, wake), use, (run) => savepoint(tx, run)));
      await writeStep(tx, at, { kind: "result", result });
      return result;
    },
  });
}

function repeatableCtx(ctx: Ctx, turn: Turn): ToolCtx {
  const db = ctx.db.as(turn.sender.actor.workspaceId);
  return { ...toolCtx(ctx, turn, db, ctx.wake), db };
}

type Shield = (run: () => Promise<ToolResult>) => Promise<ToolResult>;

async function tryTool(
  found: Tool | undefined,
  ctx: ToolCtx,
  use: ToolUseBlock,
  shield: Shield = (run) => run(),
): Promise<StoredResult> {
  try {
    if (!found) throw new AppError("not_found", `no tool ${use.name}`, { said: "That cannot be done here." });
    const result = await shield(() => found.run(ctx, use.input));
    return {
      toolUseId: use.id,
      content: JSON.stringify({ said: result.said, ...result.data }),
      isError: false,
      said: result.said,
      parts: result.parts ?? [],
      choices: result.choices ?? [],
    };
  } catch (error) {
    return refusal(use.id, error);
  }
}

/** What the model is told when a tool refuses; anything that is not ours to explain fails the turn. */
function refusal(toolUseId: string, error: unknown): StoredResult {
  const refused =
    error instanceof z.ZodError
      ? new AppError("invalid_input", "the tool's input does not fit", {
          details: { problems: error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) },
        })
      : error;
  if (!(refused instanceof AppError) || refused.code === "bug") throw error;
  const { choices = [], ...details } = (refused.details ?? {}) as { choices?: DraftChoice[] };
  const said = refused.said ?? "";
  return {
    toolUseId,
    content: JSON.stringify({ error: refused.code, said, ...details }),
    isError: true,
    said,
    parts: [],
    choices,
  };
}
