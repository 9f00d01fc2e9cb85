import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Platform } from "../../src/core/messages/message.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

describe("a number is a place on a menu only where the numbers were printed", () => {
  let office: Office;
  let phone = "";
  const say = (text: string, platform: Platform) => {
    later();
    return office.say({ ...office.phone(phone), platform }, text);
  };
  const later = () => office.moveTo(new Date(office.ctx.now().getTime() + 60_000));
  const said = () => lastWords(office.to(phone));
  const state = async () => (await office.db.query<{ state: string }>(`select state from bookings`)).rows[0]?.state;

  beforeAll(async () => {
    office = await openOffice();
    await office.say(office.team, "Need a Marathi-speaking woman, 25–32, for a cop role in a thriller in Andheri");
    await office.tap(office.team, choice(office.to("team").at(-1), "Select"));
    await office.say(office.team, "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each");
    await office.tap(office.team, choice(office.to("team").at(-1), "Approve and send"));
    phone = office.letters.find((letter) => letter.channel === "whatsapp")?.conversationKey ?? "";
    await office.db.query(
      `update people set language = 'en' where id in (select person_id from contact_points where address = $1)`,
      [phone],
    );
    later();
    await office.tap(office.phone(phone), choice(office.to(phone)[0], /pm IST/, 1));
    expect(await state()).toBe("confirmed");
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it.each(["web", "whatsapp_cloud"] as const)(
    "over %s, where buttons have no numbers, “2” cancels nothing",
    async (on) => {
      await say("2", on);
      expect(await state()).toBe("confirmed");
      expect(said()).not.toMatch(/cancel/);
    },
  );

  it.each(["twilio_sms", "twilio_whatsapp", "whatsapp_web"] as const)(
    "over %s a number that would cancel asks first",
    async (on) => {
      later();
      const booked = office.to(phone).find((one) => one.choices?.length === 2);
      await office.tap(office.phone(phone), choice(booked, "Another time"));
      later();
      await office.tap(office.phone(phone), choice(office.to(phone).at(-1), /pm IST/));
      await say("2", on);
      expect(said()).toMatch(/Shall I cancel your audition on Friday 27 November, .* IST\?/);
      expect(await state()).toBe("confirmed");
    },
  );

  it("and the number of the answer cancels", async () => {
    await say("1", "twilio_whatsapp");
    expect(await state()).toBe("cancelled_by_talent");
    expect(said()).toMatch(/is cancelled/);
  });
});
