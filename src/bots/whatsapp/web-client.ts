import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "whatsapp-web.js";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export type OpenWebClient = () => Promise<Client>;

/** A client that keeps its pairing below the data directory. The library and its browser are loaded here and nowhere else. */
export function openWebClient({
  dataDir,
  executablePath,
}: {
  dataDir: string;
  executablePath?: string;
}): OpenWebClient {
  return async () => {
    const { default: library } = await import("whatsapp-web.js");
    const browser = executablePath ?? BROWSERS.find((path) => existsSync(path));
    if (!browser) throw new Error(`no browser at ${BROWSERS.join(", ")}`);
    return new library.Client({
      authStrategy: new library.LocalAuth({ dataPath: join(dataDir, "whatsapp-web") }),
      puppeteer: { executablePath: browser, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] },
      webVersionCache: { type: "local", path: join(dataDir, "whatsapp-web", "versions") },
    });
  };
}
