import type { Option } from "./read-whatsapp.ts";

/** "Reply 1 for …" in each language. */
const FORMS = [
  /^Reply (?<number>\d+) for (?<label>.+)$/,
  /^(?<label>.+) ke liye (?<number>\d+) bhejein$/,
  /^(?<label>.+): (?<number>\d+) (?:भेजें|पाठवा)$/,
];

/** The words of a message whose choices are printed as numbers, and the choices. */
export function readMenu(said: string): { text: string; choices: Pick<Option, "id" | "label">[] } {
  const choices: Pick<Option, "id" | "label">[] = [];
  const text = said.split(/\n| · /).filter((line) => {
    const found = FORMS.map((form) => form.exec(line.trim())?.groups).find(Boolean);
    if (found) choices.push({ id: found.number ?? "", label: found.label ?? "" });
    return !found;
  });
  return { text: text.join("\n").trim(), choices };
}
