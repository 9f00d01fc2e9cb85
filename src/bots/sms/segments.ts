/** The alphabet of 3GPP TS 23.038, section 6.2.1; those of the extension table count twice. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENDED = new Set("\f^{}\\[~]|€");

export type SmsSize = { encoding: "gsm7" | "ucs2"; units: number; segments: number };

/** How a text travels: 160 GSM-7 characters or 70 UCS-2 units alone, 153 or 67 a segment when joined. */
export function smsSize(text: string): SmsSize {
  let units = 0;
  for (const character of text) {
    if (BASIC.has(character)) units += 1;
    else if (EXTENDED.has(character)) units += 2;
    else return { encoding: "ucs2", units: text.length, segments: segmentsOf(text.length, { alone: 70, joined: 67 }) };
  }
  return { encoding: "gsm7", units, segments: segmentsOf(units, { alone: 160, joined: 153 }) };
}

const segmentsOf = (units: number, { alone, joined }: { alone: number; joined: number }) =>
  units <= alone ? Math.min(units, 1) : Math.ceil(units / joined);

const PLAIN: Record<string, string> = {
  "–": "-",
  "—": "-",
  "…": "...",
  "’": "'",
  "‘": "'",
  "“": '"',
  "”": '"',
  "•": "-",
  "·": "-",
  "₹": "Rs ",
  "\u00a0": " ",
  "\u202f": " ",
  "\u2009": " ",
};

/** The text with typographic marks made plain, when that spares it from UCS-2; otherwise as it is. */
export function plainForSms(text: string): string {
  const plain = text.replace(/[–—…’‘“”•·₹\u00a0\u202f\u2009]/g, (mark) => PLAIN[mark] ?? mark);
  return smsSize(plain).encoding === "gsm7" ? plain : text;
}
