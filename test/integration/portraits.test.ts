import { afterAll, beforeAll, expect, it } from "vitest";
import { createPortraits } from "../../src/api/portraits.ts";
import { type Office, openOffice } from "../support/office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

it("draws a talent as SVG for the page and as PNG for platforms that take no SVG", async () => {
  const portraits = createPortraits(office.ctx);
  const svg = await portraits("demo-001.svg");
  expect(new TextDecoder().decode(svg?.bytes)).toMatch(/^<svg /);
  const png = await portraits("demo-001.png");
  expect(png?.type).toBe("image/png");
  expect([...(png?.bytes.slice(0, 4) ?? [])]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(await portraits("nobody.png")).toBeUndefined();
});
