/** Facts about a talent as the team reads them. */

const RUPEES = new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR", maximumFractionDigits: 0 });
export const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

export const sayAges = ({ ageMin, ageMax }) => (ageMin === ageMax ? `plays ${ageMin}` : `plays ${ageMin}–${ageMax}`);
export const sayRate = ({ ratePaisePerDay: rate }) =>
  rate === null ? "rate not known" : `${RUPEES.format(rate / 100)} a day`;
export const sayHeight = ({ heightCm }) => (heightCm === null ? "height not known" : `${heightCm} cm`);
/** "Dates" of "the dates". */
export const sayFilter = (filter) => capital(filter.replace(/^the /, ""));
export const sayState = (state) => capital(state.replaceAll("_", " "));

/** With the level where the profile has one. */
export const sayLanguages = ({ languages, languageLevels = {} }) =>
  languages.map((one) => (languageLevels[one] ? `${capital(one)} (${languageLevels[one]})` : capital(one))).join(", ");

/** One line. */
export const sayFacts = (one) =>
  [sayAges(one), one.city, sayLanguages(one), one.heightCm && sayHeight(one), sayRate(one), one.isMinor && "under 18"]
    .filter(Boolean)
    .join(" · ");

const PARTS = {
  words: "Words of the brief",
  meaning: "Meaning of the brief",
  name: "Name",
  preferred: "What is preferred",
  merit: "Years of work",
  work: "Worked with you",
  taste: "Your choices before",
  held: "Held for another role",
  distance: "Distance",
  rate: "Rate not known",
  unlike: "Like somebody not meant",
  diversity: "Like another here",
};

/** What the place in the list is made of, the largest first: a name and points out of about a hundred. */
export const explained = (explain = {}) =>
  Object.entries(explain)
    .map(([part, share]) => ({ part: PARTS[part] ?? part, points: Math.round(share * 1_000) / 10 }))
    .filter(({ points }) => points !== 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
