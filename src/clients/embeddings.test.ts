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

const quiet = { info() {}, warn() {}, error() {}, debug() {} };
const vectorOf = (length: number, value = 2) => Array.from({ length }, () => value);
const lengthOf = (vector: number[] = []) => Math.hypot(...vector);

describe("the embedding service over HTTP", () => {
  let server: Server | undefined;
  const requests: unknown[] = [];

  /** A service that answers with this; undefined never answers. */
  async function serve(answer: { status?: number; body: unknown } | undefined) {
    const own = createServer((request, response) => {
      let body = "";
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () => {
        requests.push({ url: request.url, authorization: request.headers.authorization, body: JSON.parse(body) });
        if (answer) response.writeHead(answer.status ?? 200).end(JSON.stringify(answer.body));
      });
    });
    server = own;
    await new Promise<void>((done) => own.listen(0, "127.0.0.1", done));
    const { port } = own.address() as AddressInfo;
    return createHttpEmbed({
      url: `http://127.0.0.1:${port}/v1`,
      apiKey: "key",
      model: "m",
      timeoutMs: 300,
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
    const [first, second] = await embed.embed(["a", "b"]);
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
    await expect(embed.embed(["a"])).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("the local embedder", () => {
  /** A thread that does this with each text. */
  const threadThat = (name: string, body: string) => {
    const path = join(tmpdir(), `castmatch-${process.pid}-${name}.mjs`);
    writeFileSync(path, `import { parentPort } from "node:worker_threads";\n${body}`);
    return createLocalEmbed(pathToFileURL(path));
  };
  const answer = `const vector = (text) => [text.length, ...Array(511).fill(0)];`;
  const open: { close: () => Promise<void> }[] = [];
  afterAll(() => Promise.all(open.map((one) => one.close())));

  it("knows that a cop is nearer to the police than to a bakery", async () => {
    const embed = createLocalEmbed();
    open.push(embed);
    const [cop = [], police = [], bakery = []] = await embed.embed([
      "a cop on patrol",
      "police officer",
      "bread from a bakery",
    ]);
    const near = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
    expect([cop, police, bakery].map((vector) => vector.length)).toEqual([512, 512, 512]);
    expect(lengthOf(cop)).toBeCloseTo(1, 3);
    expect(near(cop, police)).toBeGreaterThan(near(cop, bakery));
  });

  it("answers a query before the rest of a batch", async () => {
    const embed = threadThat(
      "order",
      `${answer} parentPort.on("message", (t) => setImmediate(() => parentPort.postMessage({ vector: vector(t) })));`,
    );
    open.push(embed);
    const done: string[] = [];
    const batch = embed.embed(["one", "two", "three", "four"]).then(() => done.push("batch"));
    await embed.embed(["query"]).then(() => done.push("query"));
    await batch;
    expect(done).toEqual(["query", "batch"]);
    expect(await embed.embed([])).toEqual([]);
  });

  it("is unavailable when its thread cannot start, and when it dies over a text", async () => {
    const broken = threadThat("broken", `throw new Error("no model");`);
    const dying = threadThat(
      "dying",
      `${answer} parentPort.on("message", (t) => { if (t === "poison") process.exit(1); parentPort.postMessage({ vector: vector(t) }); });`,
    );
    open.push(broken, dying);
    await expect(broken.embed(["a"])).rejects.toMatchObject({ code: "unavailable" });
    await expect(broken.embed(["a", "b"])).rejects.toMatchObject({ code: "unavailable" });
    await expect(dying.embed(["poison"])).rejects.toMatchObject({ code: "unavailable" });
    expect(await dying.embed(["fine"])).toHaveLength(1);
  });

  it("lets nobody wait when it is closed", async () => {
    const silent = threadThat("silent", `parentPort.on("message", () => undefined);`);
    const waiting = expect(silent.embed(["a", "b"])).rejects.toMatchObject({ code: "unavailable" });
    await silent.close();
    await waiting;
  });
});
