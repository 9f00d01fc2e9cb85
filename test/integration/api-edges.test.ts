import { afterAll, beforeAll, expect, test } from "vitest";
import { type Office, openOffice } from "../support/office.ts";
import { openWeb } from "../support/web.ts";

let office: Office;
let web: ReturnType<typeof openWeb>;
beforeAll(async () => {
  office = await openOffice();
  web = openWeb(office);
});
afterAll(() => office.close());

test.each([
  "slack/events",
  "slack/interactive",
  "slack/commands",
  "twilio/sms",
  "twilio/whatsapp",
  "twilio/status",
  "whatsapp",
])("/webhooks/%s is not there without its platform's secrets", async (path) => {
  const response = await web.fetch(`/webhooks/${path}`, { method: "POST", body: "{}" });
  expect(response.status).toBe(404);
});

test.each(["q=cop%00", "city=Mum%00bai", "language=mar%00athi", "skill=%00", "q=%EF%BF%BE%ED%A0%80"])(
  "a search for %s is answered",
  async (query) => {
    expect((await web.asked(`/api/talent/search?${query}`)).status).toBe(200);
  },
);

test.each(["age=200-1", "age=32-25", "age=130", "age=1-121"])(
  "a search for %s is refused, saying what is wrong",
  async (query) => {
    const response = await web.asked(`/api/talent/search?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: "invalid_input", message: expect.stringContaining("age") },
    });
  },
);
