import { z } from "@hono/zod-openapi";
import { ApiError } from "./schemas.ts";

/** A JSON answer in the API's description. */
export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  content: { "application/json": { schema } },
  description,
});

export const refused = { default: json(ApiError, "What went wrong, and what to do") };

export const Id = z.object({ id: z.uuid() });

/** A JSON body in the API's description. */
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { "application/json": { schema } },
});
