import type { Words } from "../messages/wording.ts";
import { clip } from "../messages/wording-facts.ts";
import type { Change, Fact, Facts } from "../talent/profile-facts.ts";

/** A fact in the reader's language, without its name; empty when it is not known. */
export function sayFact(say: Words, fact: Fact, value: Facts[Fact]): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return clip(value.join(", "), 160);
  if (fact === "portrait") return "✓";
  if (fact === "heightCm") return `${value} cm`;
  if (fact === "experienceYears") return say.profileYears({ years: Number(value) });
  if (fact === "ratePerDayRupees") return say.profileRate({ rate: `₹${Number(value).toLocaleString("en-IN")}` });
  return fact === "gender" ? say.profileGender({ gender: String(value) }) : clip(String(value), 160);
}

/** "height 165 cm (was 160 cm); city Pune": every change, read back. */
export function sayChanges(say: Words, changes: Change[]): string {
  return changes
    .map(({ field, from, to }) => {
      const [was, now] = [sayFact(say, field, from), sayFact(say, field, to)];
      const name = say.profileFact({ fact: field });
      return was ? `${name} ${now || "–"} ${say.profileWas({ was: clip(was, 60) })}` : `${name} ${now}`;
    })
    .join("; ");
}
