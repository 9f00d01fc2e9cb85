/** Makes and copies vectors on a thread of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { copyVectors } from "./search-copy.ts";

const { url, workspaceId, count } = workerData as { url: string; workspaceId: string; count: number };
await copyVectors(url, workspaceId, count);
parentPort?.close();
