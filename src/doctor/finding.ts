/** What a check found. `todo` says what to do about it; none of it ever holds a secret. */
export type Finding = {
  /** What was looked at: machine, database, slack … */
  part: string;
  state: "ok" | "off" | "warning" | "error";
  says: string;
  todo?: string;
};

export const ok = (part: string, says: string): Finding => ({ part, state: "ok", says });
export const off = (part: string, says: string): Finding => ({ part, state: "off", says });
export const warning = (part: string, says: string, todo: string): Finding => ({ part, state: "warning", says, todo });
export const problem = (part: string, says: string, todo: string): Finding => ({ part, state: "error", says, todo });
