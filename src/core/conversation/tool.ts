import type { z } from "zod";
import type { Actor, Ctx } from "../ctx.ts";
import type { DraftBlock, DraftChoice } from "../messages/draft.ts";
import type { Language } from "../messages/message.ts";

/** What a verb run by a turn is given. `db` is the turn's transaction inside the workspace's walls. */
export type ToolCtx = Pick<
  Ctx,
  | "db"
  | "now"
  | "embed"
  | "wake"
  | "publicUrl"
  | "timeZone"
  | "calendarInvites"
  | "connectsCalendars"
  | "busy"
  | "links"
> & {
  actor: Actor;
  /** Absent where nobody wrote: an alarm fired. */
  turnId: string | undefined;
  conversation: { id: string; language: Language };
};

/** What a verb tells: a ready sentence, facts for the model, and what is attached to the reply. */
export type ToolResult = {
  said: string;
  data?: Record<string, unknown>;
  parts?: DraftBlock[];
  choices?: DraftChoice[];
};

/** One thing the model may propose. `run` checks rights and state itself; its AppErrors go back to the model. */
export type Tool = {
  name: string;
  description: string;
  sides: readonly ("team" | "talent")[];
  input: z.ZodType;
  /** It only reads, and reading twice does no harm, so that it need not hold the journal's transaction meanwhile. */
  repeatable?: true;
  /** What `run` has to know and has to wait for: read before the transaction, and perhaps twice. Changes nothing. */
  look?: (ctx: ToolCtx, input: unknown) => Promise<unknown>;
  run: (ctx: ToolCtx, input: unknown, seen?: unknown) => Promise<ToolResult>;
};

/** Ties a tool's input schema to its verb. */
export function tool<Schema extends z.ZodType, Seen = undefined>(
  spec: Omit<Tool, "input" | "look" | "run"> & {
    input: Schema;
    look?: (ctx: ToolCtx, input: z.output<Schema>) => Promise<Seen>;
    run: (ctx: ToolCtx, input: z.output<Schema>, seen?: Seen) => Promise<ToolResult>;
  },
): Tool {
  const { look, run, ...rest } = spec;
  return {
    ...rest,
    ...(look && { look: (ctx, input) => look(ctx, spec.input.parse(input)) }),
    run: (ctx, input, seen) => run(ctx, spec.input.parse(input), seen as Seen | undefined),
  };
}
