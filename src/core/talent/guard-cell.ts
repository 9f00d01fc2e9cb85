/** What a spreadsheet would take for a formula (OWASP, CSV injection), also behind apostrophes of ours. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A cell that no spreadsheet runs: an apostrophe before what begins like a formula. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The cell as it was before it was guarded. */
export const unguarded = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);
