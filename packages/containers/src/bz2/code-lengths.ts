/** What bzip2 itself allows when it writes. */
const MAX_WRITTEN_LENGTH = 17;

/** Lengths of Huffman codes for symbols by how often each comes; all of them get one, and none a longer one than bzip2 writes. */
export function codeLengths(counts: Int32Array): Uint8Array {
  for (let scaled = counts.map((count) => Math.max(count, 1)); ; scaled = scaled.map((count) => (count >> 1) + 1)) {
    const lengths = huffman(scaled);
    if (lengths.every((length) => length <= MAX_WRITTEN_LENGTH)) return lengths;
  }
}

/** Pairs the two rarest, again and again: leaves sorted once, pairs come sorted by themselves. */
function huffman(counts: Int32Array): Uint8Array {
  const { length } = counts;
  const weights = [...counts];
  const leaves = [...counts.keys()].sort((a, b) => counts[a]! - counts[b]!);
  const parents = new Int32Array(2 * length - 1);
  let leaf = 0;
  let pair = length;
  const rarest = () =>
    leaf < length && (pair === weights.length || weights[leaves[leaf]!]! <= weights[pair]!) ? leaves[leaf++]! : pair++;
  while (weights.length < 2 * length - 1) {
    const [a, b] = [rarest(), rarest()];
    parents[a] = parents[b] = weights.length;
    weights.push(weights[a]! + weights[b]!);
  }
  const depths = new Uint8Array(2 * length - 1);
  for (let node = 2 * length - 3; node >= 0; node--) depths[node] = depths[parents[node]!]! + 1;
  return depths.subarray(0, length);
}

/** The codes of given lengths, canonical. See `huffman.ts`. */
export function codesOf(lengths: Uint8Array): Int32Array {
  const codes = new Int32Array(lengths.length);
  let code = 0;
  for (let length = 1; length <= MAX_WRITTEN_LENGTH; length++, code <<= 1) {
    for (let symbol = 0; symbol < lengths.length; symbol++) if (lengths[symbol] === length) codes[symbol] = code++;
  }
  return codes;
}
