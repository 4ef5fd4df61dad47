/** Cells and modules. */

import type { PyCell, PyModule, PyObject, PyValue } from '@brine/core';
import { assignedTo } from './assigned.js';

/**
 * dill's `_create_cell(contents)`. The contents come later by setattr where a function may be in its own closure; an empty cell is one
 * whose contents were deleted.
 */
export function dillCell(object: PyObject): PyCell {
  const set = assignedTo(object);
  return cellOf(set.has('cell_contents') ? set.get('cell_contents') : object.args.items[0]);
}

/** cloudpickle's `_make_cell(contents)` and `_make_empty_cell()`. */
export function cloudCell({ args }: PyObject): PyCell {
  return cellOf(args.items[0]);
}

function cellOf(contents: PyValue | undefined): PyCell {
  return { kind: 'cell', ...(contents === undefined ? {} : { contents }) };
}

/** dill's `_import_module(name)`, cloudpickle's `subimport(name)` and `dynamic_subimport(name, dict)`. */
export function moduleOf({ args }: PyObject): PyModule | undefined {
  const [name] = args.items;
  return typeof name === 'string' ? { kind: 'module', name } : undefined;
}
