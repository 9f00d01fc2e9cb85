import { z } from "zod";
import type { Actor, Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { soundKey } from "./fold.ts";
import { isIdle } from "./idle-words.ts";
import { CASTING_WORDS, type Lexicon, lexiconOf } from "./lexicon.ts";
import { wordsOf } from "./normalise.ts";

export const TeamWord = z.object({
  said: z.string().trim().min(2).max(60).describe("As the team says it, in any script: one to three words."),
  english: z.string().trim().min(2).max(60).describe("What it means, in English."),
});
export type TeamWord = z.output<typeof TeamWord>;

/** Who holds the API's key answers for the workspace. */
type Editor = { workspaceId: string; by: Actor | "api" };

const MOST_WORDS = 1_000;

/** The words that a team has added to the list, in order. */
export async function listTeamWords(ctx: Pick<Ctx, "db">): Promise<TeamWord[]> {
  const { rows } = await ctx.db.query<TeamWord>(
    `select said, english from casting_words order by said, english limit ${MOST_WORDS}`,
  );
  return rows;
}

/**
 * Adds a word to the team's list, as search reads it; one that is there stays. Throws `invalid_input` for what is no word or
 * says nothing, `conflict` when the list is full.
 */
export async function addTeamWord(
  ctx: Pick<Ctx, "db" | "now"> & Editor,
  input: z.input<typeof TeamWord>,
): Promise<{ word: TeamWord; added: boolean }> {
  if (ctx.by !== "api") mustBeTeam(ctx.by);
  const word = plain(TeamWord.parse(input));
  const { rowCount } = await ctx.db.query(
    `insert into casting_words (workspace_id, said, english, added_by, added_at)
     select $1, $2, $3, $4, $5 where (select count(*) from casting_words) < ${MOST_WORDS} on conflict do nothing`,
    [ctx.workspaceId, word.said, word.english, ctx.by === "api" ? null : ctx.by.personId, ctx.now()],
  );
  if (rowCount === 0 && (await listTeamWords(ctx)).length >= MOST_WORDS) {
    throw new AppError("conflict", "the list of words is full", {
      said: `Your list has ${MOST_WORDS} words already. Take one off it first: “forget the word …”.`,
    });
  }
  return { word, added: rowCount > 0 };
}

/** Takes a word off the team's list; one that is not there is no error. */
export async function removeTeamWord(ctx: Pick<Ctx, "db"> & Editor, input: z.input<typeof TeamWord>): Promise<void> {
  if (ctx.by !== "api") mustBeTeam(ctx.by);
  const word = plain(TeamWord.parse(input));
  const alike = (await listTeamWords(ctx)).filter((one) => soundsOf(one) === soundsOf(word));
  for (const { said, english } of alike)
    await ctx.db.query(`delete from casting_words where said = $1 and english = $2`, [said, english]);
}

/** Whether two phrases are one to the ear, in whatever script. */
export const soundsLike = (one: string, other: string): boolean => heard(one) === heard(other);

const heard = (words: string) => wordsOf(words).map(soundKey).join(" ");

const soundsOf = ({ said, english }: TeamWord) =>
  [said, english].map((words) => words.split(" ").map(soundKey).join(" ")).join("=");

const READ = /^[\p{Script=Latin}\p{N} ]{2,60}$/u;

/** In Latin lower case, as search reads it. */
function plain({ said, english }: TeamWord): TeamWord {
  const sides = [wordsOf(said), wordsOf(english)];
  if (sides.some((words) => words.length < 1 || words.length > 3)) {
    throw new AppError("invalid_input", "a word of the list is one to three words", {
      said: "A word of the list is one to three words on each side, for example “bindaas” for “carefree”.",
    });
  }
  const [sounds = "", means = ""] = sides.map((words) => words.join(" "));
  if (!READ.test(sounds) || !READ.test(means)) {
    throw new AppError("invalid_input", "a word in letters that search does not read", {
      said: "I read words of two to sixty letters, in Latin or Devanagari. Please write it like that.",
    });
  }
  if (sides.some((words) => words.every(isIdle))) {
    throw new AppError("invalid_input", "a word that says nothing of anybody", {
      said: "Every brief and every profile has that word, so it finds nobody. Please take one that says more.",
    });
  }
  return { said: sounds, english: means };
}

/** The list that all share with a team's own words laid over it. */
export async function readLexicon(ctx: Pick<Ctx, "db">): Promise<{ lexicon: Lexicon; own: TeamWord[] }> {
  const own = await listTeamWords(ctx);
  if (own.length === 0) return { lexicon: CASTING_WORDS, own };
  const lists = own.map(({ said, english }) => ({ [english]: said.replaceAll(" ", "+") }));
  return { lexicon: lexiconOf(lists, CASTING_WORDS), own };
}
