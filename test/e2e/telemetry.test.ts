/** What an operator sees of the program: one trace an event, one id in its log lines, and nothing about a person. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Script } from "../support/claude.ts";
import { type Span, startCollector } from "../support/collector.ts";
import { until } from "../support/until.ts";
import { type Casting, demoTalents, openCasting } from "./casting.ts";
import { mainJobScript } from "./claude-script.ts";

const PLANTED = "quartermaster-zebra";
const BRIEF = `Need three Marathi-speaking women, 25–32, for a cop role, ${PLANTED}, shoot 10–20 December, 40k a day`;

const script: Script = (turn) => {
  if (!turn.said.includes("what have I got")) return mainJobScript(turn);
  return turn.results.length === 0 ? { tool: "show_status", input: {} } : { text: `Nothing yet, ${PLANTED}.` };
};

describe("telemetry of the program", { timeout: 120_000 }, () => {
  let casting: Casting;
  let collector: Awaited<ReturnType<typeof startCollector>>;
  const [talent] = [...demoTalents().values()].filter((one) => one.phone);

  const traceWith = (name: string, fields: string): Span[] | undefined => {
    const all = collector.spans();
    const found = all.find((span) => span.name === name && span.fields.includes(fields));
    return found && all.filter((span) => span.traceId === found.traceId);
  };
  const names = (spans: Span[] | undefined) => new Set(spans?.map((span) => span.name));

  beforeAll(async () => {
    collector = await startCollector();
    casting = await openCasting({
      startsAt: new Date("2026-11-21T10:00:00+05:30"),
      script,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_HEADERS: "x-team=casting" },
    });
    await casting.relay.mention(BRIEF);
    await casting.settled();
    await casting.relay.text(talent?.phone ?? "", `what have I got, ${PLANTED}?`);
    await casting.settled();
    const answer = casting.twilio.sent(talent?.phone).at(-1);
    await casting.relay.delivered(answer?.sid ?? "", talent?.phone ?? "");
    await until("the receipt is exported", () => traceWith("receipt", "delivered"));
  }, 120_000);
  afterAll(async () => {
    await casting?.close();
    await collector?.close();
  });

  it("keeps a connection open for longer than balancers keep theirs", async () => {
    const { headers } = await fetch(`${casting.program.url}/api/health`);
    expect(headers.get("keep-alive")).toBe("timeout=65");
  });

  it("one trace goes from the webhook over turn, model, tool and send to the receipt", async () => {
    const trace = await until("every part is exported", () => {
      const spans = traceWith("receipt", "delivered");
      return names(spans).size >= 6 ? spans : undefined;
    });
    expect([...names(trace)].toSorted()).toEqual(["model", "receipt", "send", "tool", "turn", "webhook"]);
    const parentOf = (name: string) => {
      const parent = trace.find((span) => span.name === name)?.parent;
      return trace.find((span) => span.id === parent)?.name;
    };
    expect({
      webhook: parentOf("webhook"),
      turn: parentOf("turn"),
      model: parentOf("model"),
      tool: parentOf("tool"),
      send: parentOf("send"),
      receipt: parentOf("receipt"),
    }).toEqual({ webhook: undefined, turn: "webhook", model: "turn", tool: "turn", send: "turn", receipt: "turn" });
    expect(collector.headers()).toMatchObject({ "x-team": "casting" });
  });

  it("a search is a part of the tool that asked for it", () => {
    const trace = traceWith("search", "");
    const search = trace?.find((span) => span.name === "search");
    expect(trace?.find((span) => span.id === search?.parent)).toMatchObject({ name: "tool" });
  });

  it("the log has one line each for webhook, turn and send, with the id of the trace", () => {
    const id = traceWith("receipt", "delivered")?.[0]?.traceId ?? "none";
    const lines = casting.program.log().map((line) => JSON.parse(line) as { event: string; trace?: string });
    const events = lines.filter((line) => line.trace === id).map((line) => line.event);
    for (const event of ["webhook", "http", "model", "turn", "send"]) {
      expect({ event, times: events.filter((one) => one === event).length }).toEqual({
        event,
        times: event === "model" ? 2 : 1,
      });
    }
  });

  it("no word, name, number, address or token of anyone is in the log or the traces", () => {
    const written = `${casting.program.log().join("\n")}\n${collector.raw()}`;
    const secrets = Object.entries({ ...casting.slack.env, ...casting.twilio.env, ...casting.google.env })
      .filter(([name]) => /TOKEN|SECRET|KEY/.test(name) && !/URL/.test(name))
      .map(([, value]) => value);
    const people = [...demoTalents().values()].flatMap(({ name, phone, email }) => [
      name,
      phone,
      phone.replace("+", ""),
      email,
    ]);
    const planted = [PLANTED, "Marathi-speaking", "what have I got", "tara.director", ...secrets, ...people];
    expect(planted.filter((one) => one && written.includes(one))).toEqual([]);
  });

  it("metrics count what happened", async () => {
    const metrics = await casting.get("/metrics");
    for (const name of ["ack", "queue", "turn", "model", "tool", "search", "send"]) {
      expect(metrics).toMatch(new RegExp(`^castmatch_${name}_seconds_count(\\{.*\\})? [1-9]`, "m"));
    }
    expect(metrics).toMatch(/^castmatch_send_seconds_count\{platform="slack",outcome="sent"\} [1-9]/m);
    expect(metrics).toMatch(/^castmatch_ack_seconds_count\{route="\/webhooks\/twilio\/whatsapp",status="200"\} 1/m);
    expect(metrics).toMatch(/^castmatch_oldest_seconds\{what="inbox"\} 0/m);
    expect(metrics).toMatch(/^castmatch_listeners 0/m);
    expect(metrics).toMatch(/^castmatch_model_calls\{state="in_flight"\} 0/m);
    expect(metrics).toMatch(/^castmatch_lease_lost_total 0/m);
  });
});
