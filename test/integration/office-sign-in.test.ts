import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Audition, type Auditions, stageAuditions } from "../support/auditions.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";
import { openWeb } from "../support/web.ts";

const MINUTE_MS = 60_000;
const HOST = "http://127.0.0.1:5002";

type Teammate = { account: string; user: string; name: string };
const KABIR: Teammate = { account: "T0GULMOHAR", user: "U0KABIR", name: "Kabir Associate" };
const ZOYA: Teammate = { account: "T0OTHER", user: "U0ZOYA", name: "Zoya Elsewhere" };

let office: Office;
let web: ReturnType<typeof openWeb>;
let at: Auditions;
let audition: Audition;
beforeAll(async () => {
  office = await openOffice();
  web = openWeb(office);
  at = stageAuditions(office);
  audition = await at.audition("Juhu");
  const { rows } = await office.db.query<{ id: string }>(
    `insert into workspaces (name, settings) values ('Another House', '{"digest": "off"}') returning id`,
  );
  for (const [workspaceId, account] of [
    [office.workspaceId, KABIR.account],
    [rows[0]?.id, ZOYA.account],
  ]) {
    await office.db.query(
      `insert into channel_accounts (workspace_id, channel, platform, account) values ($1, 'slack', 'slack', $2)`,
      [workspaceId, account],
    );
  }
});
afterAll(() => office.close());

let said = 0;
async function say({ account, user, name }: Teammate, text: string, conversationKey = "C1:") {
  said += 1;
  await office.ingest([
    {
      kind: "message",
      channel: "slack",
      platform: "slack",
      account,
      providerEventId: `said${said}`,
      conversationKey,
      sender: { address: user, name },
      sentAt: office.ctx.now().toISOString(),
      text,
      media: [],
      mentioned: true,
      direct: !conversationKey.includes(":"),
    },
  ]);
  // A channel takes a message a second.
  for (let letter = 0; letter < 2; letter += 1) {
    await office.settle();
    pass(2_000);
  }
  await office.settle();
}
const pass = (ms: number) => office.moveTo(new Date(office.ctx.now().getTime() + ms));
const linkOf = (letter = office.letters.findLast(({ outgoing }) => outgoing.link)) =>
  new URL(letter?.outgoing.link?.url ?? "");
const ask = async (who: Teammate) => {
  await say(who, "page");
  return linkOf();
};
const follow = (link: URL, headers: Record<string, string> = {}) =>
  web.fetch(link.pathname, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: HOST, ...headers },
    body: new URLSearchParams({ key: link.searchParams.get("key") ?? "" }).toString(),
  });
