import { fold } from "./fold.ts";
import { wordsOf } from "./normalise.ts";

const CITIES: Record<string, string> = {
  Mumbai: "mumbai bombay mumbay bambai",
  Pune: "pune poona",
  Delhi: "delhi dilli dehli",
  Bengaluru: "bengaluru bangalore bangaluru",
  Kolkata: "kolkata calcutta kalkatta",
  Chennai: "chennai madras",
  Hyderabad: "hyderabad haidrabad",
  Nagpur: "nagpur",
  Nashik: "nashik nasik",
  Lucknow: "lucknow lakhnau lakhanau",
  Jaipur: "jaipur",
  Ahmedabad: "ahmedabad amdavad",
  Indore: "indore indaur",
  Kolhapur: "kolhapur",
  Thane: "thane",
  Chandigarh: "chandigarh",
  Bhopal: "bhopal",
  Goa: "goa",
};

const LANGUAGES: Record<string, string> = {
  english: "english angrezi ingrezi ingraji",
  hindi: "hindi",
  marathi: "marathi maraathi",
  gujarati: "gujarati gujrati gujarathi",
  punjabi: "punjabi panjabi",
  tamil: "tamil tamizh",
  telugu: "telugu",
  malayalam: "malayalam malyalam",
  kannada: "kannada kannad",
  bengali: "bengali bangla bangali",
  urdu: "urdu",
  bhojpuri: "bhojpuri",
  haryanvi: "haryanvi",
  konkani: "konkani",
  odia: "odia oriya",
  assamese: "assamese",
  rajasthani: "rajasthani marwari",
  sindhi: "sindhi",
};

const lookup = (names: Record<string, string>) =>
  new Map(
    Object.entries(names).flatMap(([name, spellings]) =>
      spellings.split(" ").map((spelling): [string, string] => [fold(spelling), name]),
    ),
  );
const CITY = lookup(CITIES);
const LANGUAGE = lookup(LANGUAGES);

/** Places in and around Mumbai where things are shot: a shoot's location, never a filter on where talent lives. */
const LOCALITIES = new Map(
  "Andheri Bandra Versova Goregaon Juhu Borivali Malad Powai Dadar Worli Lokhandwala Kandivali Chembur Vashi Panvel Colaba Madh Karjat Naigaon Lonavala Khandala Alibaug"
    .split(" ")
    .map((name): [string, string] => [fold(name.toLowerCase()), name]),
);

/** The city's usual name for any of its spellings, in Latin or Devanagari; as it was given when it is not known. */
export function cityName(text: string): string {
  const known = wordsOf(text)
    .map((word) => CITY.get(fold(word)))
    .find(Boolean);
  return known ?? text.trim();
}
export const cityOfWord = (word: string) => CITY.get(fold(word));
export const localityOfWord = (word: string) => LOCALITIES.get(fold(word));
/** The lower-case English name of a language, undefined when the word is none. */
export const languageOfWord = (word: string) => LANGUAGE.get(fold(word));

/** The lower-case English name of a language in any script or case; as it was given when it is not known. */
export function languageName(text: string): string {
  const known = wordsOf(text)
    .map((word) => languageOfWord(word))
    .find(Boolean);
  return known ?? text.trim().toLowerCase();
}

/** The city in which a place of a shoot is; undefined when it is not known. */
export function cityOfPlace(place: string): string | undefined {
  const words = wordsOf(place);
  return words.map(cityOfWord).find(Boolean) ?? (words.some(localityOfWord) ? "Mumbai" : undefined);
}
