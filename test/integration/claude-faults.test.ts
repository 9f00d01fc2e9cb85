import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Claude, createClaude } from "../../src/clients/claude.ts";
import { AppError } from "../../src/core/errors.ts";
import type { Question } from "../../src/core/ports.ts";

let server: Server;
let answer: RequestListener;
let calls = 0;
let lines: { level: string; fields: Record<string, unknown> }[] = [];
const note = (level: string) => (fields: Record<string, unknown>) => void lines.push({ level, fields });
const log = { info: note("info"), warn: note("warn"), error: note("error"), debug: note("debug") };

const claudeAt = (silentMs = 1_000): Claude => {
  const { port } = server.address() as AddressInfo;
  return createClaude(
    { apiKey: "sk-ant-secret", baseUrl: `http://127.0.0.1:${port}`, model: "claude-sonnet-5-5" },
    { log, silentMs },
  );
};
const question = (signal = AbortSignal.timeout(10_000)): Question => ({
  system: { stable: "stable", now: "now" },
  messages: [{ role: "user", content: [{ type: "text", text: "hello" }] }],
  tools: [
    { name: "one", description: "", input_schema: { type: "object" } },
    { name: "two", description: "", input_schema: { type: "object" } },
  ],
  signal,
});
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "answered",
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

const open = (response: ServerResponse) => response.writeHead(200, { "content-type": "text/event-stream" });
const event = (response: ServerResponse, type: string, data: object) =>
  response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
const begin = (response: ServerResponse) => {
  open(response);
  const message = { id: "msg_1", type: "message", role: "assistant", model: "m", content: [], stop_reason: null };
  event(response, "message_start", { message: { ...message, usage: { input_tokens: 1, output_tokens: 1 } } });
  event(response, "content_block_start", { index: 0, content_block: { type: "text", text: "" } });
  event(response, "content_block_delta", { index: 0, delta: { type: "text_delta", text: "Hello" } });
};
const end = (response: ServerResponse) => {
  event(response, "content_block_stop", { index: 0 });
  event(response, "message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 2 } });
  event(response, "message_stop", {});
  response.end();
};
const well: RequestListener = (_, response) => {
  begin(response);
  end(response);
};
const refuse =
  (status: number, type: string, message = type): RequestListener =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", "request-id": "req_1", "retry-after": "30" });
    response.end(JSON.stringify({ type: "error", error: { type, message } }));
  };

