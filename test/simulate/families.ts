/** Children and the guardians who answer for them; a child's own number is in the file as well, and may never ring. */
import { createRandom } from "../support/random.ts";
import { type Person, spoken } from "./people.ts";

const GIRLS = "Aadya Anvi Inaya Kiara Myra Navya Pihu Saanvi Siya Tara".split(" ");
const BOYS = "Ahaan Aarav Ishir Kabir Kiaan Reyansh Rudra Vihaan Vivaan Yuvaan".split(" ");
const LAST = "Bapat Chavan Deshpande Gaikwad Inamdar Kale Mhatre Nene Pawar Sawant Tambe Velankar".split(" ");
/** Every fifth guardian has two. */
const SIBLINGS = 5;
const LEAST = 10;
const SHARE = 0.08;

/** As `invent`, for children: an id in place of a phone by which they are known. */
export function inventFamilies(talents: number, seed: number): { people: Person[]; rows: Record<string, string>[] } {
  const random = createRandom(seed * 17);
  const people: Person[] = [];
  const rows: Record<string, string>[] = [];
  const count = Math.max(LEAST, Math.round(talents * SHARE));
  for (let index = 0; index < count; index += 1) {
    const last = LAST[Math.floor(index / 2) % LAST.length] ?? "";
    const girl = index % 2 === 0;
    const name = `${(girl ? GIRLS : BOYS)[Math.floor(index / 2) % GIRLS.length]} ${last}`;
    const child = { name, phone: `+9100000${String(90_000 + index)}` };
    const before = people.at(-1);
    const guardian = before && index % SIBLINGS === 1 ? before : guardianOf(index, seed);
    guardian.children.push(child);
    if (guardian !== before) people.push(guardian);
    const age = random.between(8, 9);
    rows.push({
      external_id: `00000000-0000-4000-9000-${String(index + 1).padStart(12, "0")}`,
      name,
      age_min: String(age),
      age_max: String(age + random.between(1, 3)),
      gender: girl ? "female" : "male",
      city: "Mumbai",
      languages: "hindi:fluent;marathi:fluent",
      skills: random.pick(["dance;singing", "cricket", "skating;dance"]),
      rate_per_day: String(random.between(4, 9) * 1_000),
      phone: child.phone,
      minor: "yes",
      guardian_name: guardian.name,
      guardian_phone: guardian.phone,
    });
  }
  return { people, rows };
}

function guardianOf(index: number, seed: number): Person {
  const own = seed * 47 + index;
  const random = createRandom(own);
  const name = `${random.pick(["Sunita", "Prakash", "Meena", "Vijay", "Anjali"])} ${LAST[Math.floor(index / 2) % LAST.length]}`;
  const phone = `+9100000${String(80_000 + index)}`;
  return { name, phone, reach: "whatsapp", language: spoken(random), random, seed: own, children: [] };
}
