import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { choice } from "../support/office.ts";
import { openTwoHouses, type TwoHouses } from "../support/two-houses.ts";

describe("a cancellation by the team", () => {
  let two: TwoHouses;
  beforeAll(async () => {
    two = await openTwoHouses();
  });
  afterAll(() => two.close());

  const stateOf = async (bookingId: string | undefined) =>
    (await two.office.db.query<{ state: string }>(`select state from bookings where id = $1`, [bookingId])).rows[0]
      ?.state;
  const thread = () => two.office.to(two.a.threads.first).at(-1);
  const toBela = () => two.office.to(two.a.phones.bela);

  it("is a draft until a person presses its button, whatever the model calls", async () => {
    await two.play("director", [{ name: "cancel_booking", input: { talentName: "bela", reason: "clash" } }]);
    expect(await stateOf(two.a.bookings[0])).toBe("confirmed");
    expect(toBela()).toEqual([]);
    await two.tap("director", choice(thread(), "Keep it"));
    expect(await stateOf(two.a.bookings[0])).toBe("confirmed");
  });

  it("happens once when it is pressed, and the talent is told once", async () => {
    await two.play("director", [{ name: "cancel_booking", input: { bookingId: two.a.bookings[0] } }]);
    const pressed = choice(thread(), "Cancel and tell them");
    await two.tap("director", pressed);
    await two.tap("director", pressed);
    expect(await stateOf(two.a.bookings[0])).toBe("cancelled_by_casting");
    expect(toBela()).toHaveLength(1);
  });

  it("does not reach a booking, a candidate or a session of another thread", async () => {
    const { results } = await two.play("director", [
      { name: "cancel_booking", input: { bookingId: two.a.bookings[1] } },
      { name: "pass_candidate", input: { candidateIds: [two.a.two.waiting] } },
      { name: "draft_invitation", input: { sessionId: two.a.two.sessionId } },
    ]);
    expect(results.map((result) => JSON.parse(result).error)).toEqual(["not_found", "not_found", "not_found"]);
    expect(await stateOf(two.a.bookings[1])).toBe("confirmed");
  });
});
