import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block, Choice, Outgoing } from "../../core/messages/message.ts";
import { publicImage } from "./image.ts";
import { madePlain, renderSlack, type SlackMessage } from "./render.ts";

const place = { publicUrl: "https://castmatch.example", conversationKey: "C1:1795240000.000100" };
const render = (outgoing: Outgoing) => renderSlack(outgoing, place);

/** What Slack shows of a message, as it decodes it. */
const shown = (messages: SlackMessage[]) =>
  messages
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.type === "section" && block.text ? [decoded(block.text.text)] : []));
const decoded = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

test("a card is its title, its lines beside the picture, and its buttons", () => {
  const [message, ...more] = render({
    blocks: [
      {
        type: "card",
        title: "Asha R.",
        lines: ["24–31 · Mumbai", "native Marathi"],
        image: { url: "/pictures/1.png", alt: "Asha" },
        choices: [{ actionId: "a-1", label: "Select", style: "primary" }],
      },
    ],
  });
  expect(more).toEqual([]);
  expect(message).toEqual({
    text: "Asha R.\n24–31 · Mumbai\nnative Marathi\nSelect",
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: "*Asha R.*", verbatim: true } },
      {
        type: "section",
        text: { type: "plain_text", text: "24–31 · Mumbai\nnative Marathi", emoji: false },
        accessory: { type: "image", image_url: "https://castmatch.example/pictures/1.png", alt_text: "Asha" },
      },
      {
        type: "actions",
        block_id: "castmatch:C1:1795240000.000100:2",
        elements: [
          {
            type: "button",
            action_id: "castmatch:a-1",
            value: "a-1",
            style: "primary",
            text: { type: "plain_text", text: "Select", emoji: false },
          },
        ],
      },
    ],
  });
  expect(message && madePlain(message).blocks[1]).not.toHaveProperty("accessory");
});

test("what stands in columns is a table of Slack's, one to a message, and lines where it is not taken", () => {
  const card = (title: string): Block => ({
    type: "card",
    title,
    lines: ["Plays. Asha: 24–31; Bela: 30"],
    table: [
      ["", "Asha", "Bela <b>"],
      ["Plays", "24–31", "30"],
    ],
  });
  const [message] = render({ blocks: [card("Side by side"), card("Again")] });
  const cell = (text: string) => ({ type: "raw_text", text });
  expect(message?.blocks[1]).toEqual({
    type: "table",
    rows: [
      [cell("–"), cell("Asha"), cell("Bela &lt;b&gt;")],
      [cell("Plays"), cell("24–31"), cell("30")],
    ],
    column_settings: Array(3).fill({ is_wrapped: true }),
  });
  expect(message?.blocks.map(({ type }) => type)).toEqual(["section", "table", "section", "section"]);
  const plain = message && madePlain(message);
  expect(JSON.stringify(plain?.blocks[1])).toContain("Plays | 24–31 | 30");
  expect(message?.text).toContain("Bela &lt;b&gt;");
});

