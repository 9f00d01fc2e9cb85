import { askToCancel } from "../auditions/ask-to-cancel.ts";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import type { Draft } from "../messages/draft.ts";
import { plainText } from "../messages/message.ts";
import type { Tx, Wake } from "../ports.ts";
import { ACTION_VERBS } from "./action-verbs.ts";
import { composeReply, endTurn } from "./reply.ts";
import { savepoint, type Turn, toolCtx } from "./turn.ts";
import { useAction } from "./use-action.ts";

/** `typed`: by its number, which is easily meant otherwise. */
type Chosen = {
  actionId: string;
  typed: boolean;
  /** What was filled in where the choice opened a form. */
  form?: Record<string, string> | undefined;
};

/** A button, a list row or a menu number: the action is used, done and answered in one transaction, without a model. */
export async function answerTap(ctx: Ctx, turn: Turn, chosen: Chosen): Promise<void> {
  await endTurn(ctx, turn, {
    outcome: "answered",
    brain: "action",
    draft: (tx, wake) => doAction(ctx, turn, { ...chosen, tx, wake }),
  });
}

type Doing = Chosen & { tx: Tx; wake: Wake };

async function doAction(ctx: Ctx, turn: Turn, { actionId, typed, form, tx, wake }: Doing): Promise<Draft> {
  const { actor, conversationId, language } = turn.sender;
  try {
    return await savepoint(tx, async () => {
      const action = await useAction(tx, { actionId, actor, conversationId, language, now: ctx.now() });
      if (action.answered) return { blocks: [{ type: "text", text: plainText(action.answered) }] };
      const run =
        typed && action.verb === "cancel_booking" && !action.args.sure ? askToCancel : ACTION_VERBS[action.verb];
      const result = await run(toolCtx(ctx, turn, tx, wake), form ? { ...action.args, form } : action.args);
      const draft = composeReply("", [{ said: result.said, parts: result.parts ?? [], choices: result.choices ?? [] }]);
      const answer = {
        blocks: draft.blocks.map((block) => (block.type === "text" ? block : { ...block, choices: [] })),
      };
      await tx.query(`update actions set answer = $2 where id = $1`, [action.id, JSON.stringify(answer)]);
      return draft;
    });
  } catch (error) {
    if (!(error instanceof AppError) || !error.said) throw error;
    const choices = (error.details?.choices as Draft["choices"]) ?? [];
    return { blocks: [{ type: "text", text: error.said }], ...(choices.length > 0 && { choices }) };
  }
}
