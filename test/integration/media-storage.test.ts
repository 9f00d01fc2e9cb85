import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTwilioBots } from "../../src/bots/twilio/bots.ts";
import { createWhatsAppCloudBot } from "../../src/bots/whatsapp/cloud.ts";
import { createFiles } from "../../src/clients/files/create-files.ts";
import type { Files } from "../../src/core/ports.ts";
import { mp4 } from "../support/media.ts";

type Handler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

async function serve(handler: Handler) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    handler(request, response, Buffer.concat(chunks));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise((done) => server.close(done)) };
}

/** What S3 does with a PUT and a GET, for who signs. */
function bucket() {
  const kept = new Map<string, Buffer>();
  const handler: Handler = ({ method, url = "", headers }, response, body) => {
    const signed = headers.authorization?.startsWith("AWS4-HMAC-SHA256 Credential=KEY/");
    if (!signed) return response.writeHead(403).end();
    if (method === "DELETE") return response.writeHead(kept.delete(url) ? 204 : 404).end();
    if (method === "PUT") {
      if (Number(headers["content-length"]) !== body.length) return response.writeHead(411).end();
      kept.set(url, body);
      return response.end();
    }
    const found = kept.get(url);
    if (!found) return response.writeHead(404).end();
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? "") ?? [];
    if (from === undefined) return response.end(found);
    const piece = found.subarray(Number(from), Number(to) + 1);
    return response
      .writeHead(206, { "content-range": `bytes ${from}-${Number(from) + piece.length - 1}/${found.length}` })
      .end(piece);
  };
  return { kept, handler };
}

const textOf = async (files: Files, key: string, range?: { from: number; to: number }) => {
  const found = await files.read(key, range);
  return found && { bytes: found.bytes, head: (await new Response(found.body).text()).slice(4, 12) };
};

describe.each(["disk", "bucket"])("files on %s", (where) => {
  let folder: string;
  let files: Files;
  let store: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "castmatch-files-"));
    store = await serve(bucket().handler);
    const mediaUrl = `${store.url.replace("//", "//KEY:SECRET@")}/tapes?region=ap-south-1`;
    files = await createFiles({ dataDir: folder, mediaUrl: where === "bucket" ? mediaUrl : undefined });
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const incoming = () => readdir(join(folder, "media", "incoming"));
  const receive = (bytes: Uint8Array, most = 10_000) => files.receive(new Blob([new Uint8Array(bytes)]).stream(), most);

  it("are kept whole, known by their content, and read in pieces", async () => {
    const received = await receive(mp4());
    if (received === "too_large") throw new Error("it is not");
    expect(received).toMatchObject({ bytes: 4_096, type: "video/mp4" });
    await files.keep(received, "house/tapes/one");
    expect(await textOf(files, "house/tapes/one")).toEqual({ bytes: 4_096, head: "ftypisom" });
    expect((await textOf(files, "house/tapes/one", { from: 0, to: 7 }))?.bytes).toBe(4_096);
    await files.remove("house/tapes/one");
    await files.remove("house/tapes/other");
    expect(await files.read("house/tapes/one")).toBeUndefined();
    expect(await incoming()).toEqual([]);
  });

  it("beyond their limit leave nothing behind, however they come", async () => {
    expect(await receive(mp4(10_001))).toBe("too_large");
    const cut = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(mp4());
        controller.error(new Error("the line was cut"));
      },
    });
    await expect(files.receive(cut, 10_000)).rejects.toThrow();
    const dropped = await receive(mp4());
    if (dropped !== "too_large") await files.drop(dropped);
    expect(await incoming()).toEqual([]);
  });
});

describe("a file from a platform", () => {
  const seen: [string, string | undefined][] = [];
  const servers: Awaited<ReturnType<typeof serve>>[] = [];
  const open = async (handler: Handler) => {
    const server = await serve((request, response, body) => {
      seen.push([request.url ?? "", request.headers.authorization]);
      handler(request, response, body);
    });
    servers.push(server);
    return server.url;
  };
  afterEach(async () => {
    seen.length = 0;
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  const deps = {
    log: { info() {}, warn() {}, error() {}, debug() {} },
    now: () => new Date(),
    publicUrl: "https://c.example",
  };
  const signal = AbortSignal.timeout(20_000);
  const basic = `Basic ${Buffer.from(`AC${"0".repeat(32)}:secret`).toString("base64")}`;

  it("comes from Twilio with our key, which goes nowhere else", async () => {
    const elsewhere = await open((_, response) => void response.end("elsewhere"));
    const apiUrl = await open(({ url }, response) => {
      if (url === "/gone") response.writeHead(404).end();
      else response.writeHead(307, { location: `${elsewhere}/file` }).end();
    });
    const [bot] = createTwilioBots(
      {
        accountSid: `AC${"0".repeat(32)}`,
        authToken: "secret",
        apiUrl,
        smsFrom: undefined,
        whatsappFrom: "+15005550006",
        contentSids: {},
      },
      deps,
    );
    const fetched = await bot?.fetchFile?.({ reference: `${apiUrl}/media` }, signal);
    expect(typeof fetched === "object" && (await new Response(fetched.body).text())).toBe("elsewhere");
    expect(seen).toEqual([
      ["/media", basic],
      ["/file", undefined],
    ]);
    expect(await bot?.fetchFile?.({ reference: `${apiUrl}/gone` }, signal)).toBe("gone");
    expect(await bot?.fetchFile?.({ reference: `${elsewhere}/file` }, signal)).toBe("gone");
    expect(seen).toHaveLength(3);
  });

  it("comes from Meta by its id, with the size that Meta tells", async () => {
    const apiUrl = await open(({ url, headers }, response) => {
      if (url === "/M1") response.end(JSON.stringify({ url: `http://${headers.host}/file`, file_size: 209_715_200 }));
      else if (url === "/M2") response.end(JSON.stringify({ url: "https://elsewhere.example.com/file" }));
      else response.end("film");
    });
    const bot = createWhatsAppCloudBot(
      { phoneNumberId: "1", accessToken: "token", appSecret: "s", verifyToken: "v", apiUrl },
      deps,
    );
    expect(await bot.fetchFile?.({ reference: "M1" }, signal)).toMatchObject({ bytes: 209_715_200 });
    expect(await bot.fetchFile?.({ reference: "M2" }, signal)).toBe("gone");
    expect(seen.map(([, key]) => key)).toEqual(["Bearer token", "Bearer token", "Bearer token"]);
  });
});
