import { expect, it } from "vitest";
import { eventId } from "./event-id.ts";

it("is the same for the same booking and generation, and another for any other", () => {
  expect(eventId("b1", 1)).toBe(eventId("b1", 1));
  const ids = ["b1", "b2", "b11"].flatMap((booking) => [1, 2, 11].map((generation) => eventId(booking, generation)));
  expect(new Set(ids).size).toBe(9);
});

it("uses only what Google takes: a to v and digits, 5 to 1,024 of them", () => {
  for (let n = 0; n < 200; n += 1) expect(eventId(`booking-${n}`, 1)).toMatch(/^[a-v0-9]{5,1024}$/);
});

it("is base32hex of a hash, so that it stays what it was across versions", () => {
  expect(eventId("00000000-0000-4000-8000-000000000001", 1)).toBe("cmhdvf6fsdqrhv8r2di3i5d4b77h876h09");
});
