import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addFileLinks } from "../../src/api/file-links.ts";
import { fireAlarm } from "../../src/core/alarms/fire-alarm.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { mediaHost, mp4, pdfOf } from "../support/media.ts";
import { choice, lastWords, type Office, openOffice, SATURDAY } from "../support/office.ts";

const HOUR_MS = 60 * 60_000;
const later = (hours: number) => new Date(SATURDAY.getTime() + hours * HOUR_MS);

describe("self-tapes", () => {
  let office: Office;
  let at: Auditions;
  let film: Audition;
  let tara: Person;
  let host: ReturnType<typeof mediaHost>;
  const thread = () => ({ channel: "slack" as const, key: film.thread, address: "stage-director" });
  const her = () => lastWords(office.to(tara.phone));
  const team = () => lastWords(office.to(film.thread));
  const say = async (text: string) => {
    await office.say(thread(), text);
    return team();
  };
  const press = async (label: string | RegExp) => {
    await office.tap(thread(), choice(office.to(film.thread).at(-1), label));
    return team();
  };
  const answer = async (text: string) => {
    await office.say(office.phone(tara.phone), text);
    return her();
  };
  const shoot = async (bytes: Uint8Array | { announced: number } | "broken", kind: "video" | "document" = "video") => {
    host.files.set("V1", bytes);
    await office.send(office.phone(tara.phone), [{ kind, reference: "V1", contentType: "video/mp4" }], "here it is");
    return her();
  };
  const request = async (due = "Tuesday 6 pm") => {
    await say(`ask Tara for a self-tape by ${due}`);
    return press("Approve and send");
  };
  const states = () =>
    at.row(
      `select t.state, c.state as candidate, (select count(*)::int from takes where tape_id = t.id) as takes
         from tapes t join candidates c on c.id = t.candidate_id where t.talent_id = $1`,
      [tara.id],
    );

  beforeEach(async () => {
    host = mediaHost();
    office = await openOffice({ fetchFile: host.fetchFile });
    at = stageAuditions(office);
    film = await at.audition("Film");
    tara = await at.talent("Tara Rao");
    await film.candidate(tara);
  });
  afterEach(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("are asked for after approval, come by WhatsApp, and are reviewed with buttons", async () => {
    host.files.set("F1", await pdfOf(2));
    await office.send(thread(), [{ kind: "document", reference: "F1" }], "sides");
    expect(await say("ask Tara for a self-tape by Tuesday 6 pm: in a police uniform, please")).toMatch(
      /self-tape to Tara Rao, due Tuesday 24 November.*6:00 pm/,
    );
    expect(office.to(tara.phone)).toEqual([]);
    expect(await press("Approve and send")).toMatch(/On its way to Tara Rao/);
    expect(her()).toMatch(/self-tape of you for “Lead at Film”, until Tuesday.*in a police uniform.*not a booking/);
    expect(await answer("haan bhej dungi")).toMatch(/100 MB/);
    expect(her()).toMatch(/\/m\/s\./);
    expect(team()).toMatch(/Tara Rao \(Lead at Film\) will send a self-tape/);
    expect(await shoot(mp4())).toMatch(/mil gaya|is here/);
    expect(team()).toMatch(/has sent a self-tape: a video of 4 KB/);
    expect(await states()).toEqual({ state: "received", candidate: "auditioned", takes: 1 });
    const web = new Hono();
    addFileLinks(web, office.ctx);
    const path = /\/m\/t\.[\w.-]+/.exec(team())?.[0] ?? "";
    const piece = await web.request(path, { headers: { range: "bytes=4-7" } });
    expect([piece.status, piece.headers.get("content-range"), await piece.text()]).toEqual([
      206,
      "bytes 4-7/4096",
      "ftyp",
    ]);
    expect((await web.request(path)).headers.get("content-type")).toBe("video/mp4");
    expect(await press("Keep")).toMatch(/Kept: Tara Rao, under consideration/);
    office.moveTo(later(8 * 24));
    expect((await web.request(path)).status).toBe(404);
    expect(await say("show me the tapes")).toMatch(/zero to review, zero awaited, one in all/);
    expect(await states()).toMatchObject({ state: "reviewed", candidate: "under_consideration" });
  });

  it("may be a link, in which case nothing is fetched, and another take can be asked for", async () => {
    await request();
    expect(await answer("Here you go https://drive.example.com/v/abc?x=1.")).toMatch(/is here/);
    expect(team()).toMatch(/https:\/\/drive\.example\.com\/v\/abc\?x=1\n?/);
    expect(host.asked).toEqual([]);
    expect(await press("Another take")).toMatch(/another take to Tara Rao/);
    await press("Approve and send");
    expect(her()).toMatch(/one more take, until/);
    await shoot(mp4());
    expect(await states()).toMatchObject({ state: "received", takes: 2 });
    expect(await say("pass Tara's tape")).toMatch(/Passed on Tara Rao/);
    expect(await states()).toMatchObject({ state: "reviewed", candidate: "passed" });
  });

  it("that are too large, or no video at all, get a kind answer, and the request stands", async () => {
    await request();
    expect(await shoot({ announced: 200 * 1_024 * 1_024 })).toMatch(/larger than 100 MB.*send the link here/s);
    expect(team()).toMatch(/tried to send the self-tape: the file is larger than 100 MB/);
    expect(await shoot(new TextEncoder().encode("MZ this is a program, called tape.mp4"))).toMatch(
      /not a video, whatever it is called/,
    );
    expect(await shoot("broken")).toMatch(/could not get your video/);
    expect(await states()).toEqual({ state: "requested", candidate: "invited", takes: 0 });
    expect(await shoot(mp4(), "document")).toMatch(/is here/);
  });

  it("are not due within 48 hours, and have eight pages at most, under SAG-AFTRA's rules", async () => {
    await office.db.query(`update roles set breakdown = breakdown || '{"union": "SAG-AFTRA"}'`);
    expect(await say("ask Tara for a self-tape by Sunday 6 pm")).toMatch(
      /at least 48 hours.*earliest is Monday 23 November/,
    );
    await say("ask Tara for a self-tape by Monday 6 pm");
    office.moveTo(later(12));
    expect(await press("Approve and send")).toMatch(/at least 48 hours.*I sent nothing/);
    expect(office.to(tara.phone)).toEqual([]);
  });

  it("are reminded of before the deadline, by day, and taken late", async () => {
    await request();
    await answer("yes");
    const before = office.to(tara.phone).length;
    for (const hours of [50, 57, 76]) {
      office.moveTo(later(hours));
      await office.settle();
    }
    const reminders = office
      .to(tara.phone)
      .slice(before)
      .map((one) => lastWords([one]));
    expect(reminders).toHaveLength(1);
    expect(reminders[0]).toMatch(/A reminder: the self-tape for “Lead at Film” is due Tuesday/);
    office.moveTo(later(81));
    await office.settle();
    expect(team()).toMatch(/no self-tape by the deadline/);
    expect(await states()).toMatchObject({ state: "expired" });
    await shoot(mp4());
    expect(team()).toMatch(/has sent a self-tape, after the deadline/);
  });

  it("are reminded of once after a pause of ours in which both reminders came due", async () => {
    await request();
    await answer("yes");
    const before = office.to(tara.phone).length;
    const { rows } = await office.db.query<{ id: string }>(
      `select id from alarms where kind = 'tape_reminder' order by fire_at`,
    );
    for (const [second, { id }] of rows.entries()) {
      office.moveTo(later(78 + second / 3_600));
      await fireAlarm(office.ctx, id);
    }
    await office.settle();
    expect([rows.length, office.to(tara.phone).length]).toEqual([2, before + 1]);
  });

  it("take a no, and a change of mind", async () => {
    await request();
    expect(await answer("sorry, cannot send this time")).toMatch(/Noted: no self-tape/);
    expect(await states()).toMatchObject({ state: "declined", candidate: "withdrawn" });
    await shoot(mp4());
    expect(await states()).toMatchObject({ state: "received", candidate: "auditioned" });
  });

  it("of a child are asked for and kept with the guardian's consent alone", async () => {
    const mother = await at.talent("Mina Rao");
    const child = await at.talent("Kavi Rao", { guardian: mother, minor: true });
    await film.candidate(child);
    await say("ask Kavi for a self-tape by Tuesday 6 pm");
    expect(await press("Approve and send")).toMatch(/under 18 and the guardian has not consented/);
    await at.consent(child, mother);
    await say("ask Kavi for a self-tape by Tuesday 6 pm");
    await press("Approve and send");
    await office.say(office.phone(mother.phone), "I withdraw my consent");
    host.files.set("V1", mp4());
    await office.send(office.phone(mother.phone), [{ kind: "video", reference: "V1" }], "Kavi's tape");
    expect(lastWords(office.to(mother.phone))).toMatch(/first I need your consent/);
    expect(host.asked).toEqual([]);
    expect((await office.db.query(`select from takes`)).rowCount).toBe(0);
  });

  it("that nobody asked for are answered as any other file", async () => {
    host.files.set("V1", mp4());
    await office.send(office.phone(tara.phone), [{ kind: "video", reference: "V1" }]);
    expect(her()).toMatch(/cannot open this kind of file/);
    expect(host.asked).toEqual([]);
  });
});
