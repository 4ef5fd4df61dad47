/** A box of one array copied into another. */

/**
 * @param from - shape of the source, where the box begins in it
 * @param to - shape of the target, where the box begins in it
 * @param counts - lengths of the box
 */
export function copyBox(
  source: Uint8Array,
  from: { readonly shape: readonly number[]; readonly start: readonly number[] },
  target: Uint8Array,
  to: { readonly shape: readonly number[]; readonly start: readonly number[] },
  counts: readonly number[],
  itemBytes: number,
): void {
  if (counts.includes(0)) return;
  const rank = counts.length;
  // Axes that are whole on both sides join those before them into one run.
  let cut = rank - 1;
  while (cut > 0 && counts[cut] === from.shape[cut] && counts[cut] === to.shape[cut]) cut--;
  let run = itemBytes;
  for (let axis = Math.max(cut, 0); axis < rank; axis++) run *= counts[axis]!;
  const steps = [from, to].map(({ shape }) => {
    const strides = new Array<number>(rank);
    let stride = itemBytes;
    for (let axis = rank - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis]!;
    }
    return strides;
  }) as [number[], number[]];
  const begin = (start: readonly number[], strides: readonly number[]) =>
    start.reduce((at, index, axis) => at + index * strides[axis]!, 0);
  let readAt = begin(from.start, steps[0]);
  let writeAt = begin(to.start, steps[1]);
  const index = new Array<number>(Math.max(cut, 0)).fill(0);
  for (;;) {
    target.set(source.subarray(readAt, readAt + run), writeAt);
    let axis = cut - 1;
    for (; axis >= 0; axis--) {
      readAt += steps[0][axis]!;
      writeAt += steps[1][axis]!;
      if (++index[axis]! < counts[axis]!) break;
      readAt -= steps[0][axis]! * counts[axis]!;
      writeAt -= steps[1][axis]! * counts[axis]!;
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}
