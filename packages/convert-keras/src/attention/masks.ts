/** Which positions a query may look at. */

import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';

/** Positions along axis 1 of a tensor, as int64: `[length]`. */
function positions(b: Build, x: Value): Value {
  const length = b.gather(b.op('Shape', [x]), [1], 0);
  return b.op('Range', [b.scalar(0, 'int64'), b.squeeze(length, 0), b.scalar(1, 'int64')]);
}

const distances = (b: Build, query: Value, key: Value): Value =>
  b.sub(b.unsqueeze(positions(b, query), 1), b.unsqueeze(positions(b, key), 0));

/** No position looks at one behind it: bool, `[1, queries, keys]`. */
export function causalMask(b: Build, query: Value, key: Value): Value {
  return b.unsqueeze(b.greaterOrEqual(distances(b, query, key), 0), 0);
}

/** No position looks farther than the width of the window. */
export function windowMask(b: Build, query: Value, key: Value, width: number): Value {
  return b.unsqueeze(b.less(b.abs(distances(b, query, key)), width), 0);
}
