/** The same choices at every run, from a seed. */
export type Chance = {
  /** True with this probability. */
  hit(share: number): boolean;
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  some<T>(list: readonly T[], count: number): T[];
};

/** A linear congruential generator (Numerical Recipes); its high bits only. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  return {
    hit: (share) => next() < share,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick,
    some(list, count) {
      const left = [...list];
      return Array.from({ length: Math.min(count, left.length) }, () => {
        const [one] = left.splice(Math.floor(next() * left.length), 1);
        return one as (typeof list)[number];
      });
    },
  };
}

/** How people spell Hindi and Marathi in Latin letters: each is as right as another. */
const HABITS: [RegExp, string][] = [
  [/aa/, "a"],
  [/ee/, "i"],
  [/oo/, "u"],
  [/w/, "v"],
  [/z/, "j"],
  [/kh/, "kkh"],
  [/([dtkl])([aiou])/, "$1$1$2"],
  [/v/, "w"],
  [/i$/, "ee"],
  [/([^aeiou])a([^aeiou])/, "$1aa$2"],
  [/ai/, "ay"],
  [/sh/, "s"],
  [/([bdgt])h/, "$1"],
];

/** A third of the words in another spelling. */
export function respell(text: string, chance: Chance): string {
  return text
    .split(" ")
    .map((word) => {
      if (word.length < 4 || !/^[a-z]+$/.test(word) || !chance.hit(0.33)) return word;
      const [form, to] = chance.pick(HABITS.filter(([habit]) => habit.test(word)).concat([[/$^/, ""]]));
      return word.replace(form, to);
    })
    .join(" ");
}
