/** Everything that is known about Python classes, in one table. */

import type { PyObject } from '../../contract/value.js';
import { type Adapter, madeBy } from './adapter.js';
import { ARRAY } from './array-module.js';
import { BUILTINS } from './builtins.js';
import { COLLECTIONS } from './collections.js';
import { DATES } from './dates.js';
import { ITERATORS } from './iterators.js';
import { NUMBERS } from './numbers.js';
import { NUMPY } from './numpy.js';
import { PANDAS } from './pandas/index.js';
import { PATHS } from './paths.js';
import { SPARSE } from './sparse.js';

const TABLE: ReadonlyMap<string, Adapter> = new Map(
  [ARRAY, BUILTINS, COLLECTIONS, DATES, ITERATORS, NUMBERS, NUMPY, PANDAS, PATHS, SPARSE]
    .flat()
    .flatMap((adapter) => adapter.names.map((name): [string, Adapter] => [name, adapter])),
);

export interface Known {
  readonly adapter: Adapter;
  readonly view: unknown;
}

/** What is known about an object; undefined for a class that has no adapter, or a record that its class does not write. */
export function viewOf(object: PyObject): Known | undefined {
  const made = madeBy(object);
  const adapter = made && TABLE.get(made.name);
  const view = adapter?.read(made!);
  return view === undefined ? undefined : { adapter: adapter!, view };
}
