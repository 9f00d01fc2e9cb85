import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const INSTALL = fileURLToPath(new URL("install.sh", import.meta.url));
/** Folders with a folder a version, the newest last. */
const VERSIONED = ["/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt"];

/**
 * PostgreSQL's folder of programs and the path of redis-server. What is missing is installed on Debian as root; elsewhere
 * it throws and says what to do.
 */
export function findBinaries(): { postgresBin: string; redisServer: string } {
  if (!(postgresWithVector() && onPath("redis-server")) && canInstall()) execFileSync(INSTALL, { stdio: "inherit" });
  const postgresBin = postgresWithVector();
  const redisServer = onPath("redis-server");
  if (postgresBin && redisServer) return { postgresBin, redisServer };
  throw new Error(
    "These tests need PostgreSQL 15 or newer with pgvector, and redis-server. Install them, or name servers that run " +
      "already: TEST_DATABASE_URL=postgres://owner:password@host:5432/postgres TEST_REDIS_URL=redis://host:6379",
  );
}

const canInstall = () => process.getuid?.() === 0 && existsSync("/etc/debian_version");

const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path) && statSync(path).isFile());

function postgresWithVector(): string | undefined {
  const versioned = VERSIONED.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^(postgresql@)?\d+$/.test(name))
      .toSorted((a, b) => Number(b.replace(/\D/g, "")) - Number(a.replace(/\D/g, "")))
      .map((name) => join(folder, name, "bin")),
  );
  const path = onPath("postgres");
  return [...versioned, ...(path ? [dirname(path)] : [])].find(hasVector);
}

/** Debian's `…/lib/postgresql/15/bin` keeps its extensions in `…/share/postgresql/15`; others tell by pg_config. */
function hasVector(bin: string): boolean {
  if (!existsSync(join(bin, "initdb"))) return false;
  const debian = dirname(bin).replace("/lib/", "/share/");
  const told = () => execFileSync(join(bin, "pg_config"), ["--sharedir"], { encoding: "utf8" }).trim();
  const share = existsSync(join(debian, "extension")) ? debian : existsSync(join(bin, "pg_config")) ? told() : debian;
  return existsSync(join(share, "extension", "vector.control"));
}
