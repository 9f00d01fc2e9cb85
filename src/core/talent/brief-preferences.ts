/** "preferably from Pune", "Marathi ho to accha": what is wished for and not needed. */
const BEFORE =
  /\b(?:preferably|preferring|prefer|ideally|if possible|shakyato|shakyto|ho sake to|mumkin ho to)\b[ ,:]{0,3}([^,.;\n]{1,120})/g;
const AFTER =
  /((?:[^\s,.;\n]{1,30}[ ]{1,2}){1,4})(?:(?:is |are )?preferred|(?:is )?a plus|would be (?:nice|great|good)|nice to have|(?:ho|hon|hongi|hoga) to (?:a(?:c{1,2}h{1,2}){1,2}[aei]|behtar|badhiya)|asel tar (?:bara|uttam|chhan|chan|changle))\b/g;

/** The words of a brief, in Latin lower case, in two: what is needed, and what is wished for. */
export function splitPreferences(text: string): { needed: string; wished: string } {
  const wished: string[] = [];
  const aside = (_: string, wish: string) => {
    wished.push(wish);
    return " , ";
  };
  const needed = text.replace(BEFORE, aside).replace(AFTER, aside);
  return { needed, wished: wished.join(", ") };
}
