/**
 * Drives a CastMatch that was started as a newcomer would start it, over the stage's API, through steps 1 to 5 of the
 * main job. Usage: node test/smoke.ts ONE_TIME_LINK. Ends with the line "smoke: N passed, N failed".
 */
import { DateTime } from "luxon";

const link = new URL(process.argv[2] ?? "");
const base = link.origin;
let passed = 0;
let failed = 0;

type Choice = { actionId: string; label: string; description?: string };
type Block = { type: string; title?: string; lines?: string[]; text?: string; choices?: Choice[] };
type Message = { text: string; direction: string; content: { blocks?: Block[]; choices?: Choice[] } };

function check(what: string, good: boolean, seen?: unknown): void {
  if (good) passed += 1;
  else failed += 1;
  process.stdout.write(
    `${good ? "ok  " : "FAIL"} ${what}${good ? "" : `\n     ${JSON.stringify(seen)?.slice(0, 600)}`}\n`,
  );
}

const opened = await fetch(link, { redirect: "manual" });
const cookie = (opened.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
check("the one-time link opens a session", opened.status === 303 && cookie !== "", opened.status);
check("the link works once", (await fetch(link, { redirect: "manual" })).status === 401);
check("nothing is shown without a session", (await fetch(`${base}/api/conversations`)).status === 401);

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { cookie, origin: base, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
  return (response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text) as T;
}

type Said = { events: string[]; messages: Message[] };

async function say(conversationId: string, text: string): Promise<Said> {
  const stream = await call<string>("POST", `/api/conversations/${conversationId}/messages/ai`, { text });
  const parts = stream.split("\n\n").filter((part) => part.startsWith("event:"));
  const events = parts.map((part) => /^event: (\w+)/.exec(part)?.[1] ?? "");
  const messages = parts
    .filter((part) => part.startsWith("event: message"))
    .map((part) => JSON.parse(part.slice(part.indexOf("data: ") + 6)) as Message);
  return { events, messages };
}

const messagesOf = (id: string) => call<Message[]>("GET", `/api/conversations/${id}/messages`);
const tap = (id: string, actionId: string) => call("POST", `/api/conversations/${id}/actions`, { actionId });

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let round = 0; round < 100; round += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain for ${what}`);
}

const choices = (message: Message | undefined) => [
  ...(message?.content.blocks ?? []).flatMap((block) => block.choices ?? []),
  ...(message?.content.choices ?? []),
];

try {
  const health = await call<{ state: string }>("GET", "/api/health");
  check("health is up", health.state === "up", health);
  const team = await call<{ id: string }>("POST", "/api/stage/conversations", { surface: "team" });
  const soon = DateTime.now().setZone("Asia/Kolkata").plus({ days: 3 });
  const shoot = soon.plus({ days: 20 }).startOf("month").plus({ months: 1 });

  const brief = await say(
    team.id,
    `Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, shoot 10–20 ${shoot.toFormat("MMMM")}, 40k a day`,
  );
  check(
    "1. the brief streams as deltas, a message and done",
    ["delta", "message", "done"].every((one) => brief.events.includes(one)),
    brief.events,
  );
  check(
    "1. the role says what was understood and assumed",
    /Understood: .*women/.test(brief.messages[0]?.text ?? "") && /Assumed: /.test(brief.messages[0]?.text ?? ""),
    brief.messages,
  );
  const cards = (brief.messages[0]?.content.blocks ?? []).filter((block) => block.choices);
  check(
    "2. a shortlist with Select, Pass, More like this and Not like this",
    cards.length >= 3 &&
      cards[0]?.choices?.map((one) => one.label).join() === "Select,Pass,More like this,Not like this",
    cards,
  );

  for (const card of cards.slice(0, 2)) await tap(team.id, card.choices?.[0]?.actionId ?? "");
  await until("the selects", async () =>
    (await messagesOf(team.id)).filter((one) => /^Selected /.test(one.text)).length === 2 ? true : undefined,
  );
  const invite = await say(
    team.id,
    `Invite them for ${soon.toFormat("d MMMM")} between 2 and 6 at the Andheri studio, 20 minutes each`,
  );
  check(
    "3. the invitation is a draft",
    /Nothing is sent until you press Approve/.test(invite.messages[0]?.text ?? ""),
    invite.messages,
  );
  const approve = choices(invite.messages[0]).find((one) => /Approve/.test(one.label));
  await tap(team.id, approve?.actionId ?? "");

  const names = cards.slice(0, 2).map((card) => card.title ?? "");
  const phones: { id: string }[] = [];
  for (const name of names) {
    const found = await call<{ hits: { personId: string; name: string }[] }>(
      "GET",
      `/api/talent/search?q=${encodeURIComponent(name)}&limit=5`,
    );
    const talentId = found.hits.find((hit) => hit.name === name)?.personId;
    const phone = await call<{ id: string }>("POST", "/api/stage/conversations", {
      surface: "whatsapp",
      talentId,
    }).catch(() => call<{ id: string }>("POST", "/api/stage/conversations", { surface: "sms", talentId }));
    phones.push(phone);
  }
  const [a, b] = phones as [{ id: string }, { id: string }];
  const invited = await until("the invitations", async () => {
    const both = await Promise.all([messagesOf(a.id), messagesOf(b.id)]);
    return both.every((one) => one.length === 1) ? both.map((one) => one[0]) : undefined;
  });
  check(
    "4. each invitation has three times and another time",
    invited.every((one) => choices(one).length === 4),
    invited,
  );

  const hinglish = await say(a.id, "kal nahi, shaam ko 5 baje chalega");
  const date = `${soon.toFormat("cccc d MMMM")}, 5:00 pm IST`;
  check(
    "5. Hinglish books five o'clock, in absolute IST",
    hinglish.messages[0]?.text.includes(date) ?? false,
    hinglish.messages,
  );
  await tap(b.id, choices(invited[1])[0]?.actionId ?? "");
  const tapped = await until("the tap's answer", async () =>
    (await messagesOf(b.id)).find((one) => one.direction === "out" && /booked/.test(one.text)),
  );
  check(
    "5. a tap books a slot",
    tapped.text.includes(soon.toFormat("cccc d MMMM")) && tapped.text.includes("IST"),
    tapped.text,
  );
  const bookings = await call<{ state: string }[]>("GET", `/api/bookings?day=${soon.toISODate()}`);
  check(
    "5. both bookings are confirmed",
    bookings.length === 2 && bookings.every((one) => one.state === "confirmed"),
    bookings,
  );
} catch (error) {
  check("the main job goes through", false, String(error));
}
process.stdout.write(`smoke: ${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 ? 1 : 0);
