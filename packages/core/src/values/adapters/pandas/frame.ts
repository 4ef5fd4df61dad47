/**
 * DataFrame and Series: blocks of columns of one type, held by a manager.
 * @see pandas/core/internals/managers.py, `BlockManager.__reduce__` and `__setstate__`
 */

import type { PyObject, PyValue } from '../../../contract/value.js';
import { dictGet } from '../../../model/dict.js';
import { isKind } from '../../../model/make.js';
import { attribute } from '../../../model/object.js';
import { stored } from '../../../model/ndarray.js';
import { itemsOf, madeBy, safeInt } from '../adapter.js';
import { type Column, columnOf, indexColumn } from './array.js';

export interface DataFrame {
  /** The index that names the columns, and the one that names the rows, as records. */
  readonly columns: PyValue;
  readonly index: PyValue;
  /** Names of the columns. */
  readonly names: readonly PyValue[];
  readonly data: readonly Column[];
}

export interface Series {
  readonly name: PyValue;
  readonly index: PyValue;
  readonly data: Column;
}

interface Block {
  readonly values: PyValue;
  /** Which columns it holds. */
  readonly placement: readonly number[];
}

interface Manager {
  readonly axes: readonly PyValue[];
  readonly blocks: readonly Block[];
}

/** The manager of a frame: its own record, or the state that pandas before 1.3 and every Series has. */
function managerOf(object: PyObject): Manager | undefined {
  const manager = attribute(object, '_mgr') ?? attribute(object, '_data');
  const made = isKind(manager, 'object') ? madeBy(manager) : undefined;
  if (!made || !/^pandas\.core\.internals\.(managers\.)?(Single)?BlockManager$/.test(made.name)) return undefined;
  return made.how === 'call' ? reduced(made.args) : stateful(made.object.state);
}

/** `BlockManager(blocks, axes)` of `_unpickle_block(values, placement, ndim)`. */
function reduced([blocks, axes]: readonly PyValue[]): Manager | undefined {
  const list = Array.from(itemsOf(blocks) ?? []);
  const made = list.map((block) => (isKind(block, 'object') ? madeBy(block) : undefined));
  return manager(
    itemsOf(axes),
    made.map((block) => [block?.args[0], block?.args[1]]),
  );
}

/** The state (axes, arrays, items of each, {'0.14.1': {'axes': ..., 'blocks': [{'values': ..., 'mgr_locs': ...}]}}). */
function stateful(state: PyValue | undefined): Manager | undefined {
  const extra = itemsOf(state)?.[3];
  const current = isKind(extra, 'dict') ? dictGet(extra, '0.14.1') : undefined;
  if (!isKind(current, 'dict')) return undefined;
  const blocks = itemsOf(dictGet(current, 'blocks'));
  const parts = Array.from(blocks ?? [], (block): [PyValue | undefined, PyValue | undefined] =>
    isKind(block, 'dict') ? [dictGet(block, 'values'), dictGet(block, 'mgr_locs')] : [undefined, undefined],
  );
  return blocks && manager(itemsOf(dictGet(current, 'axes')), parts);
}

function manager(
  axes: ArrayLike<PyValue> | undefined,
  parts: readonly (readonly [values: PyValue | undefined, placement: PyValue | undefined])[],
): Manager | undefined {
  const blocks: Block[] = [];
  for (const [values, locations] of parts) {
    const placement = placementOf(locations);
    if (values === undefined || !placement) return undefined;
    blocks.push({ values, placement });
  }
  return axes && { axes: Array.from(axes), blocks };
}

/** Most columns that a slice may name. */
const MOST_COLUMNS = 1_000_000;

/** A slice, or an array of column numbers. */
function placementOf(value: PyValue | undefined): readonly number[] | undefined {
  if (isKind(value, 'ndarray')) {
    const places = stored(value);
    return places && Array.from(places as ArrayLike<number | bigint>, Number);
  }
  const made = isKind(value, 'object') ? madeBy(value) : undefined;
  if (made?.name !== 'builtins.slice') return undefined;
  const [start, stop, step = 1] = made.args.map((bound) => (bound === null ? undefined : safeInt(bound)));
  if (start === undefined || stop === undefined || step === 0) return undefined;
  const length = Math.max(Math.ceil((stop - start) / step), 0);
  return length > MOST_COLUMNS ? undefined : Array.from({ length }, (_, i) => start + i * step);
}

