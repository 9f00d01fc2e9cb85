/** Who is searched for: invented talents as the import would store them, and unit vectors in clusters, all of one seed. */
import { createHash } from "node:crypto";
import { generateTalent } from "../src/core/talent/generate-talent.ts";
import { nameSounds } from "../src/core/talent/name-sounds.ts";
import { columnsOf } from "../src/core/talent/store-profiles.ts";
import { TalentRow } from "../src/core/talent/talent-row.ts";

export const SEED = 5;
export const MODEL = "clustered";
export const DIMENSION = 512;
const CLUSTERS = 1_000;
/** Directions that all vectors spread in beside their cluster's: embedded texts have some dozens, not hundreds. */
const LATENT = 32;
const [SPREAD, NOISE] = [0.8, 0.2];

/** The same for the same place; as scattered as random ones. */
export function personId(place: number): string {
  const hex = createHash("md5").update(`${SEED}:${place}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** One in a hundred: never embedded. */
export const isMinor = (place: number) => place % 100 === 99;

/** The row of `talent_profiles` that an import of this talent makes, and that of `talent_names`. */
export function profileOf(place: number) {
  const row = TalentRow.parse(generateTalent(SEED, place));
  return { ...columnsOf(personId(place), row), sounds: nameSounds(row.name) };
}

/** Normal enough: the sum of three uniform numbers, of variance one (xorshift32). */
function normals(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  const uniform = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2_147_483_648 - 1;
  };
  for (let warm = 0; warm < 8; warm += 1) uniform();
  return () => uniform() + uniform() + uniform();
}

const unit = (vector: Float32Array): Float32Array => {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const scale = 1 / Math.sqrt(squares);
  return vector.map((value) => value * scale);
};
const direction = (seed: number) => {
  const normal = normals(seed);
  return unit(Float32Array.from({ length: DIMENSION }, normal));
};
const centres = Array.from({ length: CLUSTERS }, (_, at) => direction(1_000_003 * (at + 1)));
const spread = Array.from({ length: LATENT }, (_, at) => direction(7_919 * (at + 1)));

function near(centre: Float32Array, seed: number): Float32Array {
  const normal = normals(seed);
  const vector = centre.slice();
  for (const along of spread) {
    const far = (SPREAD * normal()) / Math.sqrt(LATENT);
    for (let at = 0; at < DIMENSION; at += 1) vector[at] = (vector[at] as number) + far * (along[at] as number);
  }
  const little = NOISE / Math.sqrt(DIMENSION);
  for (let at = 0; at < DIMENSION; at += 1) vector[at] = (vector[at] as number) + little * normal();
  return unit(vector);
}

const centreOf = (number: number) => centres[(Math.imul(number, 2_654_435_761) >>> 8) % CLUSTERS] as Float32Array;

export const vectorOf = (place: number) => near(centreOf(place), place + 1);
/** What a query means: near some of the clusters, and nobody's own vector. */
export const askedVector = (nth: number) => [...near(centreOf(nth * 31 + 7), 0x7f000000 + nth)];
