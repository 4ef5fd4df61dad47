/**
 * WebAssembly in its binary form, out of functions written as nested lists of instructions.
 * @see https://webassembly.github.io/spec/core/binary/index.html
 */

/** An unsigned number as LEB128. */
export function unsigned(value) {
  const bytes = [];
  do {
    const low = value & 0x7f;
    value >>>= 7;
    bytes.push(value === 0 ? low : low | 0x80);
  } while (value !== 0);
  return bytes;
}

const I32 = 0x7f;
const V128 = 0x7b;
const EMPTY = 0x40;
const vector = (items) => [unsigned(items.length), items];
const section = (id, content) => {
  const bytes = content.flat(Infinity);
  return [id, unsigned(bytes.length), bytes];
};
const name = (text) => vector([...Buffer.from(text)]);
const simd = (code) => [0xfd, unsigned(code)];
/** Loads and stores: the alignment is a hint, 0 claims nothing. */
const at = (code) => (offset) => [code, 0, unsigned(offset)];

/** Instructions that stand for themselves. */
export const op = {
  add: 0x6a,
  sub: 0x6b,
  mul: 0x6c,
  and: 0x71,
  or: 0x72,
  /** Of an unsigned number. */
  half: [0x41, 1, 0x76],
  less: 0x49,
  atLeast: 0x4f,
  const: (value) => [0x41, signed(value)],
  load: at(0x28),
  store: at(0x36),
  /** A block that ends early where `condition` holds. */
  unless: (condition, body) => [0x02, EMPTY, condition, 0x0d, 0, body, 0x0b],
  when: (condition, body) => [condition, 0x04, EMPTY, body, 0x0b],
  /** Runs once, and again while `condition` holds after it. */
  repeat: (body, condition) => [0x03, EMPTY, body, condition, 0x0d, 0, 0x0b],
};

export const lanes = {
  load: at(simd(0x00)),
  store: at(simd(0x0b)),
  zero: [simd(0x0c), Array(16).fill(0)],
  /** Words of 4 bytes. */
  add: simd(0xae),
  shift: (places) => [0x41, places, simd(0xab)],
  /** The bytes of two vectors by their numbers. */
  shuffle: (bytes) => [simd(0x0d), bytes],
};

/** What differs between floats of 4 and of 8 bytes. */
export const FLOATS = {
  f32: {
    size: 4,
    load: at(0x2a),
    store: at(0x38),
    zero: [0x43, 0, 0, 0, 0],
    unequal: 0x5c,
    splat: at(simd(0x09)),
    add: simd(0xe4),
    mul: simd(0xe6),
    /** The first, or the second where that is larger: NaN stays. */
    atLeast: simd(0xeb),
    atMost: simd(0xea),
    sub: simd(0xe5),
    div: simd(0xe7),
    type: 0x7d,
  },
  f64: {
    size: 8,
    load: at(0x2b),
    store: at(0x39),
    zero: [0x44, 0, 0, 0, 0, 0, 0, 0, 0],
    unequal: 0x62,
    splat: at(simd(0x0a)),
    add: simd(0xf0),
    mul: simd(0xf2),
    atLeast: simd(0xf7),
    type: 0x7c,
  },
};

function signed(value) {
  const bytes = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    if (value === (low & 0x40 ? -1 : 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

/** Something for each of `count` numbers. */
export const each = (count, make) => Array.from({ length: count }, (_, i) => make(i));

/** Locals of a function by name: `get`, `set` and `step` (add to an i32) of each. */
export function locals(names) {
  const index = (local) => {
    const found = names.indexOf(local);
    if (found < 0) throw new Error(`no local ${local}`);
    return unsigned(found);
  };
  return {
    get: (local) => [0x20, index(local)],
    set: (local, value) => [value, 0x21, index(local)],
    step: (local, by) => [0x20, index(local), by, op.add, 0x21, index(local)],
  };
}

/**
 * A module that exports its memory and its functions.
 *
 * @param functions - `name`, `params` (all i32), `words` (further locals i32), `float` (type of one local, if there is one, or of
 * `floats` of them), `vectors` (locals v128), `body`
 */
export function assemble(functions) {
  const types = functions.map(({ params }) => [0x60, vector(params.map(() => I32)), 0]);
  const code = functions.map(({ words, float, floats = float ? 1 : 0, vectors, body }) => {
    const declared = vector([
      [unsigned(words.length), I32],
      ...(floats > 0 ? [[floats, float]] : []),
      [unsigned(vectors.length), V128],
    ]);
    const bytes = [declared, body, 0x0b].flat(Infinity);
    return [unsigned(bytes.length), bytes];
  });
  return Uint8Array.from(
    [
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, vector(types)),
      section(3, vector(functions.map((_, i) => unsigned(i)))),
      section(5, vector([[0, 0]])),
      section(7, vector([[name('memory'), 2, 0], ...functions.map((one, i) => [name(one.name), 0, unsigned(i)])])),
      section(10, vector(code)),
    ].flat(Infinity),
  );
}
