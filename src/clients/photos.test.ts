import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { expect, it } from "vitest";
import { extendedWebp, JPEG, LOSSLESS_WEBP, pngOf, portrait, turnedJpeg, WEBP } from "../../test/support/pictures.ts";
import { SAME_LOOK } from "../core/media/look-of.ts";
import { pictureSize } from "../core/media/picture-size.ts";
import { sniff } from "../core/media/sniff.ts";
import type { Photo } from "../core/ports.ts";
import { createPhotos } from "./photos.ts";

const read = createPhotos();
const differ = (one: Photo | undefined, other: Photo | undefined) =>
  [...(one?.look ?? "")].filter((bit, index) => bit !== other?.look?.[index]).length;

it.each([
  ["JPEG", JPEG, "image/jpeg", { width: 48, height: 32 }],
  ["PNG", portrait(1), "image/png", { width: 90, height: 120 }],
  ["WebP", WEBP, "image/webp", { width: 48, height: 32 }],
  ["lossless WebP", LOSSLESS_WEBP, "image/webp", { width: 48, height: 32 }],
])("reads a %s and draws it anew as PNG", async (_, bytes, type, size) => {
  expect([sniff(bytes), pictureSize(bytes)]).toEqual([type, { ...size, turned: 1 }]);
  const photo = await read(bytes, type);
  expect(sniff(photo?.png ?? new Uint8Array())).toBe("image/png");
  expect(pictureSize(photo?.png ?? new Uint8Array())).toMatchObject(size);
});

it("turns a photo upright and keeps nothing of what the file said of its place", async () => {
  const turned = turnedJpeg(6);
  expect(Buffer.from(turned).includes("GPS")).toBe(true);
  expect(pictureSize(turned)).toEqual({ width: 48, height: 32, turned: 6 });
  const [upright, lying] = [await read(turned, "image/jpeg"), await read(JPEG, "image/jpeg")];
  expect(pictureSize(upright?.png ?? new Uint8Array())).toMatchObject({ width: 32, height: 48 });
  expect(Buffer.from(upright?.png ?? []).includes("GPS")).toBe(false);
  // Dark on the left becomes dark at the top.
  expect([lying?.look?.slice(0, 8), upright?.look?.slice(64, 72)]).toEqual(["11111111", "11111111"]);
});

it("turns a WebP upright too", async () => {
  const turned = extendedWebp();
  expect(pictureSize(turned)).toEqual({ width: 48, height: 32, turned: 6 });
  const upright = await read(turned, "image/webp");
  expect(pictureSize(upright?.png ?? new Uint8Array())).toMatchObject({ width: 32, height: 48 });
  expect(upright?.look?.slice(64, 72)).toBe("11111111");
});

it("draws a large photo at 960 pixels at most", async () => {
  const photo = await read(portrait(2, 1_500), "image/png");
  expect(pictureSize(photo?.png ?? new Uint8Array())).toMatchObject({ width: 720, height: 960 });
});

it("sees the same photo in another size as the same, and another person's as another", async () => {
  const [one, smaller, other] = [
    await read(portrait(3, 300), "image/png"),
    await read(portrait(3, 90), "image/png"),
    await read(portrait(4, 300), "image/png"),
  ];
  expect(differ(one, smaller)).toBeLessThanOrEqual(SAME_LOOK);
  expect(differ(one, other)).toBeGreaterThan(SAME_LOOK * 2);
});

it("has no look for a picture of one colour", async () => {
  expect(
    await read(
      pngOf(40, 40, () => [9, 9, 9]),
      "image/png",
    ),
  ).toMatchObject({ look: undefined });
});

it.each([
  ["cut short", portrait(1).subarray(0, 60), "image/png"],
  ["nothing of the kind", Buffer.from("hello"), "image/png"],
  ["empty", new Uint8Array(), "image/jpeg"],
  ["a header and noise", Buffer.concat([JPEG.subarray(0, 180), randomBytes(400)]), "image/jpeg"],
  ["a WebP cut short", WEBP.subarray(0, 60), "image/webp"],
  ["a WebP that lies about its size", extendedWebp({ width: 5_000, height: 5_000 }), "image/webp"],
  ["a WebP that says it is a gigapixel", extendedWebp({ width: 40_000, height: 40_000 }), "image/webp"],
  ["a WebP that moves", extendedWebp({ flags: 0x0a }), "image/webp"],
  ["a WebP's header and noise", Buffer.concat([WEBP.subarray(0, 36), randomBytes(400)]), "image/webp"],
  ["an SVG that asks for a file", Buffer.from(`<svg><image href="/etc/passwd"/></svg>`), "image/svg+xml"],
])("does not read what is %s", async (_, bytes, type) => {
  const photo = await read(bytes, type);
  if (photo) expect(pictureSize(photo.png)).toMatchObject({ width: 48, height: 32 });
  else expect(photo).toBeUndefined();
});

it("does not decode what says it is a gigapixel", async () => {
  const bomb = Buffer.from(portrait(1));
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  expect(await read(bomb, "image/png")).toBeUndefined();
});

it("gives up on a thread that thinks for too long or dies, and goes on with the next photo", async () => {
  const path = join(tmpdir(), `castmatch-${process.pid}-photo.mjs`);
  writeFileSync(
    path,
    `import { parentPort, workerData } from "node:worker_threads";
     if (workerData.type === "dies") process.exit(1);
     if (workerData.type === "thinks") setInterval(() => {}, 1000); else parentPort.postMessage({ png: new Uint8Array(1), look: undefined });`,
  );
  const slow = createPhotos({ workerFile: pathToFileURL(path), longestMs: 300 });
  const asked = ["thinks", "dies", "well"].map((type) => slow(JPEG, type));
  expect(await Promise.all(asked)).toEqual([undefined, undefined, { png: new Uint8Array(1), look: undefined }]);
});

it("reads the size of any bytes without throwing", () => {
  const started = fc.constantFrom(
    ...[JPEG.subarray(0, 4), turnedJpeg(3).subarray(0, 40), portrait(1).subarray(0, 24)],
    ...[WEBP.subarray(0, 20), extendedWebp().subarray(0, 40)],
  );
  fc.assert(
    fc.property(started, fc.uint8Array({ maxLength: 400 }), (head, rest) => {
      pictureSize(Buffer.concat([head, rest]));
      pictureSize(Buffer.concat([head, rest]).subarray(0, rest.length % (head.length + 1)));
    }),
    { numRuns: 300 },
  );
});
