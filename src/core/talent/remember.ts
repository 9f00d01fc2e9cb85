/** Words that are remembered before all are forgotten: more than a language has in daily use. */
const MOST = 20_000;

/** A function of one word that remembers its answers: the same words come in nearly every profile. */
export function remembering<Answer>(make: (word: string) => Answer): (word: string) => Answer {
  const known = new Map<string, Answer>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined || known.has(word)) return before as Answer;
    if (known.size >= MOST) known.clear();
    const answer = make(word);
    known.set(word, answer);
    return answer;
  };
}
