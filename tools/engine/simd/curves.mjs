/** What gates need besides products: Sigmoid and Tanh of float32 numbers, and their sums of products. */

import { each, FLOATS, lanes, locals, op } from '../../wasm/assemble.mjs';

/** Terms of the series of `exp(x) - 1` after the first: the next one is 2e-8 of it where it is used. */
export const CURVE_TERMS = 6;

/**
 * `(a + b m) / (m + 2)` with `m = exp(w x) - 1` of float32 numbers in their place, four at a time: `shape` has `w a b`, `constants` the
 * bounds of `w x`, log2(e), what rounds a sum to whole numbers, log(2) in two parts, 1, 2 and the factors of the series. NaN stays.
 */
export function ratio() {
  const params = ['at', 'end', 'constants', 'shape'];
  const { get, set, step } = locals([...params, 'x', 'whole', 'scale', 'series', 'square']);
  const { f32 } = FLOATS;
  const given = (i) => [get('constants'), f32.splat(4 * i)];
  const shape = (i) => [get('shape'), f32.splat(4 * i)];
  const [low, high, log2e, round, ln2, ln2Rest, one, two, first] = each(9, (i) => i);
  const pair = (i) => [given(first + 2 * i), get('x'), f32.mul, given(first + 2 * i + 1), f32.add];
  const less = (part) => set('x', [get('x'), get('whole'), given(part), f32.mul, f32.sub]);
  return {
    name: 'ratio',
    params,
    words: [],
    vectors: ['x', 'whole', 'scale', 'series', 'square'],
    body: op.repeat(
      [
        set('x', [get('at'), lanes.load(0), shape(0), f32.mul]),
        set('x', [get('x'), given(low), f32.atLeast, given(high), f32.atMost]),
        // Whole powers of two: the last bits of the sum are the exponent's.
        set('whole', [get('x'), given(log2e), f32.mul, given(round), f32.add]),
        set('scale', [get('whole'), lanes.shift(23), given(one), lanes.add]),
        set('whole', [get('whole'), given(round), f32.sub]),
        less(ln2),
        less(ln2Rest),
        // Two terms at a time, which do not wait for each other.
        set('square', [get('x'), get('x'), f32.mul]),
        set('series', pair(0)),
        each(CURVE_TERMS / 2 - 1, (i) => set('series', [get('series'), get('square'), f32.mul, pair(1 + i), f32.add])),
        set('x', [get('square'), get('series'), f32.mul, get('x'), f32.add]),
        set('x', [get('x'), get('scale'), f32.mul, get('scale'), given(one), f32.sub, f32.add]),
        [get('at'), get('x'), shape(2), f32.mul, shape(1), f32.add, get('x'), given(two), f32.add, f32.div],
        lanes.store(0),
        step('at', op.const(16)),
      ],
      [get('at'), get('end'), op.less],
    ),
  };
}

/** `to = a b + c d` of float32 numbers, four at a time. */
export function mix() {
  const params = ['to', 'end', 'a', 'b', 'c', 'd'];
  const { get, step } = locals(params);
  const { f32 } = FLOATS;
  const load = (name) => [get(name), lanes.load(0)];
  return {
    name: 'mix',
    params,
    words: [],
    vectors: [],
    body: op.repeat(
      [
        [get('to'), load('a'), load('b'), f32.mul, load('c'), load('d'), f32.mul, f32.add, lanes.store(0)],
        ['to', 'a', 'b', 'c', 'd'].map((name) => step(name, op.const(16))),
      ],
      [get('to'), get('end'), op.less],
    ),
  };
}
