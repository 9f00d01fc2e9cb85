import { AppError } from "../core/errors.ts";

/** The same direction at length one, to six digits. Throws `unavailable` for what has no direction. */
export function unitVector(vector: number[]): number[] {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length) || length === 0) throw new AppError("unavailable", "an embedding has no direction");
  return vector.map((value) => Math.round((value / length) * 1e6) / 1e6);
}
