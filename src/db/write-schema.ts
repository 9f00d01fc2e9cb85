import { writeFileSync } from "node:fs";
import { dumpSchema } from "./dump-schema.ts";
import { openEmbedded } from "./embedded.ts";
import { migrate } from "./migrate.ts";

const db = await openEmbedded();
await migrate(db.owner);
writeFileSync(new URL("../../migrations/schema.sql", import.meta.url), await dumpSchema(db));
await db.close();
