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
  const before = found && (await runBefore(found, outside(ctx, turn), use));
  return commitTurn(ctx, turn, {
    inside: async (tx, wake) => {
      const result =
        before?.result ??
        (await tryTool(use, () =>
          savepoint(tx, () => foundOrRefused(found, use).run(toolCtx(ctx, turn, tx, wake), use.input, before?.seen)),
        ));
      await writeStep(tx, at, { kind: "result", result });
      return result;
    },
  });
}

type Before = { result?: StoredResult; seen?: unknown };

/** What a tool does before the transaction: all of it, its look, or nothing. A look that refuses is the result. */
async function runBefore(found: Tool, ctx: ToolCtx, use: ToolUseBlock): Promise<Before> {
  if (found.repeatable) return { result: await tryTool(use, () => found.run(ctx, use.input)) };
  try {
    return { seen: await found.look?.(ctx, use.input) };
  } catch (error) {
    return { result: refusal(use.id, error) };
  }
}

function outside(ctx: Ctx, turn: Turn): ToolCtx {
  const db = ctx.db.as(turn.sender.actor.workspaceId);
  return { ...toolCtx(ctx, turn, db, ctx.wake), db };
}

function foundOrRefused(found: Tool | undefined, { name }: ToolUseBlock): Tool {
  if (!found) throw new AppError("not_found", `no tool ${name}`, { said: "That cannot be done here." });
  return found;
}

async function tryTool(use: ToolUseBlock, run: () => Promise<ToolResult>): Promise<StoredResult> {
  try {
    const result = await run();
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
