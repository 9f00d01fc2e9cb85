import { NotLike, notLike } from "../../auditions/not-like.ts";
import { ShowDuplicates, showDuplicates } from "../../duplicates/show-duplicates.ts";
import { ShowSearches, showSearches } from "../../saved-searches/end-search.ts";
import { SaveSearch, saveSearch } from "../../saved-searches/save-search.ts";
import { ShowHistory, showHistory } from "../../talent/show-history.ts";
import { ForgetWord, forgetWord, ShowWords, showWords, TeachWord, teachWord } from "../../talent/teach-words.ts";
import { type Tool, tool } from "../tool.ts";

const sides = ["team"] as const;

/** What the casting team may ask of profiles themselves, and of whoever is to come. */
export const PROFILE_TOOLS: Tool[] = [
  tool({
    name: "show_duplicates",
    sides,
    input: ShowDuplicates,
    run: showDuplicates,
    description:
      "Pairs of profiles that may be one person, as cards; a person merges or keeps them apart with a button.",
  }),
  tool({
    name: "not_like",
    sides,
    input: NotLike,
    run: notLike,
    description: "“Not like this”: passes on candidates, lowers whoever is like them, and shows the shortlist again.",
  }),
  tool({
    name: "show_profile_history",
    sides,
    input: ShowHistory,
    run: showHistory,
    repeatable: true,
    description: "What changed in a talent's profile: who, when, from what to what.",
  }),
  tool({
    name: "save_search",
    sides,
    input: SaveSearch,
    run: saveSearch,
    description: "Saves the thread's search, or one in words: the thread is told of whoever comes to fit it later.",
  }),
  tool({
    name: "show_saved_searches",
    sides,
    input: ShowSearches,
    run: showSearches,
    repeatable: true,
    description: "The saved searches of this thread, with buttons that end them.",
  }),
  tool({
    name: "teach_word",
    sides,
    input: TeachWord,
    run: teachWord,
    description: "A word as this team says it (“in our house fresh means newcomer”), for all of its searches.",
  }),
  tool({
    name: "forget_word",
    sides,
    input: ForgetWord,
    run: forgetWord,
    description: "Takes a word off the team's own list.",
  }),
  tool({
    name: "show_words",
    sides,
    input: ShowWords,
    run: showWords,
    repeatable: true,
    description: "The team's own list of words.",
  }),
];
