const SHORTEST_WORDS = 6;
const WHY =
  /\b(?:because|since|due|sick|ill|fever|unwell|shoot(?:ing)?|travel(?:l?ing)?|exam|exams|wedding|funeral|hospital|doctor|accident|train|flight|busy|clash|kyunki|kyonki|bimar|beemar|shaadi|bukhar)\b|क्योंकि|बीमार|शूट|परीक्षा|शादी|बुखार|कारण|आजारी|लग्न/iu;

/** ": “shooting in Goa that day”": what a talent gave as her reason; nothing where she only said no. */
export function sayReason(said: string | null | undefined): string {
  const words = (said ?? "").replace(/\s+/g, " ").trim();
  const tells = words.split(" ").length >= SHORTEST_WORDS || WHY.test(words);
  return tells ? `: “${words.slice(0, 200).toWellFormed()}”` : "";
}
