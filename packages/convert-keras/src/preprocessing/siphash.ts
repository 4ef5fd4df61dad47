/** A keyed hash. Source: J.-P. Aumasson and D. J. Bernstein (2012), SipHash-2-4; tf.strings.to_hash_bucket_strong */

const wrap = (x: bigint): bigint => BigInt.asUintN(64, x);
const turn = (x: bigint, by: bigint): bigint => wrap((x << by) | (x >> (64n - by)));

function round(v: [bigint, bigint, bigint, bigint]): void {
  let [a, b, c, d] = v;
  a = wrap(a + b);
  c = wrap(c + d);
  b = turn(b, 13n) ^ a;
  d = turn(d, 16n) ^ c;
  a = turn(a, 32n);
  c = wrap(c + b);
  a = wrap(a + d);
  b = turn(b, 17n) ^ c;
  d = turn(d, 21n) ^ a;
  c = turn(c, 32n);
  [v[0], v[1], v[2], v[3]] = [a, b, c, d];
}

/** @param key - two unsigned numbers of 64 bits */
export function siphash(bytes: Uint8Array, [k0, k1]: readonly [bigint, bigint]): bigint {
  const v: [bigint, bigint, bigint, bigint] = [
    k0 ^ 0x736f6d6570736575n,
    k1 ^ 0x646f72616e646f6dn,
    k0 ^ 0x6c7967656e657261n,
    k1 ^ 0x7465646279746573n,
  ];
  // Whole words, then what is left with the length in the highest byte.
  const padded = new Uint8Array((Math.floor(bytes.length / 8) + 1) * 8);
  padded.set(bytes);
  padded[padded.length - 1] = bytes.length & 0xff;
  const view = new DataView(padded.buffer);
  for (let at = 0; at < padded.length; at += 8) {
    const word = view.getBigUint64(at, true);
    v[3] ^= word;
    round(v);
    round(v);
    v[0] ^= word;
  }
  v[2] ^= 0xffn;
  for (let i = 0; i < 4; i++) round(v);
  return v[0] ^ v[1] ^ v[2] ^ v[3];
}
