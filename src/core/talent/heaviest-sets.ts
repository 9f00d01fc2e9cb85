/** Sets are made of the heaviest so many. */
const MOST = 10;

/**
 * Sets of things as their places, in falling order of what their members weigh together; none that weighs more than
 * `most`, nor an empty one.
 */
export function heaviestSets(weights: readonly number[], most = Number.POSITIVE_INFINITY): number[][] {
  const places = weights
    .map((weight, place) => ({ weight, place }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST);
  let sets: { weight: number; members: number[] }[] = [{ weight: 0, members: [] }];
  for (const { weight, place } of places)
    sets = sets.flatMap((set) => [
      set,
      ...(set.weight + weight <= most ? [{ weight: set.weight + weight, members: [...set.members, place] }] : []),
    ]);
  return sets
    .filter(({ members }) => members.length > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ members }) => members);
}
