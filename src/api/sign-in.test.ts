import { Hono } from "hono";
import { expect, test } from "vitest";
import { visitToken } from "./sign-in.ts";

test.each([
  [true, "__Host-castmatch_office=hers", "hers"],
  [true, "castmatch_office=forged; __Host-castmatch_office=hers", "hers"],
  [true, "castmatch_office=forged", "none"],
  [false, "castmatch_office=hers", "hers"],
])("with https (%s) only a cookie that no other host can set is a visit: %s", async (secure, cookie, token) => {
  const app = new Hono().get("/", (c) => c.text(visitToken(c, secure) ?? "none"));
  expect(await (await app.request("/", { headers: { cookie } })).text()).toBe(token);
});
