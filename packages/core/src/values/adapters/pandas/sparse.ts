/** Sparse columns: the values that are not the fill value, and where they are. */

import type { PyValue } from '../../../contract/value.js';
import { isKind } from '../../../model/make.js';
import { stored } from '../../../model/ndarray.js';
import { reprOf } from '../../python/repr.js';
import { madeBy, safeInt, shortName } from '../adapter.js';
import type { Column } from './array.js';
import { elementText } from './scalars.js';

/** Sparse columns longer than this are not written out. */
const DENSE_LIMIT = 2 ** 24;

/** Where the values are, of which there are at most so many. */
type Places = (most: number) => readonly number[];

/** `IntIndex(length, places)` or `BlockIndex(length, starts, lengths)`. @see pandas/_libs/sparse.pyx */
const INDEXES: Readonly<Record<string, (...arrays: readonly (ArrayLike<number> | undefined)[]) => Places | undefined>> =
  {
    IntIndex: (places) => places && ((most) => Array.from(places).slice(0, most)),
    BlockIndex: (starts, lengths) => starts && lengths && ((most) => inBlocks(starts, lengths, most)),
  };

function inBlocks(starts: ArrayLike<number>, lengths: ArrayLike<number>, most: number): number[] {
  const places: number[] = [];
  for (let block = 0; block < starts.length; block++) {
    for (let i = 0; i < lengths[block]! && places.length < most; i++) places.push(starts[block]! + i);
  }
  return places;
}

/**
 * A sparse array as a column of all its values.
 *
 * @param given - the values that it has
 * @param fill - the value of the others
 */
export function sparseColumn(
  index: PyValue | undefined,
  given: Column | undefined,
  fill: PyValue | undefined,
): Column | undefined {
  const made = isKind(index, 'object') ? madeBy(index) : undefined;
  const name = made && shortName(made.name);
  if (!made || !given || fill === undefined || name === undefined || !Object.hasOwn(INDEXES, name)) return undefined;
  const [size, ...arrays] = made.args;
  const length = safeInt(size);
  const places = INDEXES[name]!(...arrays.map(numbers));
  const text = typeof fill === 'string' ? reprOf(fill) : elementText(fill);
  if (length === undefined || length > DENSE_LIMIT || !places || text === undefined) return undefined;
  const values = () => {
    const all = new Array<PyValue>(length).fill(fill);
    const some = given.values();
    places(some.length).forEach((at, i) => {
      if (at in all) all[at] = some[i]!;
    });
    return all;
  };
  return { dtype: `Sparse[${given.dtype}, ${text}]`, length, values };
}

function numbers(value: PyValue): ArrayLike<number> | undefined {
  const data = isKind(value, 'ndarray') ? stored(value) : undefined;
  return data && Array.from(data as ArrayLike<number | bigint>, Number);
}