test("nobody is called by what people write", () => {
  const text = "<!channel> <!here> <@U1> <https://example.com|click> *bold* & more";
  const messages = render({
    blocks: [
      { type: "text", text },
      { type: "card", title: text, lines: [text], choices: [{ actionId: "a-1", label: "<!here>" }] },
    ],
  });
  expect(JSON.stringify(messages)).not.toMatch(/<[!@#h]/);
  expect(shown(messages)).toEqual([text, `*${text.replaceAll("*", " ").replaceAll(/ +/g, " ")}*`, text]);
});

test("a message of nothing but white space has no parts", () => {
  expect(render({ blocks: [{ type: "text", text: " \n" }] })).toEqual([]);
  expect(render({ blocks: [] })).toEqual([]);
});

test("cards stay whole when they take several messages", () => {
  const card = (name: string): Block => ({
    type: "card",
    title: name,
    lines: ["line"],
    choices: [{ actionId: name, label: "Select" }],
  });
  const messages = render({ blocks: Array.from({ length: 40 }, (_, index) => card(`Talent ${index}`)) });
  expect(messages.map(({ blocks }) => blocks.length)).toEqual([48, 48, 24]);
  expect(messages[1]?.text).toMatch(/^Talent 16\nline\nSelect\nTalent 17/);
});

describe("any message", () => {
  const words = fc.string({
    unit: fc.constantFrom("a", " ", "\n", "&", "<", "👩‍👩‍👧‍👦", "ब", "\ud83c"),
    maxLength: 9_000,
  });
  const choice: fc.Arbitrary<Choice> = fc.record({ actionId: fc.uuid(), label: words });
  const choices = fc.uniqueArray(choice, { selector: ({ actionId }) => actionId, maxLength: 60 });
  const card: fc.Arbitrary<Block> = fc.record(
    {
      type: fc.constant("card" as const),
      title: words,
      lines: fc.array(words, { maxLength: 3 }),
      table: fc.array(fc.array(fc.string({ maxLength: 9 }), { maxLength: 22 }), { maxLength: 4 }),
      image: fc.record({ url: fc.constant("https://castmatch.example/1.png"), alt: words }),
      choices,
    },
    { requiredKeys: ["type", "title", "lines", "image", "choices"] },
  );
  const text: fc.Arbitrary<Block> = fc.record({ type: fc.constant("text" as const), text: words });
  const outgoing = fc.record({ blocks: fc.array(fc.oneof(text, card), { maxLength: 30 }), choices });

  test("keeps within Slack's limits, with every button and every word of its texts", () => {
    fc.assert(
      fc.property(outgoing, (message) => {
        const messages = render(message);
        for (const { text, blocks } of messages) checkLimits(text, blocks);
        const buttons = messages.flatMap(({ blocks }) =>
          blocks.flatMap((block) => (block.type === "actions" ? block.elements : [])),
        );
        const all = [...message.blocks.flatMap((block) => ("choices" in block ? block.choices : [])), message.choices];
        expect(buttons).toHaveLength(all.flat().length);
        const bare = (text: string) => text.toWellFormed().replace(/\s/g, "");
        const said = bare(shown(messages).join(""));
        for (const block of message.blocks) if (block.type === "text") expect(said).toContain(bare(block.text));
      }),
      { numRuns: 60 },
    );
  });
});

function checkLimits(text: string, blocks: SlackMessage["blocks"]) {
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(4_000);
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(JSON.stringify({ text, blocks })).not.toMatch(/[<>]|\\ud[89a-f]|&(?!amp;|lt;|gt;)/);
  for (const block of blocks) {
    if (block.type === "actions") {
      expect(block.elements.length).toBeLessThanOrEqual(25);
      expect(block.block_id?.length).toBeLessThanOrEqual(255);
      for (const element of block.elements) {
        if (element.type !== "button") throw new Error(element.type);
        expect(element.text.text.length).toBeGreaterThan(0);
        expect(element.text.text.length).toBeLessThanOrEqual(75);
      }
    } else if (block.type === "section") {
      expect(block.text?.text.trim().length).toBeGreaterThan(0);
      expect(block.text?.text.length).toBeLessThanOrEqual(3_000);
      if (block.accessory?.type === "image") expect(block.accessory.alt_text.trim()).not.toBe("");
    } else if (block.type === "table") {
      expect(blocks.filter(({ type }) => type === "table")).toHaveLength(1);
      for (const cell of block.rows.flat()) expect("text" in cell && cell.text.trim()).toBeTruthy();
    } else throw new Error(block.type);
  }
}

test.each([
  ["https://pictures.example/1.jpg", "https://castmatch.example", "https://pictures.example/1.jpg"],
  ["/pictures/1.png", "https://castmatch.example", "https://castmatch.example/pictures/1.png"],
  ["http://castmatch.example/1.png", "http://castmatch.example", "http://castmatch.example/1.png"],
  ["http://pictures.example/1.jpg", "https://castmatch.example", undefined],
  ["/portraits/1.svg", "https://castmatch.example", undefined],
  ["/pictures/1.png", "http://127.0.0.1:5002", undefined],
  ["https://localhost/1.png", "https://castmatch.example", undefined],
  ["https://192.168.1.4/1.png", "https://castmatch.example", undefined],
  ["https://[::1]/1.png", "https://castmatch.example", undefined],
  ["data:image/png;base64,AA==", "https://castmatch.example", undefined],
  ["https://", "https://castmatch.example", undefined],
])("the picture %s of %s is fetched from %s", (address, publicUrl, fetched) => {
  expect(publicImage(address, publicUrl)).toBe(fetched);
});
