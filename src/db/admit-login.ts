import { AppError } from "../core/errors.ts";
import { openAsOwner } from "./postgres.ts";

/** Throws `forbidden` with the way out when a login is a superuser or passes row-level security. */
export async function admitLogin(databaseUrl: string): Promise<void> {
  const login = openAsOwner(databaseUrl);
  try {
    const { rows } = await login.query<{ name: string; superuser: boolean; bypass: boolean }>(
      `select rolname as name, rolsuper as superuser, rolbypassrls as bypass from pg_roles where rolname = session_user`,
    );
    const { name, superuser, bypass } = rows[0] as { name: string; superuser: boolean; bypass: boolean };
    if (!superuser && !bypass) return;
    throw new AppError("forbidden", `login ${name} passes row-level security`, {
      said: [
        `DATABASE_URL signs in as "${name}", which ${superuser ? "is a superuser" : "has BYPASSRLS"}: the walls between workspaces would not hold.`,
        "Make a login that is neither, and let the present one only run the migrations:",
        `  create role castmatch login password '…';`,
        `  DATABASE_OWNER_URL=<the address you have now>`,
        `  DATABASE_URL=<the same address, signing in as castmatch>`,
      ].join("\n"),
    });
  } finally {
    await login.close();
  }
}
