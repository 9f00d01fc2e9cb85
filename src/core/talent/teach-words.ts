import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { clip } from "../messages/wording-facts.ts";
import { mustBeTeam } from "../people/rights.ts";
import { addTeamWord, listTeamWords, removeTeamWord, soundsLike, TeamWord } from "./team-words.ts";

export const TeachWord = TeamWord;
export const ForgetWord = z.object({ said: TeamWord.shape.said });
export const ShowWords = z.object({});

const SHOWN = 40;

/** Notes what a word means in this team, for every search from now on. Throws `invalid_input` for what is no word. */
export async function teachWord(ctx: ToolCtx, input: z.output<typeof TeachWord>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { added, word } = await addTeamWord({ ...ctx, workspaceId: ctx.actor.workspaceId, by: ctx.actor }, input);
  if (!added) return { said: `I know that already: “${word.said}” is “${word.english}”.`, data: { changed: false } };
  await audit(ctx, { verb: "teach_word", subject: "workspace", subjectId: ctx.actor.workspaceId, details: word });
  return {
    said: `Noted for all of your searches: “${word.said}” means “${word.english}”. Whoever asks for one finds profiles that say the other. To take it back: “forget the word ${word.said}”.`,
    data: { changed: true, word: word.said, means: word.english },
  };
}

/** Takes a word off the team's list, whatever it meant. Throws `not_found` for one that is not on it. */
export async function forgetWord(ctx: ToolCtx, { said }: z.output<typeof ForgetWord>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const known = (await listTeamWords(ctx)).filter((one) => soundsLike(one.said, said));
  const [word] = known;
  if (!word) {
    throw new AppError("not_found", "no such word on the team's list", {
      said: `“${clip(said, 60)}” is not on your list. Say “our words” to see what is.`,
    });
  }
  for (const one of known) await removeTeamWord({ ...ctx, workspaceId: ctx.actor.workspaceId, by: ctx.actor }, one);
  await audit(ctx, { verb: "forget_word", subject: "workspace", subjectId: ctx.actor.workspaceId, details: word });
  return {
    said: `Forgotten: “${word.said}” does not mean “${known.map((one) => one.english).join("”, “")}” any more.`,
  };
}

/** The team's own list. */
export async function showWords(ctx: ToolCtx): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const list = await listTeamWords(ctx);
  if (list.length === 0)
    return {
      said: "You have no words of your own yet. Say: in our house “fresh” means “newcomer”.",
      data: { words: 0 },
    };
  const shown = list.slice(0, SHOWN).map(({ said, english }) => `“${said}” means “${english}”`);
  const more = list.length > SHOWN ? ` And ${list.length - SHOWN} more: /api/talent/words has all.` : "";
  return { said: `Your own words: ${shown.join("; ")}.${more}`, data: { words: list.length } };
}
