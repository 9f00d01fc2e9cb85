/**
 * Where CastMatch begins. JavaScript, not TypeScript: Node then loads what strips the types (15 MB, a third of a start)
 * only for a module that is not in the compile cache yet.
 */
import { enableCompileCache } from "node:module";

enableCompileCache();
await import("./main.ts");
