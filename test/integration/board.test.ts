import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderSlack } from "../../src/bots/slack/render.ts";
import { readBoard } from "../../src/core/auditions/read-board.ts";
import { showBoard } from "../../src/core/auditions/show-board.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

describe("the board of a role", () => {
  let office: Office;
  let at: Auditions;
  let audition: Audition;
  const team = () => ({ channel: "slack" as const, key: audition.thread, address: "stage-director" });
  const say = async (text: string) => {
    await office.say(team(), text);
    return lastWords(office.to(audition.thread));
  };
  beforeAll(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    audition = await at.audition("Andheri");
    await audition.candidate(await at.talent("Tara Rao"), "selected");
    await audition.candidate(await at.talent("Uma Shah"), "callback");
    await audition.candidate(await at.talent("Vidya"), "passed");
  });
  afterAll(() => office.close());

  it("takes tags, notes and votes in plain words", async () => {
    expect(await say("tag Tara as strong dancer, Tall")).toMatch(/^Tara Rao: strong dancer, tall\./);
    expect(await say("remove tag tall from Tara")).toBe("Tara Rao: strong dancer.");
    expect(await say("note on Tara: lovely energy; ask about December")).toMatch(/^Noted on Tara Rao\. Only the team/);
    expect(await say("vote yes on Tara and Uma")).toMatch(/Your vote is yes\. .*Tara Rao: yes 1/);
  });

  it("lets everyone of the team vote by button, and the last press of each counts", async () => {
    await say("vote on Tara");
    const card = office.to(audition.thread).at(-1);
    await office.tap(team(), choice(card, "No"));
    await office.tap(team(), choice(card, "Maybe"));
    expect(lastWords(office.to(audition.thread))).toMatch(/Your vote is maybe\. Tara Rao: maybe 1\./);
    const ctx = at.teamTurn(audition);
    const board = await readBoard(ctx.db, audition.roleId);
    expect(board.groups.flatMap((group) => group.people).find((one) => one.name === "Tara Rao")?.votes).toEqual({
      yes: 0,
      maybe: 1,
      no: 0,
    });
  });

  it("shows who is where, the most advanced first, with votes, tags and notes", async () => {
    const said = await say("show me the board");
    expect(said).toMatch(
      /Callback \(1\)\nUma Shah · yes 1\n\nSelected \(1\)\nTara Rao · maybe 1 · strong dancer · 1 note\n\nPassed \(1\)\nVidya/,
    );
  });

  it("tells who moved whom, when and why", async () => {
    expect(await say("mark Tara as backup")).toBe("Tara Rao: backup.");
    expect(await say("history of Tara")).toMatch(
      /Saturday 21 November, 10:00 am IST: backup by .+ \(the team marked\)\nVotes: .+ maybe\n.+: lovely energy/,
    );
  });

  it("does not put aside by a word who waits for an audition", async () => {
    await audition.invite(await at.talent("Wahida"));
    expect(await say("mark Wahida as backup")).toMatch(/Wahida is invited: I changed nothing\./);
  });

  it("fits one Slack message, however many and whatever their names", async () => {
    const crowded = await at.audition("Crowd");
    for (let nth = 0; nth < 120; nth += 1) {
      const state = ["callback", "pinned", "selected", "invited", "backup", "passed", "hold"][nth % 7];
      const id = await crowded.candidate(await at.talent(`<!channel> & “${"Name ".repeat(20)}” ${nth}`), state);
      await office.db.query(`update candidates set tags = $2 where id = $1`, [id, ["<b>", "x".repeat(30)]]);
    }
    const { said, parts } = await showBoard(at.teamTurn(crowded), {});
    const outgoing = { blocks: [{ type: "text" as const, text: said }, ...(parts ?? [])] };
    const pages = renderSlack(outgoing as never, { publicUrl: office.ctx.publicUrl, conversationKey: "C:1" });
    expect(pages).toHaveLength(1);
    expect(plainText(outgoing as never)).toMatch(/Hold \(17\)[\s\S]*Pinned \(17\)[\s\S]*and \d+ more/);
  });
});
