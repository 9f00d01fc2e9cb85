import { toLatin } from "./to-latin.ts";

const MONTHS = [
  "january jan जनवरी जानेवारी",
  "february feb फरवरी फेब्रुवारी",
  "march mar मार्च",
  "april apr अप्रैल एप्रिल",
  "may मई मे",
  "june jun जून",
  "july jul जुलाई जुलै",
  "august aug अगस्त ऑगस्ट",
  "september sept sep सितंबर सप्टेंबर",
  "october oct अक्टूबर अक्तूबर ऑक्टोबर",
  "november nov नवंबर नोव्हेंबर",
  "december dec दिसंबर डिसेंबर",
].map((names) => toLatin(names).split(" "));
const NUMBER_OF = new Map(MONTHS.flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])));

/** A month by its name, in a group, as part of a pattern over Latin lower case. */
export const MONTH = `(${[...NUMBER_OF.keys()].toSorted((a, b) => b.length - a.length).join("|")})\\b\\.?`;

/** 1 to 12 of a month's name, or the number itself. */
export const numberOf = (text = "") => NUMBER_OF.get(text) ?? Number(text);
