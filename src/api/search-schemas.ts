import { z } from "@hono/zod-openapi";
import { CANDIDATE_STATES, type CandidateState } from "../core/auditions/candidate-states.ts";
import { Criteria } from "../core/talent/criteria.ts";
import { FACETS } from "../core/talent/criteria-sql.ts";
import { FIELD_NAMES } from "../core/talent/form/criteria-form.ts";
import { TalentItem } from "./schemas.ts";

const State = z.enum(CANDIDATE_STATES as [CandidateState, ...CandidateState[]]);
const Standing = z.object({ candidateId: z.uuid(), state: State }).nullable();
export const Sought = z.object({ criteria: Criteria, near: z.string().optional() });

/** What a person filled in, by field. */
export const FilledForm = z.partialRecord(z.enum(FIELD_NAMES), z.string().max(4_000));

export const FormItem = z
  .object({
    fields: z
      .array(
        z.object({
          name: z.enum(FIELD_NAMES),
          label: z.string(),
          kind: z.string(),
          hint: z.string().optional(),
          options: z.array(z.tuple([z.string(), z.string()])).optional(),
          value: z.string(),
        }),
      )
      .optional(),
    sought: Sought.optional(),
    /** What is wrong with which field. */
    errors: z.partialRecord(z.enum(FIELD_NAMES), z.string()).optional(),
  })
  .openapi("CriteriaForm");

export const DecidedItem = z.object({ candidateId: z.uuid(), state: State, said: z.string() }).openapi("Decided");

export const FacetsItem = z
  .record(z.enum(FACETS), z.array(z.object({ value: z.string(), total: z.number().int() })))
  .openapi("Facets");

export const ShownItem = TalentItem.extend({
  heightCm: z.number().int().nullable(),
  why: z.object({
    met: z.array(z.string()),
    words: z.array(z.string()),
    lifted: z.array(z.string()),
    lowered: z.array(z.string()),
  }),
  /** When she can work: on the dates asked for, or when she is not free next. */
  availability: z.string(),
  candidate: Standing,
}).openapi("Shown");

export const SoughtItem = z
  .object({
    total: z.number(),
    wordsOnly: z.boolean(),
    hits: z.array(ShownItem),
    next: z.string().optional(),
    understood: z.object({
      sought: Sought,
      chips: z.array(z.object({ field: z.string(), said: z.string(), wish: z.boolean(), without: Sought })),
      assumed: z.array(z.string()),
      ignored: z.array(z.string()),
      by: z.enum(["claude", "rules"]).optional(),
    }),
    relaxations: z.array(z.object({ filter: z.string(), total: z.number(), without: Criteria })),
  })
  .openapi("Sought");

export const ComparedItem = TalentItem.omit({ score: true, reasons: true, explain: true })
  .extend({
    languageLevels: z.record(z.string(), z.string()),
    heightCm: z.number().int().nullable(),
    experienceYears: z.number().int().nullable(),
    bio: z.string(),
    unionName: z.string().nullable(),
    availability: z.string(),
    candidate: Standing,
    checks: z.array(z.object({ filter: z.string(), wish: z.boolean(), met: z.boolean() })),
  })
  .openapi("Compared");
