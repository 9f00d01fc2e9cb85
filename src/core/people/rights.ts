import type { Actor } from "../ctx.ts";
import { AppError } from "../errors.ts";

/** Throws `forbidden` unless the actor is of the casting team. */
export function mustBeTeam(actor: Actor): void {
  if (actor.side !== "team") {
    throw new AppError("forbidden", `person ${actor.personId} is not of the team`, {
      said: "Only the casting team can do that.",
    });
  }
}

/** Throws `forbidden` unless the actor answers for talent: her own or, as a guardian, a ward's. */
export function mustBeTalent(actor: Actor): void {
  if (actor.side !== "talent") {
    throw new AppError("forbidden", `person ${actor.personId} is not talent`, {
      said: "Only the person who was invited can answer that.",
    });
  }
}

/** SQL: the people for whom the person in this parameter answers, herself and her wards. */
export const answersFor = (parameter: string) =>
  `(select id from people where id = ${parameter} or guardian_id = ${parameter})`;
