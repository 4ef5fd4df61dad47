/**
 * FarmHash's Fingerprint64, which TensorFlow puts words into buckets by.
 * Source: G. Pike, FarmHash 1.1 (farmhashna); tf.strings.to_hash_bucket_fast
 */

const K0 = 0xc3a5c85c97cb3127n;
const K1 = 0xb492b66fbe98f273n;
const K2 = 0x9ae16a3b2f90404fn;

const wrap = (x: bigint): bigint => BigInt.asUintN(64, x);
const mix = (x: bigint): bigint => x ^ (x >> 47n);
const turn = (x: bigint, by: bigint): bigint => wrap((x >> by) | (x << (64n - by)));

/** Little-endian words of a text's bytes. */
class Words {
  readonly #view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  long(at: number): bigint {
    return this.#view.getBigUint64(at, true);
  }

  short(at: number): bigint {
    return BigInt(this.#view.getUint32(at, true));
  }
}

function ofTwo(u: bigint, v: bigint, factor: bigint): bigint {
  const a = mix(wrap((u ^ v) * factor));
  return wrap(mix(wrap((v ^ a) * factor)) * factor);
}

function upTo16(words: Words, length: number): bigint {
  const factor = wrap(K2 + BigInt(length) * 2n);
  if (length >= 8) {
    const a = wrap(words.long(0) + K2);
    const b = words.long(length - 8);
    return ofTwo(wrap(turn(b, 37n) * factor + a), wrap((turn(a, 25n) + b) * factor), factor);
  }
  if (length >= 4) return ofTwo(BigInt(length) + (words.short(0) << 3n), words.short(length - 4), factor);
  if (length === 0) return K2;
  const [a, b, c] = [words.bytes[0]!, words.bytes[length >> 1]!, words.bytes[length - 1]!];
  return wrap(mix(wrap(BigInt(a + (b << 8)) * K2) ^ wrap(BigInt(length + (c << 2)) * K0)) * K2);
}

function upTo32(words: Words, length: number): bigint {
  const factor = wrap(K2 + BigInt(length) * 2n);
  const a = wrap(words.long(0) * K1);
  const b = words.long(8);
  const c = wrap(words.long(length - 8) * factor);
  const d = wrap(words.long(length - 16) * K2);
  return ofTwo(wrap(turn(wrap(a + b), 43n) + turn(c, 30n) + d), wrap(a + turn(wrap(b + K2), 18n) + c), factor);
}

function upTo64(words: Words, length: number): bigint {
  const factor = wrap(K2 + BigInt(length) * 2n);
  const a = wrap(words.long(0) * K2);
  const b = words.long(8);
  const c = wrap(words.long(length - 8) * factor);
  const d = wrap(words.long(length - 16) * K2);
  const y = wrap(turn(wrap(a + b), 43n) + turn(c, 30n) + d);
  const z = ofTwo(y, wrap(a + turn(wrap(b + K2), 18n) + c), factor);
  const e = wrap(words.long(16) * factor);
  const f = words.long(24);
  const g = wrap((y + words.long(length - 32)) * factor);
  const h = wrap((z + words.long(length - 24)) * factor);
  return ofTwo(wrap(turn(wrap(e + f), 43n) + turn(g, 30n) + h), wrap(e + turn(wrap(f + a), 18n) + g), factor);
}

type Pair = readonly [bigint, bigint];

/** 32 bytes with two seeds. */
function weak(words: Words, at: number, first: bigint, second: bigint): Pair {
  const [w, x, y, z] = [words.long(at), words.long(at + 8), words.long(at + 16), words.long(at + 24)];
  const a = wrap(first + w);
  const b = turn(wrap(second + a + z), 21n);
  const sum = wrap(a + x + y);
  return [wrap(sum + z), wrap(b + turn(sum, 44n) + a)];
}

interface State {
  x: bigint;
  y: bigint;
  z: bigint;
  v: Pair;
  w: Pair;
}

/** 64 bytes: the last ones are taken with another factor, and weigh more. */
function take(words: Words, at: number, { x, y, z, v, w }: State, factor: bigint, weight: bigint): State {
  const nx = wrap(turn(wrap(x + y + v[0] + words.long(at + 8)), 37n) * factor) ^ wrap(w[1] * weight);
  const ny = wrap(wrap(turn(wrap(y + v[1] + words.long(at + 48)), 42n) * factor) + v[0] * weight + words.long(at + 40));
  const nz = wrap(turn(wrap(z + w[0]), 33n) * factor);
  const nv = weak(words, at, wrap(v[1] * factor), wrap(nx + w[0]));
  const nw = weak(words, at + 32, wrap(nz + w[1]), wrap(ny + words.long(at + 16)));
  return { x: nz, y: ny, z: nx, v: nv, w: nw };
}

function beyond64(words: Words, length: number): bigint {
  const y = wrap(81n * K1 + 113n);
  let state: State = {
    x: wrap(81n * K2 + words.long(0)),
    y,
    z: wrap(mix(wrap(y * K2 + 113n)) * K2),
    v: [0n, 0n],
    w: [0n, 0n],
  };
  const end = Math.floor((length - 1) / 64) * 64;
  for (let at = 0; at < end; at += 64) state = take(words, at, state, K1, 1n);
  const factor = wrap(K1 + ((state.z & 0xffn) << 1n));
  const rest = (length - 1) & 63;
  const w0 = wrap(state.w[0] + BigInt(rest));
  const v0 = wrap(state.v[0] + w0);
  const last: State = { ...state, v: [v0, state.v[1]], w: [wrap(w0 + v0), state.w[1]] };
  const { x, y: ny, z, v, w } = take(words, end + rest - 63, last, factor, 9n);
  return ofTwo(wrap(ofTwo(v[0], w[0], factor) + mix(ny) * K0 + z), wrap(ofTwo(v[1], w[1], factor) + x), factor);
}

/** @returns an unsigned number of 64 bits */
export function fingerprint64(bytes: Uint8Array): bigint {
  const words = new Words(bytes);
  const { length } = bytes;
  if (length <= 16) return upTo16(words, length);
  if (length <= 32) return upTo32(words, length);
  return length <= 64 ? upTo64(words, length) : beyond64(words, length);
}
