import type { Links } from "./media/links.ts";
import type { Ask, Busy, Db, Directory, Embed, FetchFile, Files, Live, Log, ReadPhoto, Wake } from "./ports.ts";

/** Everything core is given. A verb names what it uses of it: `Pick<Ctx, "db" | "now">`. */
export type Ctx = {
  /** In verbs of a workspace: already behind its walls (`db.as(workspaceId)`). */
  db: Db;
  now: () => Date;
  log: Log;
  /** Claude when it is configured; the offline brain takes over when it fails. */
  ask: Ask | undefined;
  embed: Embed;
  wake: Wake;
  /** Who somebody is on a platform; absent where nobody can be asked. */
  directory?: Directory;
  live: Live;
  /** Whether a calendar is connected that writes to people by email. */
  calendarInvites: boolean;
  /** Whether people of the team can connect calendars of their own. */
  connectsCalendars?: boolean;
  /** When people of the team are taken. Asks over the network: only where no transaction is open. */
  busy: Busy;
  /** Sides, self-tapes and photos. */
  files: Files;
  readPhoto: ReadPhoto;
  /** What somebody sent, from the platform that carried it. */
  fetchFile: FetchFile;
  /** Signed ways to files. */
  links: Links;
  /** For links in messages; no trailing slash. */
  publicUrl: string;
  /** IANA zone of sessions that name none. */
  timeZone: string;
};

/** On whose behalf a verb runs: from the verified webhook, never from the model. */
export type Actor = {
  workspaceId: string;
  personId: string;
  /** What the person is in this workspace. */
  side: "team" | "talent";
};
