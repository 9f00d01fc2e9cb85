import { about } from "./casting-form.ts";
import type { Intent } from "./intent.ts";

const DUPLICATES =
  /\b(?:duplicates?|duplicate profiles?|same person twice|profiles? twice|double profiles?|merge (?:the )?profiles?)\b/iu;
const HISTORY = [
  /\b(?:profile )?history of\s+(\p{Lu}[\p{L}\p{M}.'-]*(?:\s\p{Lu}[\p{L}\p{M}.'-]*){0,3})/u,
  /\bwhat (?:has )?changed in\s+(\p{Lu}[\p{L}\p{M}.'-]*?(?:\s\p{Lu}[\p{L}\p{M}.'-]*?){0,3})['’]s profile\b/u,
];

const SAVED = /\b(?:my |our |the |show )?saved searches\b|\bstop (?:the )?saved search\b/iu;
const SAVE = [
  /\b(?:save|watch|remember) (?:this|the|my) search\b(?: for\s+(.{3,300}))?/iu,
  /\b(?:tell|let|notify|ping) (?:me|us)(?: know)? (?:when|if|about) (?:some(?:one|body) new (?:fits|matches|comes)|new (?:matches|talents?|faces|people))(?: for\s+(.{3,300}))?/iu,
];

const NOT_LIKE = /^\W*(?:please\s+)?(?:not|nobody|no one|less|fewer)(?: people| someone| anyone)? like\s+(.{1,80})$/iu;

/** What the team asks of profiles themselves; undefined for anything else. */
export function understandProfiles(text: string): Intent | undefined {
  if (text.length > 400) return undefined;
  if (SAVED.test(text)) return { kind: "tool", name: "show_saved_searches", input: {} };
  const save = SAVE.map((form) => form.exec(text)).find(Boolean);
  if (save) return { kind: "tool", name: "save_search", input: save[1] ? { query: save[1] } : {} };
  if (DUPLICATES.test(text)) return { kind: "tool", name: "show_duplicates", input: {} };
  const unlike = NOT_LIKE.exec(text)?.[1];
  if (unlike) return about("not_like", unlike);
  const name = HISTORY.map((form) => form.exec(text)?.[1]).find(Boolean);
  return name ? { kind: "tool", name: "show_profile_history", input: { talentName: name } } : undefined;
}
