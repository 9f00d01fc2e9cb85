import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerByRule } from "../../src/core/conversation/answer-by-rule.ts";
import { LeaseLost } from "../../src/core/conversation/leases.ts";
import { runTool } from "../../src/core/conversation/run-tool.ts";
import { TEAM_TOOLS } from "../../src/core/conversation/tools/team.ts";
import type { Turn } from "../../src/core/conversation/turn.ts";
import { type Audition, type Auditions, stageAuditions } from "../support/auditions.ts";
import { type Office, openOffice } from "../support/office.ts";
import { changesBetween, readRows } from "../support/rows.ts";

/** A turn that another process has taken over since. */
describe("a turn that has lost its lease changes nothing", () => {
  let office: Office;
  let at: Auditions;
  let audition: Audition;
  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    audition = await at.audition("Andheri");
  });
  afterEach(() => office.close());

  const lostTurn = (sender: Pick<Turn["sender"], "actor" | "conversationId">, text: string): Turn => ({
    id: randomUUID(),
    lease: {
      ref: { channel: "whatsapp", account: "stage", key: "gone" },
      conversation: "gone",
      fence: 1,
      holder: "another",
      lost: new AbortController().signal,
      released: false,
    },
    resumed: false,
    sender: { ...sender, name: "Somebody", language: "en", stranger: false },
    inbox: [
      {
        id: randomUUID(),
        seq: 1,
        attempts: 0,
        turnId: null,
        knownSender: null,
        receivedAt: office.ctx.now(),
        incoming: {
          kind: "message",
          channel: "whatsapp",
          platform: "web",
          account: "stage",
          providerEventId: "lost",
          conversationKey: "gone",
          sender: { address: "gone" },
          sentAt: office.ctx.now().toISOString(),
          text,
          media: [],
          mentioned: true,
          direct: true,
        },
      },
    ],
  });
  const changesOf = async (run: () => Promise<unknown>) => {
    const before = await readRows(office.db);
    await expect(run()).rejects.toThrow(LeaseLost);
    return changesBetween(before, await readRows(office.db));
  };

  it.each([
    { name: "search_talent", input: { query: "a Marathi-speaking woman" } },
    { name: "show_status", input: { role: "Lead at Bandra" } },
  ])("by $name", async (use) => {
    const { row } = at;
    await row(
      `insert into roles (workspace_id, conversation_id, title, breakdown, brief, created_by)
       select workspace_id, conversation_id, 'Lead at Bandra', breakdown, brief, created_by from roles where id = $1`,
      [audition.roleId],
    );
    const turn = lostTurn(
      {
        actor: { workspaceId: office.workspaceId, personId: audition.director, side: "team" },
        conversationId: audition.threadId,
      },
      "",
    );
    const running = { tools: TEAM_TOOLS, use: { type: "tool_use" as const, id: "use", ...use }, position: 0 };
    expect(await changesOf(() => runTool(office.ctx, turn, running))).toEqual([]);
  });

  it("by the language of its words", async () => {
    const tara = await at.talent("Tara");
    const { conversation } = await at.talentTurn(tara);
    const actor = { workspaceId: office.workspaceId, personId: tara.id, side: "talent" as const };
    const turn = lostTurn({ actor, conversationId: conversation.id }, "क्या मैं शुक्रवार को आ सकती हूँ?");
    expect(await changesOf(() => answerByRule(office.ctx, turn))).toEqual([]);
  });
});
