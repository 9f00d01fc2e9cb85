import { z } from "zod";
import type { Actor, Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { soundKey } from "./fold.ts";
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

/** Adds a word to the team's list; a word that is there stays. Throws `invalid_input` for what is no word. */
export async function addTeamWord(
  ctx: Pick<Ctx, "db" | "now"> & Editor,
  input: z.input<typeof TeamWord>,
): Promise<void> {
  if (ctx.by !== "api") mustBeTeam(ctx.by);
  const word = plain(TeamWord.parse(input));
  await ctx.db.query(
    `insert into casting_words (workspace_id, said, english, added_by, added_at)
     select $1, $2, $3, $4, $5 where (select count(*) from casting_words) < ${MOST_WORDS} on conflict do nothing`,
    [ctx.workspaceId, word.said, word.english, ctx.by === "api" ? null : ctx.by.personId, ctx.now()],
  );
}

/** Takes a word off the team's list; one that is not there is no error. */
export async function removeTeamWord(ctx: Pick<Ctx, "db"> & Editor, input: z.input<typeof TeamWord>): Promise<void> {
  if (ctx.by !== "api") mustBeTeam(ctx.by);
  const word = plain(TeamWord.parse(input));
  const alike = (await listTeamWords(ctx)).filter((one) => soundsOf(one) === soundsOf(word));
  for (const { said, english } of alike)
    await ctx.db.query(`delete from casting_words where said = $1 and english = $2`, [said, english]);
}

const soundsOf = ({ said, english }: TeamWord) =>
  [said, english].map((words) => words.split(" ").map(soundKey).join(" ")).join("=");

/** In Latin lower case, as search reads it. */
function plain({ said, english }: TeamWord): TeamWord {
  const [sounds, means] = [wordsOf(said), wordsOf(english)];
  if (sounds.length < 1 || sounds.length > 3 || means.length < 1 || means.length > 3) {
    throw new AppError("invalid_input", "a word of the list is one to three words", {
      said: "A word of the list is one to three words on each side, for example “bindaas” for “carefree”.",
    });
  }
  return { said: sounds.join(" "), english: means.join(" ") };
}

/** The list that all share with a team's own words laid over it. */
export async function readLexicon(ctx: Pick<Ctx, "db">): Promise<{ lexicon: Lexicon; own: TeamWord[] }> {
  const own = await listTeamWords(ctx);
  if (own.length === 0) return { lexicon: CASTING_WORDS, own };
  const lists = own.map(({ said, english }) => ({ [english]: said.replaceAll(" ", "+") }));
  return { lexicon: lexiconOf(lists, CASTING_WORDS), own };
}
