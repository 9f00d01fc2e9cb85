import type { Context, Hono } from "hono";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import { openLink } from "../core/media/open-link.ts";

/** A player asks for pieces; one that asks for all to come gets so much at a time. */
const PIECE_BYTES = 8 * 1_024 * 1_024;

const HEADERS = {
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'",
  "x-robots-tag": "noindex",
};

/** Sides and self-tapes for whoever has the signed link, as long as it stands. */
export function addFileLinks(app: Hono, ctx: Pick<Ctx, "db" | "now" | "files" | "timeZone" | "links">): void {
  app.get("/m/:token{[\\w.-]+}", async (c) => {
    const link = ctx.links.open(c.req.param("token"), ctx.now());
    const opened = link && (await openLink(ctx, link));
    if (!opened) return c.text("This link is closed. If you still need it, ask in the chat.", 404, HEADERS);
    const headers = {
      ...HEADERS,
      "content-type": opened.type,
      "content-disposition": `inline; filename="${opened.name}"`,
    };
    if (opened.body instanceof Uint8Array) return c.body(new Uint8Array(opened.body), 200, headers);
    return piece(c, { files: ctx.files, key: opened.body.key, headers });
  });
}

type Asked = { files: Ctx["files"]; key: string; headers: Record<string, string> };

/** All of a file, or the bytes that were asked for (RFC 9110, one range). */
async function piece(c: Context, { files, key, headers }: Asked): Promise<Response> {
  const asked = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(c.req.header("range") ?? "");
  const from = Number(asked?.[1] ?? 0);
  const to = asked?.[2] ? Number(asked[2]) : from + PIECE_BYTES - 1;
  if (asked && to < from) return c.body(null, 416, headers);
  const found = await files.read(key, asked ? { from, to } : undefined);
  if (!found) throw new AppError("not_found", "a kept file is gone");
  if (!asked) {
    return c.body(found.body, 200, { ...headers, "content-length": String(found.bytes), "accept-ranges": "bytes" });
  }
  if (from >= found.bytes) {
    await found.body.cancel();
    return c.body(null, 416, { ...headers, "content-range": `bytes */${found.bytes}` });
  }
  const last = Math.min(to, found.bytes - 1);
  return c.body(found.body, 206, {
    ...headers,
    "content-range": `bytes ${from}-${last}/${found.bytes}`,
    "content-length": String(last - from + 1),
    "accept-ranges": "bytes",
  });
}
