import type { ToolCtx } from "../conversation/tool.ts";
import type { DraftCard, DraftChoice } from "../messages/draft.ts";
import type { Hit } from "../talent/criteria.ts";
import { sayRecord, type TalentRecord } from "./read-reliability.ts";
import { sayTalent } from "./say-role.ts";

type Known = { candidateId: string; record: TalentRecord | undefined };

/** Somebody who was found, with the reasons and what can be done about it. */
export function talentCard(ctx: Pick<ToolCtx, "publicUrl">, hit: Hit, { candidateId, record }: Known): DraftCard {
  const kept = sayRecord(record);
  const image = pictureOf(hit.portraitUrl, ctx.publicUrl);
  return {
    type: "card",
    title: hit.name,
    lines: [sayTalent(hit), hit.reasons.join(" · "), kept ? `Auditions with us: ${kept}` : ""].filter(Boolean),
    ...(image && { image: { url: image, alt: `Portrait of ${hit.name}` } }),
    choices: [...choicesFor(candidateId), ...(hit.isMinor ? [] : likenessChoices(hit.personId, candidateId))],
  };
}

/** Select and Pass. */
export const choicesFor = (candidateId: string): DraftChoice[] => [
  { label: "Select", style: "primary", verb: "select_candidate", args: { candidateId }, singleUse: false },
  { label: "Pass", verb: "pass_candidate", args: { candidateId }, singleUse: false },
];

const likenessChoices = (talentId: string, candidateId: string): DraftChoice[] => [
  { label: "More like this", verb: "more_like_this", args: { talentId }, singleUse: false },
  { label: "Not like this", verb: "not_like_this", args: { candidateId }, singleUse: false },
];

/** Drawn portraits as PNG: Slack and WhatsApp take no SVG. */
export const pictureOf = (url: string | null, publicUrl: string) =>
  url?.startsWith("/") ? `${publicUrl}${url.replace(/\.svg$/, ".png")}` : url;
