import type { Chosen } from "./intent.ts";
import { whom } from "./whom.ts";

/** A sentence that stands for one call of one tool. */
export type Casting = { kind: "tool"; name: string; input: Record<string, unknown> };

export type Form = { form: RegExp; read: (found: Record<string, string>) => Casting | undefined };

export const tool = (name: string, input: Record<string, unknown>): Casting => ({ kind: "tool", name, input });

/** Nobody named is nobody meant; "him" and "them" name nobody. */
export function people(said: string | undefined): Chosen | undefined {
  const text = (said ?? "").replace(/['’]s$/u, "").trim();
  if (text === "") return undefined;
  if (/^(?:it|him|her|them|the (?:role|page)|everything)$/iu.test(text)) return undefined;
  const { names, numbers, all } = whom(text);
  return names || numbers || all
    ? { ...(names && { names }), ...(numbers && { numbers }), ...(all && { all }) }
    : undefined;
}

export const about = (name: string, who: string | undefined, more: Record<string, unknown> = {}) => {
  const meant = people(who);
  return meant && tool(name, { ...meant, ...more });
};

export const START = "^\\W*(?:please\\s+|can you\\s+|could you\\s+)?";

/** The first of these forms that a sentence has. */
export function firstOf(forms: Form[], text: string): Casting | undefined {
  for (const { form, read } of forms) {
    const found = form.exec(text);
    const meant = found && read((found.groups ?? {}) as Record<string, string>);
    if (meant) return meant;
  }
  return undefined;
}
