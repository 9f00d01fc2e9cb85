import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { createBreakers } from "../breakers/breakers.ts";
import { createHttpEmbed } from "./embeddings-http.ts";
import { createLocalEmbed } from "./embeddings-local.ts";
import type { PoolOptions } from "./thread-pool.ts";

const quiet = { info() {}, warn() {}, error() {}, debug() {} };
const vectorOf = (length: number, value = 2) => Array.from({ length }, () => value);
const lengthOf = (vector: number[] = []) => Math.hypot(...vector);

describe("the embedding service over HTTP", () => {
  let server: Server | undefined;
  const requests: { url: string | undefined; authorization: string | undefined; body: { input: string[] } }[] = [];

  /** A service that answers with this, or as this does; undefined never answers. */
  async function serve(
    answer: { status?: number; body: unknown | ((input: string[]) => unknown) } | undefined,
    api: "openai" | "voyage" = "openai",
  ) {
    const own = createServer((request, response) => {
      let body = "";
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () => {
        const asked = { url: request.url, authorization: request.headers.authorization, body: JSON.parse(body) };
        requests.push(asked);
        if (!answer) return;
        const said = typeof answer.body === "function" ? answer.body(asked.body.input) : answer.body;
        response.writeHead(answer.status ?? 200).end(JSON.stringify(said));
      });
    });
    server = own;
    await new Promise<void>((done) => own.listen(0, "127.0.0.1", done));
    const { port } = own.address() as AddressInfo;
    return createHttpEmbed({
      url: `http://127.0.0.1:${port}/v1`,
      api,
      apiKey: "key",
      model: "m",
      timeoutMs: answer ? 20_000 : 300,
      breaker: createBreakers(quiet).of("embeddings"),
    });
  }
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    requests.length = 0;
  });

  it("asks for 512 dimensions and gives unit vectors in the order of the texts", async () => {
    const data = [
      { index: 1, embedding: [1, ...vectorOf(511, 0)] },
      { index: 0, embedding: vectorOf(512) },
    ];
    const embed = await serve({ body: { data } });
    const [first, second] = await embed.embed(["a", "b"], "document");
    expect(lengthOf(first)).toBeCloseTo(1, 4);
    expect(second?.[0]).toBe(1);
    expect(requests).toEqual([
      { url: "/v1/embeddings", authorization: "Bearer key", body: { model: "m", input: ["a", "b"], dimensions: 512 } },
    ]);
  });

  it.each([
    ["fails", { status: 500, body: {} }],
    ["is busy", { status: 429, body: {} }],
    ["hangs", undefined],
    ["has another dimension", { body: { data: [{ index: 0, embedding: vectorOf(1536) }] } }],
    ["leaves one out", { body: { data: [] } }],
    ["answers for another text", { body: { data: [{ index: 1, embedding: vectorOf(512) }] } }],
    ["has no numbers", { body: { data: [{ index: 0, embedding: vectorOf(512).map(() => null) }] } }],
    ["has no direction", { body: { data: [{ index: 0, embedding: vectorOf(512, 0) }] } }],
    ["speaks of something else", { body: "hello" }],
  ])("is unavailable when it %s", async (_, answer) => {
    const embed = await serve(answer);
    await expect(embed.embed(["a"], "query")).rejects.toMatchObject({ code: "unavailable" });
  });

  const each = (input: string[]) => ({
    data: input.map((text, index) => ({ index, embedding: [text.length, ...vectorOf(511, 0.001)] })),
  });

  it("tells Voyage what is looked for and what is found, and its own word for dimensions", async () => {
    const embed = await serve({ body: each }, "voyage");
    await embed.embed(["a cop"], "query");
    await embed.embed(["played a cop"], "document");
    const rest = { model: "m", output_dimension: 512, truncation: true };
    expect(requests.map((one) => one.body)).toEqual([
      { ...rest, input: ["a cop"], input_type: "query" },
      { ...rest, input: ["played a cop"], input_type: "document" },
    ]);
  });

  it.each([
    ["voyage", [1_000, 500], 10],
    ["voyage", [60, 60, 30], 2_000],
    ["openai", [150, 150], 2_000],
  ] as const)("gives %s no more at once than it takes: %j texts", async (api, sizes, bytes) => {
    const embed = await serve({ body: each }, api);
    const texts = Array.from({ length: sizes.reduce((sum, size) => sum + size, 0) }, () => "a".repeat(bytes));
    expect(await embed.embed(texts, "document")).toHaveLength(texts.length);
    expect(requests.map((one) => one.body.input.length)).toEqual(sizes);
  });

  it("asks once for the same query, and again after a failure", async () => {
    let broken = true;
    const embed = await serve({ body: (input: string[]) => (broken ? {} : each(input)) });
    await expect(embed.embed(["cop"], "query")).rejects.toMatchObject({ code: "unavailable" });
    broken = false;
    const [first, second] = [await embed.embed(["cop"], "query"), await embed.embed(["cop"], "query")];
    expect(second).toEqual(first);
    expect(requests).toHaveLength(2);
  });
});

