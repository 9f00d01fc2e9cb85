import parsePhoneNumber from "libphonenumber-js";
import { z } from "zod";
import { skillName } from "./brief-skills.ts";
import { cityName, languageName } from "./places.ts";

const LEVELS = ["native", "fluent", "working", "basic"] as const;
const empty = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const whole = (min: number, max: number) => z.preprocess(empty, z.coerce.number().int().min(min).max(max));
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(empty, schema.optional());

/** E.164; possible is enough, since demo and test numbers come from ranges that are never given out. */
const Phone = z
  .string()
  .transform((value) => value.replace(/[^\d+]/g, ""))
  .refine(
    (value) =>
      /^\+\d{8,15}$/.test(value) &&
      (value.startsWith("+91") ? value.length === 13 : (parsePhoneNumber(value)?.isPossible() ?? false)),
    {
      message: "is no phone number with its country code",
    },
  );

/** A list as one cell holds it; what is no list of words is left to be refused. */
const listed = (value: unknown) =>
  Array.isArray(value) && value.every((one) => typeof one === "string") ? value.join(";") : value;

const Languages = z.preprocess(
  listed,
  z
    .string()
    .transform((text) =>
      text
        .split(/[;,]/)
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(
      z
        .array(
          z.string().regex(/^[\p{L}\p{M} ]{2,40}(:\s*(native|fluent|working|basic))?$/u, "wants language:level pairs"),
        )
        .max(15),
    )
    .transform((parts) =>
      parts.map((part) => {
        const [name = "", level] = part.split(":").map((piece) => piece.trim());
        return {
          language: languageName(name),
          level: LEVELS.find((one) => one === level) ?? "working",
        };
      }),
    ),
);

const Skills = z.preprocess(
  listed,
  z.string().transform((text) =>
    text
      .split(/[;,]/)
      .map(skillName)
      .filter((skill, index, all) => skill !== "" && all.indexOf(skill) === index),
  ),
);

/** "2026-12-01..2026-12-05; 2027-01-02": days away, both ends included. */
const Away = z.string().transform((text, context) => {
  const ranges = text
    .split(";")
    .map((part) => part.trim())
    .filter(Boolean);
  return ranges.map((range) => {
    const [from = "", to = from] = range.split("..").map((day) => day.trim());
    const days = z.tuple([z.iso.date(), z.iso.date()]).safeParse([from, to]);
    if (!days.success || from > to)
      context.addIssue({ code: "custom", message: "wants days such as 2026-12-01..2026-12-05" });
    return { from, to };
  });
});

const Links = z.preprocess(
  listed,
  z
    .string()
    .transform((text) =>
      text
        .split(";")
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.url({ protocol: /^https$/ }).max(300)).max(10)),
);

/** A cell as text; what is no cell says nothing. */
const said = (value: unknown) =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value).trim() : "";

const Row = z
  .object({
    external_id: optional(z.string().trim().max(80)),
    name: z.string().trim().min(1).max(120),
    age_min: whole(0, 120),
    age_max: whole(0, 120),
    gender: z.preprocess(
      (value) => said(value).toLowerCase() || "unspecified",
      z.enum(["female", "male", "nonbinary", "unspecified"]),
    ),
    city: optional(z.string().trim().max(80).transform(cityName)),
    languages: Languages.default([]),
    skills: Skills.default([]),
    height_cm: optional(whole(40, 250)),
    experience_years: optional(whole(0, 90)),
    bio: z.string().max(4_000).default(""),
    rate_per_day: optional(z.coerce.number().positive().max(100_000_000)),
    union: optional(z.string().trim().max(40)),
    away: Away.default([]),
    phone: optional(Phone),
    whatsapp: z.preprocess((value) => !/^(no|false|0)$/i.test(said(value)), z.boolean()),
    email: optional(z.email()),
    portrait: optional(
      z
        .string()
        .max(500)
        .regex(/^(https:\/\/|\/)/, "wants an https address"),
    ),
    minor: z.preprocess((value) => /^(yes|true|1)$/i.test(said(value)), z.boolean()),
    guardian_name: optional(z.string().trim().max(120)),
    guardian_phone: optional(Phone),
    // They told the office to stop writing.
    opted_out: z.preprocess((value) => /^(yes|true|1)$/i.test(said(value)), z.boolean()),
    links: Links.default([]),
  })
  .refine((row) => row.age_min <= row.age_max, { path: ["age_max"], message: "is below age_min" })
  .refine((row) => row.external_id !== undefined || (!row.minor && row.phone !== undefined), {
    path: ["external_id"],
    message: "is needed where there is no phone",
  })
  .refine((row) => row.minor || row.age_max >= 18, {
    path: ["minor"],
    message: "must be yes for somebody below 18",
  })
  .refine((row) => !row.minor || (row.guardian_name && row.guardian_phone), {
    path: ["guardian_phone"],
    message: "a minor needs a guardian's name and phone",
  });

export type TalentColumn = keyof typeof Row.shape;
/** The columns of an import and of an export, in this order. */
export const TALENT_COLUMNS = Object.keys(Row.shape) as readonly TalentColumn[];

/** Letters that no database or screen can do anything with: another encoding than UTF-8, or control characters. */
const BROKEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]|\p{Cs}/u;

/** One row of an import, whatever the file's format. Money in rupees a day, heights in cm, ages in years of playing age. */
export const TalentRow = z
  .record(z.string(), z.unknown())
  .superRefine((row, context) => {
    for (const [column, value] of Object.entries(row)) {
      if (column in Row.shape && typeof value === "string" && BROKEN.test(value))
        context.addIssue({ code: "custom", path: [column], message: "holds characters that are not UTF-8 text" });
    }
  })
  .pipe(Row);
export type TalentRow = z.output<typeof TalentRow>;

/** Why a row does not fit: columns and what they want, never their content. */
export function sayProblems(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".") || "row"} ${issue.message}`).join("; ");
}
