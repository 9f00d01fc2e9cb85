import { existsSync, mkdtempSync, rmdirSync, statfsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Config } from "../config.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const NODE = 24;
const GB = 1_024 ** 3;
/** The embedded database keeps its log beside the data; a full disk stops it. */
const LEAST_GB = 0.5;
const LITTLE_GB = 2;

/** The runtime and the data directory. `version` is as in process.versions.node. */
export function checkMachine({ dataDir }: Pick<Config, "dataDir">, version: string): Finding[] {
  const node =
    Number.parseInt(version, 10) >= NODE
      ? ok("node", `version ${version}`)
      : problem("node", `version ${version}`, `Use Node ${NODE} or newer; "npm ci" brings one for npm's scripts.`);
  return [node, ...folderOf(resolve(dataDir))];
}

function folderOf(folder: string): Finding[] {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  try {
    rmdirSync(mkdtempSync(join(there, ".castmatch-doctor-")));
  } catch {
    return [
      problem("data folder", `${there} cannot be written`, "Give it to the user who runs CastMatch, or set DATA_DIR."),
    ];
  }
  const { bavail, bsize } = statfsSync(there);
  const free = (bavail * bsize) / GB;
  const says = `${free.toFixed(1)} GB free`;
  const todo = "Free some space, or set DATA_DIR to a larger disk.";
  const disk =
    free < LEAST_GB ? problem("disk", says, todo) : free < LITTLE_GB ? warning("disk", says, todo) : ok("disk", says);
  return [ok("data folder", `${folder} ${there === folder ? "is" : "will be made and is"} writable`), disk];
}
