import { ShowDuplicates, showDuplicates } from "../../duplicates/show-duplicates.ts";
import { ShowHistory, showHistory } from "../../talent/show-history.ts";
import { type Tool, tool } from "../tool.ts";

const sides = ["team"] as const;

/** What the casting team may ask of profiles themselves. */
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
    name: "show_profile_history",
    sides,
    input: ShowHistory,
    run: showHistory,
    repeatable: true,
    description: "What changed in a talent's profile: who, when, from what to what.",
  }),
];
