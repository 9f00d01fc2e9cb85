import { createHmac } from "node:crypto";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSlackBot } from "../../src/bots/slack/bot.ts";
import { renderSlack } from "../../src/bots/slack/render.ts";
import { criteriaFormOf } from "../../src/core/auditions/edit-criteria.ts";
import type { Known } from "../../src/core/ports.ts";
import { answering } from "../support/answering.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

const SECRET = "signing-secret";
const THREAD = "1795240000.000100";
const KEY = `C1:${THREAD}`;
const BRIEF =
  "Need three Marathi-speaking women, 25–32, preferably from Pune, for a cop role, shoot 10–20 December, 40k a day";

type Input = {
  block_id: string;
  element: {
    initial_value?: string;
    initial_date?: string;
    initial_options?: { value: string }[];
    initial_option?: { value: string };
  };
};
type View = { private_metadata: string; callback_id: string; blocks: Input[] };

describe("the criteria in a form of Slack's", () => {
  let office: Office;
  let slack: Awaited<ReturnType<typeof answering>>;
  let app: Hono;
  const opened: { trigger_id: string; view: View }[] = [];
  let refuses: string | undefined;
  const known: Record<string, Known> = { U9: { name: "Somebody", guest: true } };

  beforeAll(async () => {
    office = await openOffice({ directory: async (_, address) => known[address] ?? { name: "Meher" } });
    slack = await answering(({ body }, response) => {
      const sent = new URLSearchParams(body);
      const trigger_id = sent.get("trigger_id") ?? "";
      if (!refuses) opened.push({ trigger_id, view: JSON.parse(sent.get("view") ?? "{}") as View });
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(refuses ? { ok: false, error: refuses } : { ok: true, view: { id: "V1" } }));
    });
    const { ctx } = office;
    const bot = createSlackBot(
      { signingSecret: SECRET, botToken: "xoxb-test", apiUrl: slack.url },
      { ...ctx, prefill: (tapped) => criteriaFormOf(ctx, tapped) },
    );
    app = new Hono();
    if (bot.routes) app.route("/webhooks", bot.routes(office.ingest));
    await post("events", JSON.stringify(mention("U1", BRIEF)));
  });
  afterAll(async () => {
    await office.close();
    await slack.close();
  });

  const mention = (user: string, text: string) => ({
    type: "event_callback",
    team_id: "T1",
    event: { type: "app_mention", user, ts: THREAD, channel: "C1", text: `<@UBOT> ${text}` },
  });
  /** Some seconds after the one before: Slack takes a message a second. */
  const post = async (path: string, body: string) => {
    office.moveTo(new Date(office.ctx.now().getTime() + 10_000));
    const at = String(Math.floor(office.ctx.now().getTime() / 1_000));
    const signature = `v0=${createHmac("sha256", SECRET).update(`v0:${at}:${body}`).digest("hex")}`;
    const headers = { "x-slack-request-timestamp": at, "x-slack-signature": signature };
    const response = await app.request(`/webhooks/slack/${path}`, { method: "POST", headers, body });
    await office.settle();
    const answered = await response.text();
    return { status: response.status, answered: answered && (JSON.parse(answered) as unknown) };
  };
  const interactive = (payload: object) =>
    post("interactive", new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
  const shortlist = () => office.to(KEY).findLast((one) => one.choices?.some(({ opens }) => opens));
  let taps = 0;
  const tap = (user = "U1", team = "T1") => {
    const message = shortlist();
    const actionId = choice(message, "Edit criteria");
    const blocks = renderSlack(message ?? { blocks: [] }, { publicUrl: "", conversationKey: KEY }).flatMap(
      (part) => part.blocks,
    );
    const button = JSON.stringify(blocks).match(/castmatch-form:[^"]+/)?.[0];
    expect(button).toBe(`castmatch-form:${actionId}`);
    taps += 1;
    return interactive({
      type: "block_actions",
      trigger_id: `trigger-${taps}`,
      user: { id: user, team_id: team },
      team: { id: "T1" },
      channel: { id: "C1" },
      message: { ts: "1795240001.000100", thread_ts: THREAD },
      actions: [{ action_id: button, value: actionId, action_ts: `179524010${taps}.5` }],
    });
  };
  /** What Slack would send with these fields changed. */
  const submission = (
    { view }: { view: View },
    change: Record<string, object>,
    { id = "V1", user = "U1", team = "T1" } = {},
  ) => {
    const values = Object.fromEntries(
      view.blocks.map(({ block_id, element }) => {
        const { initial_value, initial_date, initial_options = [], initial_option } = element;
        const state = {
          value: initial_value ?? null,
          selected_date: initial_date ?? null,
          selected_options: initial_options,
          selected_option: initial_option ?? null,
        };
        const kept = Object.fromEntries(
          Object.entries(state).filter(([, one]) => one !== null && (!Array.isArray(one) || one.length > 0)),
        );
        return [block_id, { [block_id]: change[block_id] ?? (Object.keys(kept).length > 0 ? kept : { value: null }) }];
      }),
    );
    const { callback_id, private_metadata } = view;
    return {
      type: "view_submission",
      user: { id: user, team_id: team },
      team: { id: "T1" },
      view: { id, callback_id, private_metadata, state: { values } },
    };
  };
  const last = () => opened.at(-1) as { trigger_id: string; view: View };
  const rows = async () => (await office.db.query<{ n: number }>(`select count(*)::int as n from inbox`)).rows[0]?.n;
  const criteria = async () =>
    (
      await office.db.query<{ breakdown: { criteria: object } }>(
        `select breakdown from roles order by created_at limit 1`,
      )
    ).rows[0]?.breakdown.criteria;

  it("opens with what was understood, and nothing is stored by that", async () => {
    const before = await rows();
    expect(await tap()).toEqual({ status: 200, answered: "" });
    const { trigger_id, view } = last();
    expect(trigger_id).toBe("trigger-1");
    const filled = Object.fromEntries(view.blocks.map(({ block_id, element }) => [block_id, element]));
    expect(filled).toMatchObject({
      gender: { type: "static_select", initial_option: { value: "female" } },
      age: { type: "plain_text_input", initial_value: "25–32" },
      languages: { initial_value: "Marathi" },
      city: { initial_value: "Pune" },
      rate: { initial_value: "₹40,000" },
      from: { type: "datepicker", initial_date: "2026-12-10" },
      wishes: { type: "checkboxes", initial_options: [{ value: "city" }] },
    });
    expect(await rows()).toBe(before);
  });

  it("says beside each field what is wrong with it, and keeps the form open", async () => {
    const { answered } = await interactive(
      submission(last(), { age: { value: "forty-ish" }, rate: { value: "a lot" } }),
    );
    expect(answered).toEqual({
      response_action: "errors",
      errors: {
        age: "Write one age or two, for example 28 or 25–32.",
        rate: "Write rupees for one day, for example 40,000 or 40k.",
      },
    });
    expect(await criteria()).toMatchObject({ age: { min: 25, max: 32 } });
  });

  it("gives the role what was filled in and searches again in the same thread, once", async () => {
    const sent = office.to(KEY).length;
    const changed = submission(last(), { age: { value: "30 to 45" }, wishes: { selected_options: [] } });
    expect(await interactive(changed)).toEqual({ status: 200, answered: "" });
    await interactive(changed);
    expect(await criteria()).toMatchObject({ age: { min: 30, max: 45 }, city: "Pune", languages: ["marathi"] });
    expect(office.to(KEY)).toHaveLength(sent + 1);
    expect(lastWords(office.to(KEY))).toMatch(/^I changed what we look for\. \d+ fit the .* role;/);
    expect(lastWords(office.to(KEY))).toContain("playing 30–45");
    expect(JSON.stringify(await criteria())).not.toContain("preferred");
  });

  it("is answered in words where Slack opens no form", async () => {
    refuses = "expired_trigger_id";
    expect((await tap()).status).toBe(200);
    refuses = undefined;
    expect(lastWords(office.to(KEY))).toMatch(/^Tell me what to change, .* page: http.*#search\?role=/);
    await office.say(office.team, BRIEF);
    const onStage = choice(
      office.to("team").findLast((one) => one.choices),
      "Edit criteria",
    );
    await office.tap(office.team, onStage);
    expect(lastWords(office.to("team"))).toContain("Tell me what to change");
  });

  it("opens for nobody outside the team, and takes nothing that they send", async () => {
    await tap();
    const form = last();
    const [count, before, sent] = [opened.length, await criteria(), office.letters.length];
    await tap("U7", "T2");
    await tap("U9");
    expect(opened).toHaveLength(count);
    const age = { age: { value: "60" } };
    await interactive(submission(form, age, { id: "V7", user: "U7", team: "T2" }));
    await interactive(submission(form, age, { id: "V9", user: "U9" }));
    const forged = (changed: object) => ({
      view: {
        ...form.view,
        private_metadata: JSON.stringify({ ...JSON.parse(form.view.private_metadata), ...changed }),
      },
    });
    await interactive(submission(forged({ account: "T2" }), age, { id: "V10" }));
    expect(office.letters).toHaveLength(sent);
    await interactive(submission(forged({ conversationKey: "C2:1.2" }), age, { id: "V11" }));
    expect(lastWords(office.to("C2:1.2"))).toBe("That button is for someone else, so I changed nothing.");
    expect(await criteria()).toEqual(before);
  });
});
