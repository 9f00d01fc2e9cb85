import type { Context } from "hono";
import { AppError } from "../core/errors.ts";

/** Refuses what another site's page sends with our cookie. */
export function sameOriginOnly(c: Context): void {
  const site = c.req.header("sec-fetch-site");
  const origin = c.req.header("origin");
  const elsewhere = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== c.req.header("host"));
  const foreign = (site && site !== "same-origin") || elsewhere;
  if (foreign) throw new AppError("forbidden", "cross-site request");
}
