/** A form as Twilio signs it: every value of a repeated name. */
export type Form = Record<string, string | string[]>;

/** The fields of an urlencoded body, from its bytes. Never throws: bytes that are no UTF-8 become U+FFFD. */
export function readForm(bytes: Uint8Array): Form {
  const form: Form = Object.create(null);
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(bytes))) {
    const known = form[name];
    form[name] = known === undefined ? value : [known, value].flat();
  }
  return form;
}

/** The first value of a field; undefined when it is absent or empty. */
export function field(form: Form, name: string): string | undefined {
  const value = form[name];
  return (Array.isArray(value) ? value[0] : value) || undefined;
}
