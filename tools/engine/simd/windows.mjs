/** What images need besides products: lines without what lies between them, and the largest of windows. */

import { each, lanes, locals, op } from '../../wasm/assemble.mjs';

/**
 * Lines of `lineBytes`, `lineStep` apart, one after another; of some rows, `rowStep` apart. What is written beyond a line, the next one
 * covers.
 */
export function lines() {
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
export function largest(name, float, stride) {
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
