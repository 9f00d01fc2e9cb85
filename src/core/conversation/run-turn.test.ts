import { describe, expect, it } from "vitest";
import type { Answer, Ask, ModelMessage } from "../ports.ts";
import type { Step, StoredResult } from "./journal.ts";
import { JOINED, MAX_STEPS, runTurn, type Start } from "./run-turn.ts";

const says = (text: string): Answer => ({ content: [{ type: "text", text }], stopReason: "end_turn" });
const uses = (id: string, name = "look"): Answer => ({
  content: [{ type: "tool_use", id, name, input: {} }],
  stopReason: "tool_use",
});
const result = (toolUseId: string): StoredResult => ({
  toolUseId,
  content: "{}",
  isError: false,
  said: "",
  parts: [],
  choices: [],
});
const asked = (messages: ModelMessage[]) => structuredClone(messages);

/** A model that plays a script and notes what it was told. */
function play(script: Answer[]): { ask: Ask; told: ModelMessage[][] } {
  const told: ModelMessage[][] = [];
  const ask: Ask = async ({ messages }) => {
    told.push(asked(messages));
    return script[told.length - 1] ?? says("the script is over");
  };
  return { ask, told };
}

function begin(over: Partial<Start> = {}) {
  const stored: string[] = [];
  const start: Start = {
    system: { stable: "", now: "" },
    tools: [],
    messages: [{ role: "user", content: [{ type: "text", text: "hello" }] }],
    steps: [],
    signal: new AbortController().signal,
    onDelta: () => undefined,
    recordAnswer: async (answer) => void stored.push(answer.stopReason),
    runTool: async (use) => {
      stored.push(use.id);
      return result(use.id);
    },
    join: async () => [],
    arrivals: { pending: false, heard: undefined },
    ...over,
  };
  /** Something comes in. */
  const arrive = () => {
    start.arrivals.pending = true;
    start.arrivals.heard?.();
  };
  return { start, stored, arrive };
}

describe("a turn", () => {
  it("asks, runs what is proposed, tells the results and asks again until there are words", async () => {
    const { ask, told } = play([uses("t1"), uses("t2"), says("done")]);
    const { start, stored } = begin();
    expect(await runTurn(ask, start)).toMatchObject({
      text: "done",
      results: [{ toolUseId: "t1" }, { toolUseId: "t2" }],
    });
    expect(stored).toEqual(["tool_use", "t1", "tool_use", "t2"]);
    expect(told[1]?.at(-1)).toEqual({
      role: "user",
      content: [{ type: "tool_result", tool_use_id: "t1", content: "{}" }],
    });
  });

  it("goes on from its journal and runs no tool twice", async () => {
    const steps: Step[] = [
      { kind: "answer", answer: uses("t1"), brain: "claude" },
      { kind: "result", result: result("t1") },
      { kind: "answer", answer: uses("t2"), brain: "claude" },
    ];
    const { ask, told } = play([says("done")]);
    const { start, stored } = begin({ steps });
    expect((await runTurn(ask, start)).text).toBe("done");
    expect(stored).toEqual(["t2"]);
    expect(told).toHaveLength(1);
  });

  it("does not run tools of an answer that did not stop to use them", async () => {
    const { ask } = play([{ ...uses("t1"), stopReason: "max_tokens" }]);
    const { start, stored } = begin();
    expect((await runTurn(ask, start)).results).toEqual([]);
    expect(stored).toEqual([]);
  });

  it("stops after so many steps", async () => {
    const { ask, told } = play(Array.from({ length: 20 }, (_, index) => uses(`t${index}`)));
    const { start } = begin();
    expect((await runTurn(ask, start)).text).toBe("");
    expect(told).toHaveLength(MAX_STEPS);
  });

  it("cuts the model short when more arrives before any effect, and asks with all of it", async () => {
    const late = ["and her sister"];
    const told: ModelMessage[][] = [];
    const ask: Ask = ({ messages, signal }) => {
      told.push(asked(messages));
      if (told.length > 1) return Promise.resolve(says("both"));
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        arrive();
      });
    };
    const { start, stored, arrive } = begin({ join: async () => late.splice(0) });
    expect((await runTurn(ask, start)).text).toBe("both");
    expect(told[1]?.at(-1)).toEqual({ role: "user", content: [{ type: "text", text: "and her sister" }] });
    expect(stored).toEqual([]);
  });

  it("takes what arrives after an effect in at the next step", async () => {
    const { ask, told } = play([uses("t1"), says("done")]);
    const { start, arrive } = begin({
      runTool: async (use) => {
        arrive();
        return result(use.id);
      },
      join: async () => ["wait, 5 pm"],
    });
    await runTurn(ask, start);
    expect(JSON.stringify(told[1])).toContain("wait, 5 pm");
  });

  it("fails, and nothing else does, when what arrived cannot be taken in", async () => {
    const ask: Ask = async ({ signal }) => {
      arrive();
      await new Promise((resolve) => setImmediate(resolve));
      expect(signal.aborted).toBe(true);
      return says("done");
    };
    const { start, arrive } = begin({ join: () => Promise.reject(new Error("the lease is lost")) });
    await expect(runTurn(ask, start)).rejects.toThrow("the lease is lost");
  });

  it("does not take an arrival that was not for it as a reason to stop", async () => {
    const ask: Ask = async ({ signal }) => {
      arrive();
      await new Promise((resolve) => setImmediate(resolve));
      expect(signal.aborted).toBe(false);
      return says("done");
    };
    const { start, arrive } = begin();
    expect((await runTurn(ask, start)).text).toBe("done");
    expect(JOINED.message).toBeTruthy();
  });
});
