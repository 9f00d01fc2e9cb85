import fc from "fast-check";
import type { Block, Choice, Outgoing, Template } from "../../src/core/messages/message.ts";

const words = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: fc.constantFrom("a", " ", "\n", "&", "<!channel>", "👩‍👩‍👧‍👦", "ब", "\ud83c"), maxLength: 3_000 }),
);
const choice: fc.Arbitrary<Choice> = fc.record({ actionId: fc.uuid(), label: words, description: words });
const choices = fc.uniqueArray(choice, { selector: ({ actionId }) => actionId, maxLength: 30 });
const text: fc.Arbitrary<Block> = fc.record({ type: fc.constant("text" as const), text: words });
const card: fc.Arbitrary<Block> = fc.record({
  type: fc.constant("card" as const),
  title: words,
  lines: fc.array(words, { maxLength: 4 }),
  image: fc.record({ url: fc.oneof(fc.webUrl(), fc.constant("/portraits/1.svg")), alt: words }),
  choices,
});
const template: fc.Arbitrary<Template> = fc.record({
  name: fc.constantFrom("invitation", "reminder", "notice"),
  language: fc.constantFrom("en", "hi", "mr", "hinglish"),
  variables: fc.array(words, { maxLength: 6 }),
});

/** Any message that core could ever hand to a bot, and worse. */
export const outgoing: fc.Arbitrary<Outgoing> = fc.record(
  { blocks: fc.array(fc.oneof(text, card), { maxLength: 8 }), choices, template },
  { requiredKeys: ["blocks"] },
);