beforeEach(async () => {
  calls = 0;
  lines = [];
  answer = well;
  server = createServer((request, response) => {
    calls += 1;
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

describe("what is a failure", () => {
  const faults: [string, RequestListener][] = [
    ["429", refuse(429, "rate_limit_error")],
    ["500", refuse(500, "api_error")],
    ["529", refuse(529, "overloaded_error")],
    ["a server that hangs before it answers", () => undefined],
    ["a stream that falls silent", (_, response) => begin(response)],
    [
      "pings and nothing else",
      (_, response) => {
        open(response);
        const timer = setInterval(() => event(response, "ping", {}), 50);
        response.on("close", () => clearInterval(timer));
      },
    ],
    [
      "a stream that ends before its message does",
      (_, response) => {
        begin(response);
        response.end();
      },
    ],
    [
      "a connection that is cut",
      (_, response) => {
        begin(response);
        setImmediate(() => response.destroy());
      },
    ],
    [
      "an overload in the middle of a stream",
      (_, response) => {
        begin(response);
        event(response, "error", { error: { type: "overloaded_error", message: "Overloaded" } });
        response.end();
      },
    ],
    [
      "a stream that is no JSON",
      (_, response) => {
        open(response);
        response.end("event: message_start\ndata: {nonsense\n\n");
      },
    ],
  ];
  it.each(faults)("%s makes Claude unavailable, after one try", async (_, fault) => {
    answer = fault;
    expect(await codeOf(claudeAt(300)(question()))).toBe("unavailable");
    expect(calls).toBe(1);
    expect(lines).toMatchObject([{ level: "warn", fields: { event: "model", outcome: "failed" } }]);
  });

  it("a wrong key or request is said to the operator, without the key", async () => {
    answer = refuse(401, "authentication_error", "invalid x-api-key sk-ant-secret");
    expect(await codeOf(claudeAt()(question()))).toBe("unavailable");
    answer = refuse(400, "invalid_request_error", "messages: roles must alternate");
    expect(await codeOf(claudeAt()(question()))).toBe("unavailable");
    expect(lines).toMatchObject([
      { level: "error", fields: { status: 401, code: "authentication_error", requestId: "req_1" } },
      { level: "error", fields: { status: 400, said: "messages: roles must alternate" } },
    ]);
    expect(JSON.stringify(lines)).not.toContain("sk-ant-secret");
  });

  it("a stream that goes on slowly is not silent", async () => {
    answer = (_, response) => {
      begin(response);
      let sent = 0;
      const timer = setInterval(() => {
        event(response, "content_block_delta", { index: 0, delta: { type: "text_delta", text: "." } });
        sent += 1;
        if (sent < 6) return;
        clearInterval(timer);
        end(response);
      }, 100);
    };
    expect(await claudeAt(400)(question())).toMatchObject({ content: [{ text: "Hello......" }] });
  });

  it("an abort by the caller rejects with the caller's reason at once", async () => {
    answer = (_, response) => begin(response);
    const reason = new Error("the turn is over");
    const caller = new AbortController();
    const asked = codeOf(claudeAt(5_000)({ ...question(caller.signal), onDelta: () => caller.abort(reason) }));
    expect(await asked).toBe(reason);
  });
});

it("marks the stable prompt and the last tool for the cache, nothing that changes, and turns no knobs that are gone", async () => {
  let body = "";
  answer = (request, response) => {
    void text(request).then((read) => {
      body = read;
      well(request, response);
    });
  };
  await claudeAt()(question());
  const { system, tools, ...rest } = JSON.parse(body);
  expect(Object.keys(rest).toSorted()).toEqual(["max_tokens", "messages", "model", "stream"]);
  const cached = { cache_control: { type: "ephemeral" } };
  expect(system).toEqual([
    { type: "text", text: "stable", ...cached },
    { type: "text", text: "now" },
  ]);
  expect(tools).toMatchObject([{ name: "one" }, { name: "two", ...cached }]);
  expect(tools[0]).not.toHaveProperty("cache_control");
});

describe("the bound on calls in flight", () => {
  it("lets the others wait in order, counts them, and lets go at once of who leaves the line", async () => {
    const { port } = server.address() as AddressInfo;
    const config = { apiKey: "k", baseUrl: `http://127.0.0.1:${port}`, model: "claude-sonnet-5-5" };
    const claude = createClaude(config, { log, inFlight: 1 });
    const held: (() => void)[] = [];
    answer = (request, response) => void held.push(() => well(request, response));
    const order: string[] = [];
    const first = claude(question()).then(() => order.push("first"));
    await vi.waitFor(() => expect(calls).toBe(1));
    const leaver = new AbortController();
    const leaving = claude(question(leaver.signal)).catch((error: unknown) => error);
    const third = claude(question()).then(() => order.push("third"));
    await vi.waitFor(() => expect(claude.load()).toEqual({ inFlight: 1, waiting: 2 }));
    const gone = new Error("gone");
    leaver.abort(gone);
    expect(await leaving).toBe(gone);
    expect(calls).toBe(1);
    held[0]?.();
    await first;
    await vi.waitFor(() => expect(calls).toBe(2));
    held[1]?.();
    await third;
    expect(order).toEqual(["first", "third"]);
    await vi.waitFor(() => expect(claude.load()).toEqual({ inFlight: 0, waiting: 0 }));
  });
});

describe("the breaker", () => {
  const fail = async (claude: Claude, times: number) => {
    answer = refuse(529, "overloaded_error");
    for (let time = 0; time < times; time += 1) await codeOf(claude(question()));
  };
  const succeed = async (claude: Claude, times: number) => {
    answer = well;
    for (let time = 0; time < times; time += 1) await claude(question());
  };

  it("opens when half of ten calls failed, and then no call leaves", async () => {
    const claude = claudeAt();
    await succeed(claude, 5);
    await fail(claude, 4);
    expect(claude.state()).toBe("closed");
    await fail(claude, 1);
    expect(claude.state()).toBe("open");
    expect(await codeOf(claude(question()))).toBe("unavailable");
    expect(calls).toBe(10);
  });

  it("stays closed below half, and below ten calls", async () => {
    const claude = claudeAt();
    await fail(claude, 9);
    expect(claude.state()).toBe("closed");
    const other = claudeAt();
    await succeed(other, 6);
    await fail(other, 5);
    expect(other.state()).toBe("closed");
  });

  it("forgets what is older than thirty seconds", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const claude = claudeAt();
    await fail(claude, 9);
    vi.setSystemTime(Date.now() + 30_001);
    await fail(claude, 9);
    expect(claude.state()).toBe("closed");
  });

  it("tries one call after fifteen seconds and closes when it is answered", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const claude = claudeAt();
    await fail(claude, 10);
    vi.setSystemTime(Date.now() + 14_000);
    expect(await codeOf(claude(question()))).toBe("unavailable");
    expect(calls).toBe(10);
    vi.setSystemTime(Date.now() + 1_001);
    let release: () => void = () => undefined;
    answer = (request, response) => {
      release = () => well(request, response);
    };
    const probe = claude(question());
    await vi.waitFor(() => expect(calls).toBe(11));
    expect(claude.state()).toBe("half-open");
    expect(await codeOf(claude(question()))).toBe("unavailable");
    release();
    await probe;
    expect(claude.state()).toBe("closed");
    expect(calls).toBe(11);
  });

  it("opens again when the call that it tries fails", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const claude = claudeAt();
    await fail(claude, 10);
    vi.setSystemTime(Date.now() + 15_001);
    await fail(claude, 1);
    expect(claude.state()).toBe("open");
    expect(calls).toBe(11);
  });

  it("does not count callers who leave, nor requests that are refused for what is in them", async () => {
    const claude = claudeAt();
    answer = refuse(400, "invalid_request_error");
    for (let time = 0; time < 12; time += 1) await codeOf(claude(question()));
    answer = (_, response) => begin(response);
    for (let time = 0; time < 12; time += 1) {
      const caller = new AbortController();
      await codeOf(claude({ ...question(caller.signal), onDelta: () => caller.abort(new Error("gone")) }));
    }
    expect(claude.state()).toBe("closed");
  });
});
