import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { readSheet, type Sheet, sayStanding } from "../core/auditions/read-sheet.ts";
import type { Ctx } from "../core/ctx.ts";
import { Id, json, refused } from "./route-parts.ts";
import { SheetItem } from "./schemas.ts";
import { sheetFile } from "./sheet-files.ts";
import type { VisitorOf } from "./visitor.ts";

type Deps = { ctx: Ctx; visitorOf: VisitorOf };

const file = (type: string, description: string) => ({ content: { [type]: { schema: z.string() } }, description });

/** A session's sheet, for the page, for a spreadsheet and to print. */
export function addSheetRoutes(api: OpenAPIHono, { ctx, visitorOf }: Deps): void {
  const sheet = async (c: Context, id: string) =>
    readSheet({ db: ctx.db.as((await visitorOf(c)).workspaceId), now: ctx.now }, id);

  api.openapi(
    createRoute({
      method: "get",
      path: "/sessions/{id}/sheet",
      request: { params: Id },
      responses: { 200: json(SheetItem, "The slots in order, with who has them"), ...refused },
    }),
    async (c) => c.json(SheetItem.parse(itemOf(await sheet(c, c.req.valid("param").id))), 200),
  );
  api.openapi(
    createRoute({
      method: "get",
      path: "/sessions/{id}/sheet.csv",
      request: { params: Id },
      responses: { 200: file("text/csv", "The sheet as a table"), ...refused },
    }),
    async (c) => sheetFile(c, await sheet(c, c.req.valid("param").id), "csv"),
  );
  api.openapi(
    createRoute({
      method: "get",
      path: "/sessions/{id}/sheet.pdf",
      request: { params: Id },
      responses: { 200: file("application/pdf", "The sheet to print"), ...refused },
    }),
    async (c) => sheetFile(c, await sheet(c, c.req.valid("param").id), "pdf"),
  );
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

const itemOf = ({ slots, feedToken: _, ...sheet }: Sheet) => ({
  ...sheet,
  startsAt: iso(sheet.startsAt),
  endsAt: iso(sheet.endsAt),
  slots: slots.map(({ people, ...slot }) => ({
    ...slot,
    startsAt: iso(slot.startsAt),
    endsAt: iso(slot.endsAt),
    people: people.map((one) => ({
      ...one,
      standing: sayStanding(one, sheet.timeZone),
      checkedInAt: iso(one.checkedInAt),
      seenAt: iso(one.seenAt),
    })),
  })),
});
