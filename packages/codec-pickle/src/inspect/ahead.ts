/** Strides that differ by less are the same: names and memo keys are a few bytes longer or shorter. */
const SLACK = 512;

/**
 * Where arrays will end, from where arrays ended. The layers of a model repeat: what followed the last stride when it occurred before is
 * taken to follow again.
 *
 * @param landings - places so far, ascending
 * @param count - how many are asked for
 * @returns at most as many, ascending; none before two strides were alike
 */
export function nextLandings(landings: readonly number[], count: number): number[] {
  const strides = landings.slice(1).map((landing, i) => landing - landings[i]!);
  const last = strides.length - 1;
  const before = strides.findLastIndex((stride, i) => i < last && Math.abs(stride - strides[last]!) < SLACK);
  if (before < 0) return [];
  const found: number[] = [];
  let landing = landings.at(-1)!;
  for (let i = 0; i < count; i++) {
    landing += strides[before + 1 + (i % (last - before))]!;
    found.push(landing);
  }
  return found;
}
