/**
 * The engine's products of matrices in WebAssembly with SIMD.
 *
 *     node tools/engine/simd.mjs        writes packages/engine/src/simd/binary.gen.ts
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assemble, FLOATS, lanes, locals, op } from './assemble.mjs';

/** Vectors of a panel: as many sums as hide the time that one addition takes. */
const VECTORS = 4;
const PANEL_BYTES = 16 * VECTORS;

/** Bytes before the entries of a row in the list: where they end. */
const HEAD = 16;

const PARAMS = ['a', 'rows', 'k', 'b', 'step', 'panelStep', 'panels', 'out', 'outStep', 'list', 'all'];
const WORDS = ['row', 'head', 'entry', 'end', 'offset', 'to', 'rowBytes'];
const SUMS = Array.from({ length: VECTORS }, (_, i) => `sum${i}`);

/**
 * `out = a b`: rows of `a` (contiguous, `k` elements each), `b` in panels of columns (`step` bytes from one row of a panel to the next,
 * `panelStep` from one panel to the next). First each row becomes a list of its elements that are not 0 (`all` = 1: of all of them) with
 * the place of their row in a panel; then each panel meets each list. Each sum runs over the inner axis in order, as in the kernel in
 * JavaScript: in float64 the results are the same to the bit.
 */
function product(name, float) {
  const own = locals([...PARAMS, ...WORDS, 'x', ...SUMS, 'factor']);
  const { get, set, step } = own;
  const entryBytes = 2 * float.size;
  const listRow = [
    set('head', get('entry')),
    step('entry', op.const(HEAD)),
    set('offset', op.const(0)),
    set('end', [get('a'), get('k'), op.const(float.size), op.mul, op.add]),
    op.repeat(
      [
        set('x', [get('a'), float.load(0)]),
        [get('entry'), get('offset'), op.store(0)],
        [get('entry'), get('x'), float.store(float.size)],
        // Written in any case, kept where it counts: there is no jump to guess wrong.
        step('entry', [get('x'), float.zero, float.unequal, get('all'), op.or, op.const(entryBytes), op.mul]),
        step('offset', get('step')),
        step('a', op.const(float.size)),
      ],
      [get('a'), get('end'), op.less],
    ),
    [get('head'), get('entry'), op.store(0)],
    set('entry', [get('head'), get('rowBytes'), op.add]),
  ];
  const meet = [
    SUMS.map((sum) => set(sum, lanes.zero)),
    set('entry', [get('head'), op.const(HEAD), op.add]),
    set('end', [get('head'), op.load(0)]),
    op.unless(
      [get('entry'), get('end'), op.atLeast],
      op.repeat(
        [
          set('factor', [get('entry'), float.splat(float.size)]),
          set('offset', [get('entry'), op.load(0), get('b'), op.add]),
          SUMS.map((sum, i) =>
            set(sum, [get(sum), get('factor'), get('offset'), lanes.load(16 * i), float.mul, float.add]),
          ),
          step('entry', op.const(entryBytes)),
        ],
        [get('entry'), get('end'), op.less],
      ),
    ),
    SUMS.map((sum, i) => [get('to'), get(sum), lanes.store(16 * i)]),
    step('to', get('outStep')),
    step('head', get('rowBytes')),
  ];
  const eachRow = (body) => [
    set('row', get('rows')),
    op.repeat([body, set('row', [get('row'), op.const(1), op.sub])], get('row')),
  ];
  return {
    name,
    params: PARAMS,
    words: WORDS,
    float: float.type,
    vectors: [...SUMS, 'factor'],
    body: [
      set('rowBytes', [get('k'), op.const(entryBytes), op.mul, op.const(HEAD), op.add]),
      set('entry', get('list')),
      eachRow(listRow),
      op.repeat(
        [
          set('head', get('list')),
          set('to', get('out')),
          eachRow(meet),
          step('b', get('panelStep')),
          step('out', op.const(PANEL_BYTES)),
          set('panels', [get('panels'), op.const(1), op.sub]),
        ],
        get('panels'),
      ),
    ],
  };
}

/** The text of the generated file. */
export function binary() {
  const bytes = assemble([product('float32', FLOATS.f32), product('float64', FLOATS.f64)]);
  return [
    '// Made by tools/engine/simd.mjs: do not edit.\n',
    '/** Bytes of a row of a panel: its columns are summed together. */',
    `export const PANEL_BYTES = ${PANEL_BYTES};\n`,
    '/** Bytes of a list of elements before the first. */',
    `export const LIST_HEAD = ${HEAD};\n`,
    `/** A WebAssembly module of ${bytes.length} bytes in base64. */`,
    'export const BINARY =',
    `  '${Buffer.from(bytes).toString('base64')}';\n`,
  ].join('\n');
}

export const BINARY_FILE = join(import.meta.dirname, '../../packages/engine/src/simd/binary.gen.ts');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(BINARY_FILE, binary());
