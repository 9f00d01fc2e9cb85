import { createLive } from "../../src/core/live.ts";
import type { Db, Embed } from "../../src/core/ports.ts";
import { embedProfiles, profilesWithoutVector } from "../../src/core/talent/embed-profiles.ts";
import { searchTalent } from "../../src/core/talent/search-talent.ts";
import { storeTalent } from "../../src/core/talent/store-talent.ts";
import { TalentRow } from "../../src/core/talent/talent-row.ts";
import { understandBrief } from "../../src/core/talent/understand-brief.ts";
import type { Person } from "./profiles.ts";
import type { Query } from "./queries.ts";

const AT = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };

const rowOf = (person: Person, index: number) =>
  TalentRow.parse({
    external_id: person.id,
    name: person.name,
    age_min: person.ageMin,
    age_max: person.ageMax,
    gender: person.gender,
    city: person.city,
    languages: person.languages.join(";"),
    bio: person.bio,
    rate_per_day: String(person.rateRupees),
    phone: person.minor ? "" : `+91000001${String(index).padStart(4, "0")}`,
    ...(person.minor && {
      minor: "yes",
      guardian_name: "Guardian",
      guardian_phone: `+91000002${String(index).padStart(4, "0")}`,
    }),
  });

/** The judged people in a workspace, and the search over them: a brief in, ids out, best first. */
export async function openOurs(db: Db, embed: Embed, everybody: Person[]) {
  const { rows } = await db.query<{ id: string }>(`insert into workspaces (name) values ('Judged') returning id`);
  const workspaceId = rows[0]?.id ?? "";
  for (const [index, person] of everybody.entries())
    await db.as(workspaceId).transaction((tx) => storeTalent(tx, { workspaceId, now: AT.now }, rowOf(person, index)));
  const ctx = { db, embed, live: createLive() };
  for (let ids = await profilesWithoutVector(ctx, 50); ids.length > 0; ids = await profilesWithoutVector(ctx, 50))
    await embedProfiles(ctx, ids);
  const stored = await db.query<{ person_id: string; external_id: string }>(
    `select person_id, external_id from talent_profiles where workspace_id = $1`,
    [workspaceId],
  );
  const idOf = new Map(stored.rows.map((row) => [row.person_id, row.external_id]));
  const finder = (with_: Embed) => async (query: Query) => {
    const { criteria } = understandBrief(query.text, AT);
    const { hits } = await searchTalent({ db: db.as(workspaceId), embed: with_ }, { criteria, limit: 10 });
    return hits.map((hit) => idOf.get(hit.personId) ?? "");
  };
  const noEmbedder: Embed = { ...embed, embed: () => Promise.reject(new Error("words alone")) };
  return { find: finder(embed), findByWords: finder(noEmbedder) };
}
