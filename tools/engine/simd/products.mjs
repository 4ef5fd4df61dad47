/** Products of matrices: rows as lists, and lists that meet panels of columns. */

import { each, lanes, locals, op } from '../../wasm/assemble.mjs';

/** Vectors of a panel. With rows two by two they are eight sums, as many as fit into the registers with what they are made of. */
const VECTORS = 4;
export const PANEL_BYTES = 16 * VECTORS;

/** Bytes before the entries of a list: where they end. */
export const HEAD = 16;

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
export function list(name, float) {
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
export function meet(name, float) {
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
