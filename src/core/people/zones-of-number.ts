/** The zones that a country's numbers are in, by calling code; where it has several, those at its two ends. */
const ZONES: Record<string, string[]> = {
  "1": ["America/New_York", "America/Los_Angeles"],
  "27": ["Africa/Johannesburg"],
  "31": ["Europe/Amsterdam"],
  "33": ["Europe/Paris"],
  "34": ["Europe/Madrid"],
  "39": ["Europe/Rome"],
  "41": ["Europe/Zurich"],
  "44": ["Europe/London"],
  "49": ["Europe/Berlin"],
  "60": ["Asia/Kuala_Lumpur"],
  "61": ["Australia/Sydney", "Australia/Perth"],
  "64": ["Pacific/Auckland"],
  "65": ["Asia/Singapore"],
  "66": ["Asia/Bangkok"],
  "81": ["Asia/Tokyo"],
  "82": ["Asia/Seoul"],
  "86": ["Asia/Shanghai"],
  "91": ["Asia/Kolkata"],
  "92": ["Asia/Karachi"],
  "94": ["Asia/Colombo"],
  "230": ["Indian/Mauritius"],
  "254": ["Africa/Nairobi"],
  "353": ["Europe/Dublin"],
  "852": ["Asia/Hong_Kong"],
  "880": ["Asia/Dhaka"],
  "965": ["Asia/Kuwait"],
  "966": ["Asia/Riyadh"],
  "968": ["Asia/Muscat"],
  "971": ["Asia/Dubai"],
  "973": ["Asia/Bahrain"],
  "974": ["Asia/Qatar"],
  "977": ["Asia/Kathmandu"],
};
const HOME = ["Asia/Kolkata"];
/** Such a number follows a person to wherever they are. */
const PERSONAL = /^\+15(?:00|33|44|66|77|88)/;

/** Where a phone rings: the zones in all of which it has to be day. Ours for what is no number, or one of elsewhere. */
export function zonesOfNumber(number: string): string[] {
  if (!/^\+\d{7,15}$/.test(number) || PERSONAL.test(number)) return HOME;
  return [4, 3, 2].map((end) => ZONES[number.slice(1, end)]).find(Boolean) ?? HOME;
}
