import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import type { Ctx } from "../core/ctx.ts";
import { drawPortrait } from "../core/talent/portrait.ts";

/** Slack and WhatsApp show a picture at most this wide beside a message. */
const WIDTH = 320;
const REMEMBERED = 300;

type Picture = { type: string; bytes: Uint8Array<ArrayBuffer> };

let started: Promise<void> | undefined;

/** Once a process, however many ask. */
function startDrawing(): Promise<void> {
  started ??= readFile(fileURLToPath(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm"))).then((wasm) =>
    initWasm(wasm),
  );
  return started;
}

/** Drawn portraits by the talent's external id: SVG, or PNG for the platforms that take no SVG. Undefined for an unknown id. */
export function createPortraits(ctx: Pick<Ctx, "db">) {
  const drawn = new Map<string, Uint8Array<ArrayBuffer>>();

  const png = async (svg: string): Promise<Uint8Array<ArrayBuffer>> => {
    await startDrawing();
    return new Uint8Array(new Resvg(svg, { fitTo: { mode: "width", value: WIDTH } }).render().asPng());
  };

  return async (file: string): Promise<Picture | undefined> => {
    const [id = "", ending] = file.split(".");
    const known = drawn.get(file);
    const type = ending === "png" ? "image/png" : "image/svg+xml";
    if (known) return { type, bytes: known };
    const { rows } = await ctx.db.query<{ gender: string; age: number }>(
      `select gender, (age_min + age_max) / 2 as age from talent_profiles where external_id = $1 limit 1`,
      [id],
    );
    if (!rows[0]) return undefined;
    const svg = drawPortrait(id, rows[0]);
    const bytes = ending === "png" ? await png(svg) : new TextEncoder().encode(svg);
    if (drawn.size >= REMEMBERED) drawn.delete(drawn.keys().next().value ?? "");
    drawn.set(file, bytes);
    return { type, bytes };
  };
}
