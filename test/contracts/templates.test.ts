import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { words } from "../../src/core/messages/wording.ts";

const DOC = readFileSync(new URL("../../docs/templates.md", import.meta.url), "utf8");
const rows = [...DOC.matchAll(/^\| `castmatch_(\w+)` \| (\w+) \| (.+?) \|/gm)].map(([, name, language, body]) => ({
  name,
  language,
  body: body ?? "",
}));
const places = (body: string) => [...body.matchAll(/\{\{(\d+)\}\}/g)].map(([, place]) => Number(place));

const audition = { role: "Lead", when: "Friday 27 November, 4:00 pm IST", place: "Studio 4" };
const invitation = {
  ...audition,
  name: "Asha",
  house: "House",
  project: "Film",
  day: "Friday",
  slots: [audition.when],
};

describe("the WhatsApp templates that the documentation asks for", () => {
  test("are there in every language they are sent in", () => {
    const all = rows.map((row) => `${row.name} ${row.language}`).toSorted();
    const names = ["invitation", "notice", "reminder"];
    expect(all).toEqual(names.flatMap((name) => ["en", "hi", "mr"].map((language) => `${name} ${language}`)));
  });

  test.each(rows)("$name in $language has a place for each variable, in order, inside its words", ({ name, body }) => {
    const variables = {
      invitation: words("en").invitationVariables(invitation),
      reminder: words("en").reminderVariables(audition),
      notice: ["anything"],
    }[name ?? ""];
    expect(places(body)).toEqual(variables?.map((_, index) => index + 1));
    expect(body).toMatch(/^[^{].*[^}]$/);
  });

  test.each(["en", "hinglish", "hi", "mr"] as const)("in %s the variables come in the documented order", (language) => {
    expect(words(language).reminderVariables(audition)).toEqual([audition.role, audition.when, audition.place]);
    expect(words(language).reminderVariables({ ...audition, child: "Tejal" })[0]).toBe("Lead (Tejal)");
    expect(words(language).invitationVariables({ ...invitation, child: "Tejal" })).toEqual([
      "Asha",
      "House",
      "Lead (Tejal)",
      "Film",
      "Studio 4",
      audition.when,
    ]);
  });
});
