import { arrayValues, isKind, type PyValue } from '@brine/core';
import type { InputSpec } from '../build/scope.js';
import { describe, malformed, numberOf, unsupported } from '../read/index.js';
import type { Part } from '../read/estimator.js';

/**
 * A selection of columns, as ColumnTransformer takes it: names, positions (from the end when negative), a slice, a mask, or one
 * name or position alone.
 * Source: sklearn.utils._indexing._get_column_indices
 */
export function columnPositions({ value, path }: Part, { width = 0, names }: InputSpec): number[] {
  const items =
    isKind(value, 'list') || isKind(value, 'tuple')
      ? Array.from(value.items)
      : isKind(value, 'ndarray')
        ? arrayValues(value)
        : undefined;
  const slice = sliceParts(value);
  if (slice) return sliced(slice, path, width, (item) => position(item, path, width, names));
  const list = items ?? [value];
  if (list.length > 0 && list.every((item) => typeof item === 'boolean'))
    return list.flatMap((item, i) => (item ? [i] : []));
  return list.map((item) => position(item, path, width, names));
}

function position(item: PyValue, path: string, width: number, names: readonly string[] | undefined): number {
  if (typeof item === 'string') {
    const found = names?.indexOf(item) ?? -1;
    if (found < 0) throw malformed(`no column is called ${JSON.stringify(item)}`, path);
    return found;
  }
  const number = numberOf(item);
  if (number === undefined) throw unsupported(`columns selected by ${describe(item)}`, path);
  const at = number < 0 ? number + width : number;
  if (!Number.isInteger(at) || at < 0 || at >= width) throw malformed(`no column ${number} among ${width}`, path);
  return at;
}

/** The arguments of `slice(start, stop, step)`. */
function sliceParts(value: PyValue): PyValue[] | undefined {
  if (!isKind(value, 'object') || !isKind(value.func, 'global') || value.func.name !== 'slice') return undefined;
  return value.args.items;
}

/** Positions count up to the stop, names include it. */
function sliced(parts: readonly PyValue[], path: string, width: number, find: (item: PyValue) => number): number[] {
  const [start = null, stop = null, step = null] = parts;
  const stride = step === null ? 1 : (numberOf(step) ?? 0);
  if (!Number.isInteger(stride) || stride === 0) throw malformed('a slice with an impossible step', path);
  const bound = (item: PyValue, otherwise: number): number => {
    if (item === null) return otherwise;
    const number = numberOf(item);
    return number === undefined ? find(item) : Math.max(-1, Math.min(width, number < 0 ? number + width : number));
  };
  const first = bound(start, stride > 0 ? 0 : width - 1);
  const last = bound(stop, stride > 0 ? width : -1) + (typeof stop === 'string' ? Math.sign(stride) : 0);
  const positions: number[] = [];
  for (let i = first; stride > 0 ? i < last : i > last; i += stride) if (i >= 0 && i < width) positions.push(i);
  return positions;
}
