/** Values as the fixtures' sidecars have them: written here once more, so that a sidecar tests the reader and nothing else. */

import { createHash } from 'node:crypto';
import {
  attributes,
  className,
  swapBytes,
  toCOrder,
  typestring,
  type PyDType,
  type PyNdArray,
  type PyObject,
  type PyValue,
} from '@brine/core';

export function tagged(root: PyValue): unknown {
  const ids = new Map<PyValue, number>();
  return tag(root);

  function tag(value: PyValue): unknown {
    switch (typeof value) {
      case 'bigint':
        return { $: 'int', v: String(value) };
      case 'number':
        return { $: 'float', hex: hexOf(value) };
      case 'string':
      case 'boolean':
        return value;
    }
    if (value === null) return null;
    if (value.kind === 'complex') return { $: 'complex', re: hexOf(value.re), im: hexOf(value.im) };
    if (value.kind === 'bytes') return { $: 'bytes', hex: Buffer.from(value.data).toString('hex') };
    if (value.kind === 'constant') return { $: 'const', v: value.name };
    if (value.kind === 'global') return { $: 'global', v: `${value.module}.${value.name}` };
    const known = ids.get(value);
    if (known !== undefined) return { $: 'ref', id: known };
    ids.set(value, ids.size);
    return { id: ids.size - 1, ...record(value) };
  }

  function record(value: Exclude<PyValue, null | boolean | number | bigint | string>): object {
    switch (value.kind) {
      case 'bytearray':
        return { $: 'bytearray', hex: Buffer.from(value.data).toString('hex') };
      case 'list': {
        const kinds = new Set(Array.from<PyValue, string>(value.items, (item) => typeof item));
        const [kind] = kinds;
        if (value.items.length > 100 && kinds.size === 1 && (kind === 'bigint' || kind === 'number')) {
          const name = kind === 'bigint' ? 'ints' : 'floats';
          return { $: 'list', [name]: Array.from<PyValue, string>(value.items, (item) => pythonText(item as number)) };
        }
        return { $: 'list', v: Array.from<PyValue, unknown>(value.items, tag) };
      }
      case 'tuple':
        return { $: 'tuple', v: value.items.map(tag) };
      case 'set':
      case 'frozenset':
        return { $: value.kind, v: value.items.map(tag) };
      case 'dict':
        return { $: 'dict', v: pairs(value.entries) };
      case 'ndarray':
        return { $: 'ndarray', ...array(value) };
      case 'npscalar':
        return { $: 'npscalar', dtype: dtypeOf(value.dtype), hex: Buffer.from(value.data).toString('hex') };
      case 'dtype':
        return { $: 'dtype', str: typestring(value) };
      case 'object':
        return object(value);
      default:
        throw new Error(`a ${value.kind} is in no fixture`);
    }
  }

  function object(value: PyObject): object {
    const name = className(value)!;
    if (name === 'collections.OrderedDict') return { $: 'OrderedDict', v: pairs(value.entries ?? []) };
    if (name === 'builtins.range') return { $: 'range', v: value.args.items.map(String) };
    const attrs: Record<string, unknown> = {};
    for (const [key, item] of attributes(value)) attrs[key] = tag(item);
    return { $: 'object', class: name, attrs };
  }

  function pairs(entries: readonly PyValue[]): unknown[] {
    return Array.from({ length: entries.length / 2 }, (_, i) => [tag(entries[2 * i]!), tag(entries[2 * i + 1]!)]);
  }

  function array(value: PyNdArray): object {
    const { shape, dtype, order, items } = value;
    const shown = { shape, dtype: dtypeOf(dtype), order };
    if (items) return { ...shown, data: (order === 'F' ? toCOrder(items, shape) : items).map(tag) };
    return { ...shown, sha256: createHash('sha256').update(littleCOrder(value)).digest('hex') };
  }
}

/** The elements' bytes in C order, little-endian. */
function littleCOrder({ data, dtype, order, shape }: PyNdArray): Uint8Array {
  const rows = order === 'F' && shape.length > 1 ? toCOrder(data, shape, dtype.itemsize) : data;
  const big = dtype.byteOrder === '>' || (dtype.fields ?? []).some((field) => field.dtype.byteOrder === '>');
  const unit = dtype.type === 'U' || dtype.fields ? 4 : dtype.itemsize;
  return big ? swapBytes(rows, unit) : rows;
}

function dtypeOf(dtype: PyDType): unknown {
  if (dtype.fields) return dtype.fields.map((field) => [field.name, dtypeOf(field.dtype)]);
  return dtype.subarray ? `|V${dtype.itemsize}` : typestring(dtype);
}

/** Python's `repr` of an int, or of a float with few digits. */
function pythonText(value: number | bigint): string {
  return typeof value === 'number' && Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** Python's `float.hex`. */
export function hexOf(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}inf`;
  if (size === 0) return `${sign}0x0.0p+0`;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, size);
  const all = bits.getBigUint64(0);
  const exponent = Number(all >> 52n);
  const fraction = (all & 0xfffffffffffffn).toString(16).padStart(13, '0');
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? '' : '+'}${power}`;
}