describe("the local embedder", () => {
  /** Threads that do this with each handful of texts. */
  const threadsThat = (name: string, body: string, options: Partial<PoolOptions> = {}) => {
    const path = join(tmpdir(), `castmatch-${process.pid}-${name}.mjs`);
    writeFileSync(path, `import { parentPort } from "node:worker_threads";\n${VECTOR}${body}`);
    const embed = createLocalEmbed({ workerFile: pathToFileURL(path), ...options });
    open.push(embed);
    return embed;
  };
  const VECTOR = "const vector = (text) => [text.length, ...Array(511).fill(0)];";
  const PLAIN = `parentPort.on("message", (texts) => setImmediate(() => parentPort.postMessage({ vectors: texts.map(vector) })));`;
  const open: { close: () => Promise<void> }[] = [];
  afterAll(() => Promise.all(open.map((one) => one.close())));

  it("knows that a cop is nearer to the police than to a bakery", async () => {
    const embed = createLocalEmbed();
    open.push(embed);
    const [cop = [], police = [], bakery = []] = await embed.embed(
      ["a cop on patrol", "police officer", "bread from a bakery"],
      "document",
    );
    const near = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
    expect([cop, police, bakery].map((vector) => vector.length)).toEqual([512, 512, 512]);
    expect(lengthOf(cop)).toBeCloseTo(1, 3);
    expect(near(cop, police)).toBeGreaterThan(near(cop, bakery));
  });

  it("answers a query before the rest of a batch", async () => {
    const embed = threadsThat("order", PLAIN);
    const done: string[] = [];
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    const batch = embed.embed(texts, "document").then(() => done.push("batch"));
    await embed.embed(["query"], "query").then(() => done.push("query"));
    await batch;
    expect(done).toEqual(["query", "batch"]);
    expect(await embed.embed([], "document")).toEqual([]);
  });

  it("stays one thread for a little work, grows for a backlog while there is memory, and never beyond its bounds", async () => {
    const GB = 1_024 ** 3;
    const backlog = Array.from({ length: 200 }, (_, index) => `text ${index}`);
    const working = async (name: string, options: Partial<PoolOptions>, texts = backlog) => {
      const embed = threadsThat(name, PLAIN, options);
      expect(await embed.embed(texts, "document")).toHaveLength(texts.length);
      return embed.threads();
    };
    expect(await working("little", { most: 3, availableBytes: () => GB }, backlog.slice(0, 20))).toBe(1);
    expect(await working("grown", { most: 3, availableBytes: () => GB })).toBe(3);
    expect(await working("full", { most: 3, availableBytes: () => GB / 2 })).toBe(1);
  });

  it("gives the texts of a thread that dies up, and lets the other threads go on", async () => {
    const dying = threadsThat(
      "one-of-two",
      `parentPort.on("message", (texts) => { if (texts.includes("poison")) process.exit(1); setTimeout(() => parentPort.postMessage({ vectors: texts.map(vector) }), 20); });`,
      { most: 2, growAt: 1, availableBytes: () => Number.MAX_SAFE_INTEGER },
    );
    const rest = Array.from({ length: 30 }, (_, index) => dying.embed([`text ${index}`], "document"));
    const poison = expect(dying.embed(["poison"], "query")).rejects.toMatchObject({ code: "unavailable" });
    await poison;
    expect(await Promise.all(rest)).toHaveLength(30);
  });

  it("is unavailable when its thread cannot start, when it dies over a text, and when it has no direction", async () => {
    const broken = threadsThat("broken", `throw new Error("no model");`);
    const dying = threadsThat(
      "dying",
      `parentPort.on("message", (texts) => { if (texts.includes("poison")) process.exit(1); parentPort.postMessage({ vectors: texts.map(vector) }); });`,
    );
    const wild = threadsThat(
      "wild",
      `parentPort.on("message", (texts) => parentPort.postMessage({ vectors: texts.map(() => [NaN, 1]) }));`,
    );
    await expect(broken.embed(["a"], "query")).rejects.toMatchObject({ code: "unavailable" });
    await expect(broken.embed(["a", "b"], "document")).rejects.toMatchObject({ code: "unavailable" });
    await expect(dying.embed(["poison"], "query")).rejects.toMatchObject({ code: "unavailable" });
    expect(await dying.embed(["fine"], "query")).toHaveLength(1);
    await expect(wild.embed(["a"], "query")).rejects.toMatchObject({ code: "unavailable" });
  });

  it("lets nobody wait when it is closed", async () => {
    const silent = threadsThat("silent", `parentPort.on("message", () => undefined);`);
    const waiting = expect(silent.embed(["a", "b"], "document")).rejects.toMatchObject({ code: "unavailable" });
    await silent.close();
    await waiting;
  });
});
