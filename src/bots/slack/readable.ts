/** Slack's markup as people read it: mentions, links and dates as their words, entities as their characters. */
export function readable(text: string): string {
  return text
    .replace(/<(?:https?|mailto|tel):[^|>]*\|([^>]+)>/g, "$1")
    .replace(/<((?:https?|mailto|tel):[^|>]*)\|?>/g, "$1")
    .replace(/<([#@!])([^|>]*)(?:\|([^>]*))?>/g, (_, sign: string, id: string, label: string | undefined) =>
      sign === "!" ? (label ?? `@${id}`) : label?.startsWith(sign) ? label : `${sign}${label || id}`,
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}

/** The text without the mention that called us; without our id, the mention it opens with. */
export function withoutMention(text: string, us: string | undefined): string {
  return us ? text.replace(new RegExp(`<@${us}(?:\\|[^>]*)?>`, "g"), " ") : text.replace(OPENING_MENTION, " ");
}

export const OPENING_MENTION = /^\s*<@[UW][A-Z0-9]*(?:\|[^>]*)?>/;
