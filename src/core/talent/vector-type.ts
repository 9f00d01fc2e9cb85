import type { Db } from "../ports.ts";

/** Half the size in PostgreSQL; inside PGlite halves are slow. */
export const vectorType = ({ profile }: Pick<Db, "profile">) => (profile === "embedded" ? "vector" : "halfvec");