/** A DataFrame out of its record; undefined for any other object, or one with a column that nobody here knows. */
export function dataFrameOf(object: PyObject): DataFrame | undefined {
  const found = managerOf(object);
  if (found?.axes.length !== 2) return undefined;
  const [columns, index] = found.axes as [PyValue, PyValue];
  const names = indexOf(columns)?.labels();
  if (!names || !indexOf(index)) return undefined;
  const data = names.map((): Column | undefined => undefined);
  for (const { values, placement } of found.blocks) {
    for (const [row, place] of placement.entries()) if (place in data) data[place] = columnOf(values, row);
  }
  return data.includes(undefined) ? undefined : { columns, index, names, data: data as Column[] };
}

/** A Series out of its record; undefined as for {@link dataFrameOf}. */
export function seriesOf(object: PyObject): Series | undefined {
  const found = managerOf(object);
  if (found?.axes.length !== 1) return undefined;
  const [index] = found.axes;
  const [block] = found.blocks;
  const data = block && columnOf(block.values, 0);
  if (!data || index === undefined || !indexOf(index)) return undefined;
  return { name: attribute(object, '_name') ?? attribute(object, 'name') ?? null, index, data };
}

export interface Index {
  /** The class, without its module. */
  readonly class: string;
  readonly dtype: string;
  /** One of an index with levels has several. */
  readonly names: readonly PyValue[];
  readonly levels?: number;
  /**
   * Labels as `tolist()` gives them; of an index with levels, tuples.
   *
   * @param named - has NaT and NA in the tuples as their text, as `str()` of them does; null by default, as in columns
   */
  labels(named?: boolean): readonly PyValue[];
  readonly column?: Column;
}

/** Reads the record of an index, whatever its kind. */
export function indexOf(value: PyValue | undefined): Index | undefined {
  const made = isKind(value, 'object') ? madeBy(value) : undefined;
  const [cls, dict] = made?.args ?? [];
  if (!made || !/\._new_\w*Index$/.test(made.name) || !isKind(cls, 'global') || !isKind(dict, 'dict')) return undefined;
  const name = cls.name.slice(cls.name.lastIndexOf('.') + 1);
  if (name === 'MultiIndex') return multiIndex(name, (part) => dictGet(dict, part));
  const column = indexColumn(value);
  if (!column) return undefined;
  return { class: name, dtype: column.dtype, names: [dictGet(dict, 'name') ?? null], labels: column.values, column };
}

function multiIndex(name: string, part: (name: string) => PyValue | undefined): Index | undefined {
  const levels = itemsOf(part('levels'));
  // `labels` before pandas 0.24.
  const codes = itemsOf(part('codes') ?? part('labels'));
  if (!levels || codes?.length !== levels.length) return undefined;
  const columns = Array.from(levels, (level) => indexColumn(level));
  const numbers = Array.from(codes, (code) => (isKind(code, 'ndarray') ? stored(code) : undefined));
  if (columns.includes(undefined) || numbers.includes(undefined)) return undefined;
  const labels = (named = false) => {
    const values = columns.map((column) => column!.values());
    const missing = columns.map((column) => missingOf(column!, named));
    return Array.from({ length: numbers[0]?.length ?? 0 }, (_, i): PyValue => {
      const items = values.map((of, level) => {
        const code = Number(numbers[level]![i]);
        return code >= 0 ? (of[code] ?? null) : missing[level]!;
      });
      return { kind: 'tuple', items };
    });
  };
  const names = Array.from(itemsOf(part('names')) ?? Array.from<null>({ length: levels.length }).fill(null));
  return { class: name, dtype: 'object', names, levels: levels.length, labels };
}

/** What stands for a missing value in a level: NaT of dates and spans, NA of types that have it, else NaN. */
function missingOf({ dtype }: Column, named: boolean): PyValue {
  if (/^(datetime|timedelta|period)/.test(dtype)) return named ? 'NaT' : null;
  if (/^(U?Int|Float|boolean|string)/.test(dtype)) return named ? '<NA>' : null;
  return NaN;
}
