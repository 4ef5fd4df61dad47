/** `array.array`. */

import type { PyValue } from '../../contract/value.js';
import { parseDType } from '../../model/dtype.js';
import { isKind, pyGlobal } from '../../model/make.js';
import { arrayValues } from '../../model/ndarray.js';
import { reprOf } from '../python/repr.js';
import { stringRepr } from '../python/text.js';
import { type Adapter, adapter, call, itemsOf, safeInt } from './adapter.js';

interface PythonArray {
  readonly code: string;
  readonly values: readonly PyValue[];
}

/** Machine formats by their code; text is not among them. @see Modules/arraymodule.c, `enum machine_format_code` */
const FORMATS = '|u1 |i1 <u2 >u2 <i2 >i2 <u4 >u4 <i4 >i4 <u8 >u8 <i8 >i8 <f4 >f4 <f8 >f8'.split(' ');

/** `_array_reconstructor(array, typecode, format, bytes)`. */
function fromBytes(code: PyValue | undefined, format: PyValue | undefined, data: PyValue | undefined) {
  const dtype = parseDType(FORMATS[safeInt(format) ?? -1] ?? '');
  if (!dtype || typeof code !== 'string' || !isKind(data, 'bytes') || data.data.length % dtype.itemsize)
    return undefined;
  const shape = [data.data.length / dtype.itemsize];
  const record = {
    kind: 'ndarray',
    class: pyGlobal('numpy', 'ndarray'),
    dtype,
    shape,
    order: 'C',
    data: data.data,
  } as const;
  return { code, values: arrayValues(record)! };
}

const array = adapter<PythonArray>({
  names: ['array._array_reconstructor', 'array.array'],
  read({ how, name, args }) {
    if (how !== 'call') return undefined;
    if (name === 'array._array_reconstructor') return fromBytes(args[1], args[2], args[3]);
    // `array(typecode, items)` in protocols 0 to 2.
    const [code, items, ...more] = args;
    const values = Array.from(itemsOf(items) ?? []);
    const isNumber = (value: PyValue) => typeof value === 'bigint' || typeof value === 'number';
    if (typeof code !== 'string' || !itemsOf(items) || more.length > 0 || !values.every(isNumber)) return undefined;
    return { code, values };
  },
  // A repr is all that Python shows of one; the sidecars cut it at 300 characters.
  tag: (view) => ({ $: 'object', class: 'array.array', repr: textOf(view).slice(0, 300) }),
  js: ({ values }, out) => out.list(values),
  text: ({ code, values }) => call('array', [stringRepr(code), { value: { kind: 'list', items: [...values] } }]),
});

function textOf({ code, values }: PythonArray): string {
  const items = values.length > 0 ? `, [${values.map((value) => reprOf(value)).join(', ')}]` : '';
  return `array(${stringRepr(code)}${items})`;
}

export const ARRAY: readonly Adapter[] = [array];
