/**
 * The engine's products of matrices in WebAssembly with SIMD.
 *
 *     node tools/engine/simd.mjs        writes packages/engine/src/simd/binary.gen.ts
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assemble, FLOATS, lanes, locals, op } from './assemble.mjs';

/** Vectors of a panel. With rows two by two they are eight sums, as many as fit into the registers with what they are made of. */
const VECTORS = 4;
const PANEL_BYTES = 16 * VECTORS;

/** Bytes before the entries of a list: where they end. */
const HEAD = 16;

const each = (count, make) => Array.from({ length: count }, (_, i) => make(i));

/** An entry: the place of a row in a panel, in the room of an element, and the elements of one or of two rows. */
const entryBytes = (float, rows) => (1 + rows) * float.size;

/** Does something with rows two by two, and with the last one where their number is odd. */
function byTwo({ get, set }, body) {
  return [
    set('row', [get('rows'), op.half]),
    op.when(get('row'), op.repeat([body(2), set('row', [get('row'), op.const(1), op.sub])], get('row'))),
    op.when([get('rows'), op.const(1), op.and], body(1)),
  ];
}

/**
 * Rows of `a` (contiguous, `k` elements each), two by two, as lists of their elements that are not 0 in both (`all` = 1: of all), with
 * the place of their row in a panel (`step` bytes from one to the next).
 */
function list(name, float) {
  const params = ['a', 'rows', 'k', 'step', 'list', 'all'];
  const words = ['row', 'entry', 'end', 'offset', 'bytes'];
  const floats = ['x0', 'x1'];
  const own = locals([...params, ...words, ...floats]);
  const { get, set, step } = own;
  const rowsOf = (rows) => [
    set('entry', [get('list'), op.const(HEAD), op.add]),
    set('offset', op.const(0)),
    set('end', [get('a'), get('bytes'), op.add]),
    op.repeat(
      [
        set('x0', [get('a'), float.load(0)]),
        rows === 2 && set('x1', [get('a'), get('bytes'), op.add, float.load(0)]),
        [get('entry'), get('offset'), op.store(0)],
        each(rows, (row) => [get('entry'), get(floats[row]), float.store((1 + row) * float.size)]),
        // Written in any case, kept where it counts: there is no jump to guess wrong.
        step('entry', [
          get('all'),
          each(rows, (row) => [get(floats[row]), float.zero, float.unequal, op.or]),
          op.const(entryBytes(float, rows)),
          op.mul,
        ]),
        step('offset', get('step')),
        step('a', op.const(float.size)),
      ],
      [get('a'), get('end'), op.less],
    ),
    [get('list'), get('entry'), op.store(0)],
    rows === 2 && step('a', get('bytes')),
    step('list', [get('k'), op.const(entryBytes(float, rows)), op.mul, op.const(HEAD), op.add]),
  ];
  return {
    name,
    params,
    words,
    float: float.type,
    floats: floats.length,
    vectors: [],
    body: [set('bytes', [get('k'), op.const(float.size), op.mul]), byTwo(own, rowsOf)],
  };
}

/**
 * `out = max(lists b + bias, least)`: `b` in panels of columns (`panelStep` bytes from one to the next); `bias` has a panel for each row
 * (`biasRow` bytes apart) and each panel (`biasPanel` apart). Each sum runs over the entries in order, as in the kernel in JavaScript: in
 * float64 the results are the same to the bit.
 */
function meet(name, float) {
  const params = ['list', 'rows', 'k', 'b', 'panelStep', 'panels', 'out', 'outStep'];
  params.push('bias', 'biasRow', 'biasPanel', 'least');
  const words = ['row', 'head', 'entry', 'end', 'offset', 'to', 'term'];
  const sums = each(2, (row) => each(VECTORS, (i) => `sum${row}${i}`));
  const factors = ['factor0', 'factor1'];
  const own = locals([...params, ...words, ...sums.flat(), ...factors, 'column', 'zero']);
  const { get, set, step } = own;
  const rowsOf = (rows) => {
    const used = sums.slice(0, rows);
    const bytes = entryBytes(float, rows);
    return [
      used.flat().map((sum) => set(sum, get('zero'))),
      set('entry', [get('head'), op.const(HEAD), op.add]),
      set('end', [get('head'), op.load(0)]),
      op.unless(
        [get('entry'), get('end'), op.atLeast],
        op.repeat(
          [
            used.map((_, row) => set(factors[row], [get('entry'), float.splat((1 + row) * float.size)])),
            set('offset', [get('entry'), op.load(0), get('b'), op.add]),
            each(VECTORS, (i) => [
              set('column', [get('offset'), lanes.load(16 * i)]),
              used.map((own, row) =>
                set(own[i], [get(own[i]), get(factors[row]), get('column'), float.mul, float.add]),
              ),
            ]),
            step('entry', op.const(bytes)),
          ],
          [get('entry'), get('end'), op.less],
        ),
      ),
      used.map((own) => [
        own.map((sum, i) => [
          [get('to'), get(sum), get('term'), lanes.load(16 * i), float.add],
          [get('least'), lanes.load(0), float.atLeast, lanes.store(16 * i)],
        ]),
        step('to', get('outStep')),
        step('term', get('biasRow')),
      ]),
      step('head', [get('k'), op.const(bytes), op.mul, op.const(HEAD), op.add]),
    ];
  };
  return {
    name,
    params,
    words,
    float: float.type,
    floats: 0,
    // Locals are zero from the start, and nothing writes to the last.
    vectors: [...sums.flat(), ...factors, 'column', 'zero'],
    body: [
      op.repeat(
        [
          set('head', get('list')),
          set('to', get('out')),
          set('term', get('bias')),
          byTwo(own, rowsOf),
          step('b', get('panelStep')),
          step('bias', get('biasPanel')),
          step('out', op.const(PANEL_BYTES)),
          set('panels', [get('panels'), op.const(1), op.sub]),
        ],
        get('panels'),
      ),
    ],
  };
}

