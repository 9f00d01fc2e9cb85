import { z } from "zod";
import { audit } from "../audit.ts";
import { mustBeConsented } from "../auditions/guard-minor.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { type Words, words } from "../messages/wording.ts";
import { matchSoon } from "../saved-searches/tell-matches.ts";
import { notingChanges } from "../talent/note-changes.ts";
import { ASKED, type Asked, completeness, missingOf, readFacts } from "../talent/profile-facts.ts";
import { upsertProfile } from "../talent/upsert-profile.ts";
import { mustBeTalent } from "./rights.ts";
import { sayChanges } from "./say-profile.ts";
import { type Whose, whoIsMeant } from "./who-is-meant.ts";

const Link = z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(300);

export const UpdateMyProfile = z.object({
  fields: z
    .object({
      name: z.string().trim().min(1).max(120),
      age: z.number().int().min(0).max(120),
      gender: z.enum(["female", "male", "nonbinary"]),
      city: z.string().trim().min(1).max(80),
      languages: z.array(z.string().trim().min(2).max(40)).max(15),
      skills: z.array(z.string().trim().min(1).max(60)).max(30),
      heightCm: z.number().int().min(50).max(250),
      experienceYears: z.number().int().min(0).max(80),
      bio: z.string().trim().max(2_000),
      ratePerDayRupees: z.number().int().positive().max(100_000_000),
      links: z.array(Link).max(10).describe("https addresses of a showreel or a page."),
    })
    .partial()
    .default({}),
  replaceLists: z
    .boolean()
    .optional()
    .describe(
      "Languages, skills and links named replace those that are there (“only Hindi”); otherwise they are added.",
    ),
  askNext: z
    .boolean()
    .optional()
    .describe("They are going through their profile: the result ends with the next question, one at a time."),
  skip: z.enum(ASKED).optional().describe("The question that they would rather not answer."),
  childName: z.string().max(200).optional().describe("A guardian: the child whose profile this is."),
});

type Input = z.output<typeof UpdateMyProfile>;

const ADULT = 18;

/** A guardian who names a child's age means the child. Throws `conflict`. */
async function mustNotBeAWards(ctx: ToolCtx): Promise<void> {
  const { rows } = await ctx.db.query<{ name: string }>(
    `select name from people where guardian_id = $1 order by name limit 1`,
    [ctx.actor.personId],
  );
  if (!rows[0]) return;
  throw new AppError("conflict", `person ${ctx.actor.personId} is a guardian and no minor`, {
    said: words(ctx.conversation.language).agesOfOthers({ name: rows[0].name }),
  });
}

/**
 * Stores what a talent says of herself, or a guardian of the child whom she has consented for, says what it is now and what
 * it was, and asks for the next fact when they are going through the profile. What is not named stays. Nobody can change
 * another's profile here. Throws `conflict` when it could be of several, `forbidden` with the question for consent before
 * there is one.
 */
export async function updateMyProfile(ctx: ToolCtx, input: z.input<typeof UpdateMyProfile>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const { fields, replaceLists, askNext, skip, childName } = UpdateMyProfile.parse(input);
  const { personId: by, workspaceId } = ctx.actor;
  const say = words(ctx.conversation.language);
  const whose = await whoIsMeant(ctx, { named: childName, ask: say.whoseProfile, ownFirst: true });
  const { personId, child } = whose;
  if (child) await mustBeConsented(ctx, { talentId: personId });
  else if (fields.age !== undefined && fields.age < ADULT) await mustNotBeAWards(ctx);
  const named = Object.keys(fields);
  const changes =
    named.length === 0
      ? []
      : await notingChanges(ctx.db, { workspaceId, personId, by, source: "chat", now: ctx.now() }, () =>
          store(ctx, { personId, replaces: replaceLists ?? false }, fields),
        );
  if (skip) await noteSkipped(ctx, personId, skip);
  if (changes.length > 0) {
    ctx.wake.embed([personId]);
    await matchSoon(ctx, workspaceId);
    const details = { fields: changes.map((change) => change.field) };
    await audit(ctx, { verb: "update_profile", subject: "person", subjectId: personId, details });
  }
  const told =
    changes.length > 0
      ? say.profileSaved({ changes: sayChanges(say, changes), child })
      : named.length > 0 && say.profileSame();
  const { percent, next } = await standing(ctx, personId);
  const then = askNext
    ? next
      ? asking(say, next, child)
      : say.profileDone({ percent, child })
    : percent < 100 && say.profileShare({ percent, child });
  return {
    said: [told, then].filter(Boolean).join(askNext ? "\n" : " "),
    data: { saved: changes.map((change) => change.field), percent, ...(askNext && { next: next ?? null }) },
  };
}

const asking = (say: Words, fact: Asked, child: string | undefined) =>
  [child && say.profileForChild({ child }), say.profileQuestion({ fact })].filter(Boolean).join(" ");

type Whom = Pick<Whose, "personId"> & { replaces: boolean };

async function store(ctx: ToolCtx, { personId, replaces }: Whom, { links, ...fields }: Input["fields"]): Promise<void> {
  const before = await readFacts(ctx.db, personId);
  const joined = (now: string[] | undefined, then: string[]) =>
    now &&
    (replaces ? now : [...then, ...now.filter((one) => !then.some((old) => old.toLowerCase() === one.toLowerCase()))]);
  await upsertProfile(ctx, {
    personId,
    fields: {
      ...fields,
      ...(fields.languages && { languages: joined(fields.languages, before.languages) }),
      ...(fields.skills && { skills: joined(fields.skills, before.skills) }),
    },
  });
  if (links)
    await ctx.db.query(`update talent_profiles set links = $2 where person_id = $1`, [
      personId,
      joined(links, before.links)?.slice(-10),
    ]);
}

async function noteSkipped(ctx: ToolCtx, personId: string, fact: Asked): Promise<void> {
  await ctx.db.query(
    `insert into profile_talks as t (person_id, workspace_id, skipped, updated_at) values ($1, $2, array[$3::text], $4)
     on conflict (person_id) do update set updated_at = excluded.updated_at,
       skipped = array(select distinct one from unnest(t.skipped || excluded.skipped) one)`,
    [personId, ctx.actor.workspaceId, fact, ctx.now()],
  );
}

/** How much is there, and what to ask next: what is missing and was not left out before. */
async function standing(ctx: ToolCtx, personId: string): Promise<{ percent: number; next: Asked | undefined }> {
  const facts = await readFacts(ctx.db, personId);
  const { rows } = await ctx.db.query<{ skipped: string[] }>(`select skipped from profile_talks where person_id = $1`, [
    personId,
  ]);
  const next = missingOf(facts).find((fact) => !rows[0]?.skipped.includes(fact));
  return { percent: completeness(facts), next };
}