const look = (link: URL, method = "GET") => web.fetch(`${link.pathname}${link.search}`, { method });
const cookieOf = (response: Response) => (response.headers.get("set-cookie") ?? "").split(";")[0] as string;
const signIn = async (who: Teammate) => cookieOf(await follow(await ask(who)));
const visit = async (cookie: string) => web.fetch("/api/visit", { headers: { cookie } });
const post = (cookie: string, path: string, body: unknown, headers: Record<string, string> = { origin: HOST }) =>
  web.fetch(path, {
    method: "POST",
    headers: { cookie, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

describe("the link", () => {
  it("reads no long body of whoever is not signed in", async () => {
    const body = new URLSearchParams({ key: "x".repeat(600 * 1_024) }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length) };
    expect((await web.fetch("/sign-in", { method: "POST", headers, body })).status).toBe(413);
  });

  it("comes to who says /castmatch page and to nobody else, and its key is stored nowhere", async () => {
    const before = office.letters.length;
    const key = (await ask(KABIR)).searchParams.get("key") ?? "";
    expect(office.letters.slice(before)).toMatchObject([
      { conversationKey: "C1:", outgoing: { onlyTo: KABIR.user, link: { label: "Open the office" } } },
    ]);
    expect(key.length).toBeGreaterThan(30);
    for (const table of ["outbox", "messages", "office_links", "inbox", "turn_steps"]) {
      const { rowCount } = await office.db.query(`select from ${table} t where t::text like '%' || $1 || '%'`, [key]);
      expect(rowCount, table).toBe(0);
    }
  });

  it("comes when it is asked for in words, in a thread or directly, and nothing is taken for it that is not", async () => {
    await say(KABIR, "please open the office page for me", "C1:1795240000.000100");
    expect(office.letters.at(-2)?.outgoing).toMatchObject({ onlyTo: KABIR.user, link: {} });
    expect(lastWords(office.to("C1:1795240000.000100"))).toMatch(/You alone can see it/);
    await say(KABIR, "send me the page link", "D1");
    expect(office.letters.at(-2)?.outgoing.link).toBeDefined();
    expect(office.letters.at(-2)?.outgoing.onlyTo).toBeUndefined();
    await say(KABIR, "the office is at Andheri", "C1:1795240000.000200");
    expect(office.letters.at(-1)?.outgoing.link).toBeUndefined();
  });

  it("is words on the stage, where the page is open already", async () => {
    await office.say(office.team, "open the office");
    expect(lastWords(office.to("team"))).toContain(`${office.ctx.publicUrl}/office`);
    expect(office.to("team").at(-1)?.link).toBeUndefined();
  });

  it("may be looked at by whoever unfurls it: only its button signs in, and that once", async () => {
    const link = await ask(KABIR);
    for (const method of ["GET", "HEAD", "GET"]) expect((await look(link, method)).status).toBe(200);
    const page = await look(link);
    expect(await page.text()).toContain("Open the office as Kabir Associate");
    expect(page.headers.get("set-cookie")).toBeNull();
    const opened = await follow(link);
    expect(opened.status).toBe(303);
    expect(opened.headers.get("location")).toBe("/office");
    expect(opened.headers.get("set-cookie")).toMatch(/^castmatch_office=[\w-]{40,}; Path=\/; HttpOnly; SameSite=Lax/);
    for (const again of [await look(link), await follow(link)]) {
      expect(again.status).toBe(410);
      expect(await again.text()).toContain("Say “/castmatch page” in Slack for a new one");
      expect(again.headers.get("set-cookie")).toBeNull();
    }
  });

  it("is used up by one of two who follow it at once, and opens nothing after ten minutes", async () => {
    const link = await ask(KABIR);
    const both = await Promise.all([follow(link), follow(link)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 410]);
    const late = await ask(KABIR);
    pass(10 * MINUTE_MS);
    expect((await look(late)).status).toBe(410);
    expect((await follow(late)).status).toBe(410);
  });

  it("signs nobody in from another site's page", async () => {
    const link = await ask(KABIR);
    expect((await follow(link, { origin: "https://elsewhere.example" })).status).toBe(403);
    expect((await follow(link, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await follow(link)).status).toBe(303);
  });

  it("has a cookie that no other host can set where the address is https", async () => {
    const https = openWeb(office, { PUBLIC_URL: "https://castmatch.example" });
    const link = await ask(KABIR);
    const opened = await https.fetch(link.pathname, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ key: link.searchParams.get("key") ?? "" }).toString(),
    });
    expect(opened.headers.get("set-cookie")).toMatch(/^__Host-castmatch_office=.*; Secure$/);
  });
});

