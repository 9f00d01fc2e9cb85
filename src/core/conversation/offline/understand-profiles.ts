import type { Intent } from "./intent.ts";

const DUPLICATES =
  /\b(?:duplicates?|duplicate profiles?|same person twice|profiles? twice|double profiles?|merge (?:the )?profiles?)\b/iu;
const HISTORY = [
  /\b(?:profile )?history of\s+(\p{Lu}[\p{L}\p{M}.'-]*(?:\s\p{Lu}[\p{L}\p{M}.'-]*){0,3})/u,
  /\bwhat (?:has )?changed in\s+(\p{Lu}[\p{L}\p{M}.'-]*?(?:\s\p{Lu}[\p{L}\p{M}.'-]*?){0,3})['’]s profile\b/u,
];

/** What the team asks of profiles themselves; undefined for anything else. */
export function understandProfiles(text: string): Intent | undefined {
  if (text.length > 400) return undefined;
  if (DUPLICATES.test(text)) return { kind: "tool", name: "show_duplicates", input: {} };
  const name = HISTORY.map((form) => form.exec(text)?.[1]).find(Boolean);
  return name ? { kind: "tool", name: "show_profile_history", input: { talentName: name } } : undefined;
}