/**
 * Lines of `lineBytes`, `lineStep` apart, one after another; of some rows, `rowStep` apart. What is written beyond a line, the next one
 * covers.
 */
function lines() {
  const params = ['from', 'rows', 'rowStep', 'lines', 'lineStep', 'lineBytes', 'to'];
  const words = ['line', 'left', 'at', 'end'];
  const { get, set, step } = locals([...params, ...words]);
  return {
    name: 'lines',
    params,
    words,
    vectors: [],
    body: op.repeat(
      [
        set('line', get('from')),
        set('left', get('lines')),
        op.repeat(
          [
            set('at', get('line')),
            set('end', [get('to'), get('lineBytes'), op.add]),
            op.repeat(
              [
                [get('to'), get('at'), lanes.load(0), lanes.store(0)],
                step('at', op.const(16)),
                step('to', op.const(16)),
              ],
              [get('to'), get('end'), op.less],
            ),
            set('to', get('end')),
            step('line', get('lineStep')),
            set('left', [get('left'), op.const(1), op.sub]),
          ],
          get('left'),
        ),
        step('from', get('rowStep')),
        set('rows', [get('rows'), op.const(1), op.sub]),
      ],
      get('rows'),
    ),
  };
}

/**
 * The largest of a window, at every place of the last axis or at every other one: `taps` to `tapsEnd` are the bytes from the start of a
 * window to each of its elements. As in JavaScript the first is taken, and another where it is larger.
 */
function largest(name, float, stride) {
  const params = ['from', 'planes', 'planeStep', 'rows', 'rowStep', 'taps', 'tapsEnd', 'to', 'rowBytes'];
  const words = ['line', 'left', 'at', 'end', 'tap', 'element'];
  const { get, set, step } = locals([...params, ...words, 'best']);
  const places = 16 / float.size;
  const everyOther = each(places, (i) => each(float.size, (byte) => 2 * i * float.size + byte)).flat();
  const value = [
    set('element', [get('at'), get('tap'), op.load(0), op.add]),
    [get('element'), lanes.load(0)],
    stride === 2 && [get('element'), lanes.load(16), lanes.shuffle(everyOther)],
  ];
  return {
    name,
    params,
    words,
    vectors: ['best'],
    body: op.repeat(
      [
        set('line', get('from')),
        set('left', get('rows')),
        op.repeat(
          [
            set('at', get('line')),
            set('end', [get('to'), get('rowBytes'), op.add]),
            op.repeat(
              [
                set('tap', get('taps')),
                set('best', value),
                op.repeat(
                  [set('best', [get('best'), value, float.atLeast]), step('tap', op.const(4))],
                  [get('tap'), get('tapsEnd'), op.less],
                ),
                [get('to'), get('best'), lanes.store(0)],
                step('to', op.const(16)),
                step('at', op.const(16 * stride)),
              ],
              [get('to'), get('end'), op.less],
            ),
            set('to', get('end')),
            step('line', get('rowStep')),
            set('left', [get('left'), op.const(1), op.sub]),
          ],
          get('left'),
        ),
        step('from', get('planeStep')),
        set('planes', [get('planes'), op.const(1), op.sub]),
      ],
      get('planes'),
    ),
  };
}

/** Terms of the series of `exp(x) - 1` after the first: the next one is 2e-8 of it where it is used. */
const CURVE_TERMS = 6;

/**
 * `(a + b m) / (m + 2)` with `m = exp(w x) - 1` of float32 numbers in their place, four at a time: `shape` has `w a b`, `constants` the
 * bounds of `w x`, log2(e), what rounds a sum to whole numbers, log(2) in two parts, 1, 2 and the factors of the series. NaN stays.
 */
function ratio() {
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
function mix() {
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

/** Without the instructions that a number of rows does not need. */
const present = ({ body, ...rest }) => ({ ...rest, body: withoutFalse(body) });
const withoutFalse = (items) =>
  Array.isArray(items) ? items.filter((item) => item !== false).map(withoutFalse) : items;

/** The text of the generated file. */
export function binary() {
  const { f32, f64 } = FLOATS;
  const functions = [
    list('list32', f32),
    list('list64', f64),
    meet('meet32', f32),
    meet('meet64', f64),
    lines(),
    largest('largest32', f32, 1),
    largest('largest64', f64, 1),
    largest('largestOfTwo32', f32, 2),
    largest('largestOfTwo64', f64, 2),
    ratio(),
    mix(),
  ];
  const bytes = assemble(functions.map(present));
  return [
    '// Made by tools/engine/simd.mjs: do not edit.\n',
    '/** Bytes of a row of a panel: its columns are summed together. */',
    `export const PANEL_BYTES = ${PANEL_BYTES};\n`,
    '/** Bytes of a list of elements before the first. */',
    `export const LIST_HEAD = ${HEAD};\n`,
    '/** Terms of the series of `exp(x) - 1` after the first. */',
    `export const CURVE_TERMS = ${CURVE_TERMS};\n`,
    `/** A WebAssembly module of ${bytes.length} bytes in base64. */`,
    'export const BINARY =',
    `  '${Buffer.from(bytes).toString('base64')}';\n`,
  ].join('\n');
}

export const BINARY_FILE = join(import.meta.dirname, '../../packages/engine/src/simd/binary.gen.ts');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(BINARY_FILE, binary());
