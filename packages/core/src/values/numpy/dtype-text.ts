/**
 * What numpy prints for a dtype: `dtype.str`, `dtype.descr`, `repr(dtype)`.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.dtype.descr.html, numpy/_core/_dtype.py and _internal.py
 */

import type { PyDType } from '../../contract/value.js';
import { typestring } from '../../model/dtype.js';
import { isKind } from '../../model/make.js';
import { globalName } from '../../model/object.js';
import { NESTED_LIMIT, tooDeep } from '../errors.js';
import type { Json } from '../json.js';
import { reprOf } from '../python/repr.js';
import { stringRepr } from '../python/text.js';

/** `dtype.str`. */
export function dtypeString(dtype: PyDType): string {
  return dtype.type === 'T' ? stringDType(dtype) : typestring(dtype);
}

/** `dtype.descr` as JSON; null where numpy refuses (fields that overlap or are out of order). */
export function dtypeDescr(dtype: PyDType): Json {
  return dtype.fields ? fieldsDescr(dtype, 0) : [['', dtypeString(dtype)]];
}

function fieldsDescr(dtype: PyDType, depth: number): Json {
  if (depth > NESTED_LIMIT) throw tooDeep('a dtype');
  const result: Json[] = [];
  let offset = 0;
  for (const field of dtype.fields!) {
    if (field.offset < offset) return null;
    if (field.offset > offset) result.push(['', `|V${field.offset - offset}`]);
    const title = typeof field.title === 'string' ? field.title : undefined;
    const name = title === undefined ? field.name : [title, field.name];
    const { subarray } = field.dtype;
    const element = subarray ? subarray.base : field.dtype;
    const type = element.fields ? fieldsDescr(element, depth + 1) : dtypeString(element);
    result.push(subarray ? [name, type, [...subarray.shape]] : [name, type]);
    offset = field.offset + field.dtype.itemsize;
  }
  if (dtype.itemsize > offset) result.push(['', `|V${dtype.itemsize - offset}`]);
  return result;
}

/** `repr(dtype)`: `dtype('float64')`, `dtype([('x', '<i4')], align=True)`. */
export function dtypeRepr(dtype: PyDType): string {
  if (dtype.type === 'T') return stringDType(dtype);
  return `dtype(${construction(dtype, false, 0)}${dtype.aligned && dtype.fields ? ', align=True' : ''})`;
}

/** What `str(dtype)` prints: `float64`, `<U3`, `[('x', '<i4')]`. */
export function dtypeLabel(dtype: PyDType): string {
  if (dtype.type === 'T') return stringDType(dtype);
  if (dtype.fields || dtype.subarray) return construction(dtype, false, 0);
  if (dtype.byteOrder === '>' || 'SUV'.includes(dtype.type)) return typestring(dtype);
  if (dtype.type === 'M' || dtype.type === 'm') return `${KIND_NAMES[dtype.type]}${typestring(dtype).slice(3)}`;
  return scalarText(dtype, false).slice(1, -1).replace(/^O$/, 'object');
}

function construction(dtype: PyDType, short: boolean, depth: number): string {
  if (depth > NESTED_LIMIT) throw tooDeep('a dtype');
  if (dtype.fields) {
    const text = isPacked(dtype) ? listText(dtype, depth) : dictText(dtype, depth);
    const scalar = globalName(dtype.scalar);
    return scalar === undefined ? text : `(${scalar}, ${text})`;
  }
  if (dtype.subarray) {
    const { base, shape } = dtype.subarray;
    return `(${construction(base, true, depth + 1)}, ${shapeText(shape)})`;
  }
  return scalarText(dtype, short);
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  i: 'int',
  u: 'uint',
  f: 'float',
  c: 'complex',
  M: 'datetime64',
  m: 'timedelta64',
};

/** A dtype without fields as the constructor takes it, quotes included. */
function scalarText(dtype: PyDType, short: boolean): string {
  const { type, itemsize } = dtype;
  const order = dtype.byteOrder === '|' ? '' : dtype.byteOrder;
  switch (type) {
    case 'b':
      return short ? "'?'" : "'bool'";
    case 'O':
      return "'O'";
    case 'S':
    case 'V':
      return itemsize === 0 ? `'${type}'` : `'${type}${itemsize}'`;
    case 'U':
      return itemsize === 0 ? `'${order}U'` : `'${order}U${itemsize / 4}'`;
    case 'T':
      return stringDType(dtype);
    case 'M':
    case 'm':
      return `'${typestring(dtype)}'`;
    default:
      return short || order === '>' ? `'${order}${type}${itemsize}'` : `'${KIND_NAMES[type] ?? type}${itemsize * 8}'`;
  }
}

/** Its arguments (coerce, na_object) are kept where they are not the defaults. */
function stringDType({ metadata }: PyDType): string {
  const [coerce, naObject] = isKind(metadata, 'tuple') ? metadata.items : [];
  const parts: string[] = [];
  if (naObject !== undefined) parts.push(`na_object=${reprOf(naObject) ?? globalName(naObject) ?? '?'}`);
  if (coerce === false || coerce === 0n) parts.push('coerce=False');
  return `StringDType(${parts.join(', ')})`;
}

function alignmentOf(dtype: PyDType): number {
  if (dtype.subarray) return alignmentOf(dtype.subarray.base);
  if (dtype.fields) return dtype.alignment && dtype.alignment > 0 ? dtype.alignment : 1;
  if ('SVb'.includes(dtype.type)) return 1;
  if (dtype.type === 'U') return 4;
  return dtype.type === 'c' ? dtype.itemsize / 2 : dtype.itemsize;
}

function isPacked(dtype: PyDType): boolean {
  const align = (offset: number, to: number) => (dtype.aligned ? Math.ceil(offset / to) * to : offset);
  let offset = 0;
  let largest = 1;
  for (const field of dtype.fields!) {
    const alignment = alignmentOf(field.dtype);
    largest = Math.max(largest, alignment);
    offset = align(offset, alignment);
    if (field.offset !== offset) return false;
    offset += field.dtype.itemsize;
  }
  return align(offset, largest) === dtype.itemsize;
}

function listText(dtype: PyDType, depth: number): string {
  const items = dtype.fields!.map(({ name, dtype: type, title }) => {
    const label = title == null ? stringRepr(name) : `(${reprOf(title) ?? '?'}, ${stringRepr(name)})`;
    const { subarray } = type;
    const text = subarray
      ? `${construction(subarray.base, true, depth + 1)}, ${shapeText(subarray.shape)}`
      : construction(type, true, depth + 1);
    return `(${label}, ${text})`;
  });
  return `[${items.join(', ')}]`;
}

function dictText(dtype: PyDType, depth: number): string {
  const fields = dtype.fields!;
  const parts = [
    `'names': [${fields.map(({ name }) => stringRepr(name)).join(', ')}]`,
    `'formats': [${fields.map((field) => construction(field.dtype, true, depth + 1)).join(', ')}]`,
    `'offsets': [${fields.map(({ offset }) => offset).join(', ')}]`,
  ];
  if (fields.some(({ title }) => title != null)) {
    parts.push(`'titles': [${fields.map(({ title }) => reprOf(title ?? null) ?? '?').join(', ')}]`);
  }
  parts.push(`'itemsize': ${dtype.itemsize}`);
  return `{${parts.join(', ')}}`;
}

function shapeText(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}