describe("a visit", () => {
  it("acts as the person who signed in, and the page says who that is", async () => {
    const cookie = await signIn(KABIR);
    expect(await (await visit(cookie)).json()).toMatchObject({
      by: "visit",
      name: KABIR.name,
      role: "associate",
      acts: true,
    });
    const candidateId = await audition.candidate(await at.talent("Rewa Kulkarni"), "selected");
    const moved = await post(cookie, `/api/candidates/${candidateId}/move`, { from: "selected", to: "backup" });
    expect(moved.status).toBe(200);
    const { rows } = await office.db.query(
      `select p.name from candidate_moves m join people p on p.id = m.moved_by where m.candidate_id = $1 and to_state = 'backup'`,
      [candidateId],
    );
    expect(rows).toEqual([{ name: KABIR.name }]);
  });

  it("sees the office and no more: neither the stage, nor talk, dead letters and figures", async () => {
    const cookie = await signIn(KABIR);
    const get = (path: string) => web.fetch(path, { headers: { cookie } });
    for (const path of ["/office", "/api/roles", `/api/roles/${audition.roleId}/board`])
      expect((await get(path)).status, path).toBe(200);
    for (const path of ["/api/conversations", "/api/stage/talent", "/api/dead", "/metrics"])
      expect((await get(path)).status, path).toBe(403);
    expect((await get("/")).headers.get("location")).toBe("/office");
    expect((await post(cookie, "/api/stage/conversations", { surface: "team" })).status).toBe(403);
  });

  it("changes nothing for another site", async () => {
    const cookie = await signIn(KABIR);
    for (const headers of [
      { origin: "https://elsewhere.example" },
      { "sec-fetch-site": "same-site" },
      { origin: "null" },
    ])
      expect((await post(cookie, "/sign-out", {}, headers as Record<string, string>)).status).toBe(403);
    expect((await visit(cookie)).status).toBe(200);
  });

  it("of another workspace sees and changes that one alone", async () => {
    const candidateId = await audition.candidate(await at.talent("Asha Rane"), "selected");
    const cookie = await signIn(ZOYA);
    expect(await (await visit(cookie)).json()).toMatchObject({ name: ZOYA.name });
    const get = async (path: string) => web.fetch(path, { headers: { cookie } });
    expect(await (await get("/api/roles")).json()).toEqual([]);
    expect((await get(`/api/roles/${audition.roleId}/board`)).status).toBe(404);
    expect((await get(`/api/sessions/${audition.sessionId}/sheet`)).status).toBe(404);
    const moved = await post(cookie, `/api/candidates/${candidateId}/move`, { from: "selected", to: "passed" });
    expect(moved.status).toBe(404);
    const { rows } = await office.db.query(`select state from candidates where id = $1`, [candidateId]);
    expect(rows).toEqual([{ state: "selected" }]);
    const { rowCount } = await office.db
      .as(office.workspaceId)
      .query(`select workspace_id from visits where workspace_id <> $1`, [office.workspaceId]);
    expect(rowCount).toBe(0);
  });

  it("ends when its person signs out, after twelve hours, and with her place in the team", async () => {
    const open = async (cookie: string) => (await visit(cookie)).status;
    const [left, old, gone] = [await signIn(KABIR), await signIn(KABIR), await signIn(ZOYA)];
    const out = await post(left, "/sign-out", {});
    expect(out.headers.get("set-cookie")).toMatch(/^castmatch_office=; .*Max-Age=0/);
    expect([await open(left), await open(old), await open(`${old}x`)]).toEqual([401, 200, 401]);
    const page = await web.fetch("/office", { headers: { cookie: left } });
    expect(page.status).toBe(401);
    expect(await page.text()).toContain("Say “/castmatch page” in Slack");
    pass(12 * 60 * MINUTE_MS);
    expect(await open(old)).toBe(401);
    await office.owner.query(`delete from memberships where person_id = (select id from people where name = $1)`, [
      ZOYA.name,
    ]);
    expect(await open(gone)).toBe(401);
    await say(ZOYA, "page");
    expect(lastWords(office.letters.map(({ outgoing }) => outgoing))).toMatch(/for the casting team/);
  });
});

describe("the installation's own link", () => {
  it("acts as the first director on this machine, and for nobody on a public address where Slack signs people in", async () => {
    const cookie = cookieOf(await web.fetch(`/${(await web.link()).search}`));
    expect(await (await visit(cookie)).json()).toMatchObject({ by: "link", name: "Meher Davar", acts: true });
    const candidateId = await audition.candidate(await at.talent("Bela Shah"), "selected");
    const move = (to: string, from: string) => post(cookie, `/api/candidates/${candidateId}/move`, { from, to });
    expect((await move("backup", "selected")).status).toBe(200);
    const { publicUrl } = office.ctx;
    office.ctx.publicUrl = "https://castmatch.example";
    expect(await (await visit(cookie)).json()).toMatchObject({ by: "link", acts: false });
    const refused = await move("passed", "backup");
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("sign in as yourself: say “/castmatch page” in Slack");
    office.ctx.publicUrl = publicUrl;
    expect(office.errors).toEqual([]);
  });
});
