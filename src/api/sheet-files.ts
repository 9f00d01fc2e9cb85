import type { Context, Hono } from "hono";
import { readSheet, type Sheet } from "../core/auditions/read-sheet.ts";
import { opensSheet } from "../core/auditions/sheet-link.ts";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import { isoDay } from "../core/messages/say-time.ts";
import { sheetCsv } from "./sheet-csv.ts";
import { sheetPdf } from "./sheet-pdf.ts";

/** A sheet as a file to keep: nobody else may, hence no cache. */
export async function sheetFile(c: Context, sheet: Sheet, ending: "pdf" | "csv"): Promise<Response> {
  const headers = {
    "content-type": ending === "pdf" ? "application/pdf" : "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="session-sheet-${isoDay(sheet.startsAt, sheet.timeZone)}.${ending}"`,
    "cache-control": "no-store",
  };
  return ending === "pdf" ? c.body(await sheetPdf(sheet), 200, headers) : c.body(sheetCsv(sheet), 200, headers);
}

/** Sheets for who has a signed link to one, as it is sent to the team's channel. */
export function addSheetFiles(app: Hono, ctx: Pick<Ctx, "db" | "now">): void {
  app.get("/sheets/:file{[0-9a-f-]{36}\\.(?:pdf|csv)}", async (c) => {
    const [id = "", ending] = c.req.param("file").split(".");
    const { until = "", sig = "" } = c.req.query();
    const { rows } = await ctx.db.query<{ workspaceId: string; feedToken: string }>(
      `select workspace_id as "workspaceId", feed_token as "feedToken" from sessions where id::text = $1`,
      [id],
    );
    const found = rows[0];
    if (!found || !opensSheet({ id, feedToken: found.feedToken }, { until, sig, now: ctx.now() })) {
      throw new AppError("not_found", "no such sheet, or its link is over", {
        said: "This link is not open any more. Ask for the sheet again in the role's thread.",
      });
    }
    const sheet = await readSheet({ db: ctx.db.as(found.workspaceId), now: ctx.now }, id);
    return sheetFile(c, sheet, ending === "pdf" ? "pdf" : "csv");
  });
}
