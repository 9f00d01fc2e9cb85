/** The letters of a word as it sounds: kathak, katthak and kathhak are one. */
export function fold(word: string): string {
  return word
    .replace(/ph/g, "f")
    .replace(/[wv]/g, "v")
    .replace(/q|ck/g, "k")
    .replace(/x/g, "ks")
    .replace(/z/g, "j")
    .replace(/([bcdgjkst])h+/g, (pair, letter: string) =>
      letter === "s" || letter === "c" ? pair.slice(0, 2) : letter,
    )
    .replace(/aa+/g, "a")
    .replace(/ee+|ii+/g, "i")
    .replace(/oo+|uu+/g, "u")
    .replace(/([a-z])\1+/g, "$1");
}
