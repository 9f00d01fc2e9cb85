/** Begins program.ts as src/main.js begins CastMatch. */
import { enableCompileCache } from "node:module";

enableCompileCache();
await import("./program.ts");
