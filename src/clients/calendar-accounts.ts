import type { Config } from "../config.ts";
import type { CalendarAccount, CalendarOf, Log, Queryable } from "../core/ports.ts";
import { openToken } from "./seal-token.ts";

type Deps = {
  config: Pick<Config, "google" | "googleConnect">;
  db: Queryable;
  log: Log;
  now: () => Date;
  /** What is put around every account. */
  guard: (account: CalendarAccount) => CalendarAccount;
  /** In place of the installation's own. */
  own?: CalendarAccount | undefined;
};
type Sealed = { personId: string; sealed: string };

/** Accounts by connection, each made once for its token; undefined where no Google is configured at all. */
export function createCalendarOf({ config, db, log, now, guard, own }: Deps): CalendarOf | undefined {
  const { google, googleConnect } = config;
  if (!google && !googleConnect && !own) return undefined;
  const made = new Map<string, { sealed: string; account: CalendarAccount }>();
  let ownAccount = own && guard(own);
  const create = async (of: NonNullable<Config["google"]>) =>
    guard((await import("./calendar.ts")).createCalendar(of, { log, now }));

  const connected = async (connectionId: string): Promise<CalendarAccount | undefined> => {
    const { rows } = await db.query<Sealed>(
      `select person_id as "personId", sealed_token as sealed from calendar_connections where id = $1 and state = 'connected'`,
      [connectionId],
    );
    const token = rows[0] && googleConnect && openToken(googleConnect.tokenKey, rows[0]);
    if (!rows[0] || !googleConnect || !token) return undefined;
    const known = made.get(connectionId);
    if (known?.sealed === rows[0].sealed) return known.account;
    const { clientId, clientSecret, apiUrl, tokenUrl } = googleConnect;
    const of = { calendarId: "primary", apiUrl, tokenUrl, clientId, clientSecret, refreshToken: token };
    const account = await create(of);
    made.set(connectionId, { sealed: rows[0].sealed, account });
    return account;
  };

  return async (connectionId) => {
    if (connectionId !== null) return connected(connectionId);
    if (!ownAccount && google) ownAccount = await create(google);
    return ownAccount;
  };
}
