import { type DType, globalName, isKind } from '@brine/core';
import { unsupported } from './errors.js';
import type { Estimator } from './estimator.js';

/** `numpy.float64` and its like, as a parameter `dtype` names them; Python's types as numpy reads them. */
const SCALARS: Readonly<Record<string, DType>> = {
  'builtins.float': 'float64',
  'builtins.int': 'int64',
  'builtins.bool': 'bool',
};

const DTYPES: Readonly<Record<string, DType>> = {
  f8: 'float64',
  f4: 'float32',
  i8: 'int64',
  i4: 'int32',
  i2: 'int16',
  i1: 'int8',
  u1: 'uint8',
  b1: 'bool',
};

/**
 * The element type that a parameter like OneHotEncoder's `dtype` asks for.
 *
 * @param float - what stands for float64 in this graph
 * @throws CodecError `unsupported` for a type that no tensor has
 */
export function outputType(e: Estimator, name: string, float: DType): DType {
  if (!e.has(name)) return float;
  const value = e.value(name);
  const global = globalName(value);
  const named =
    typeof value === 'string' ? value : global?.startsWith('numpy.') ? global.slice('numpy.'.length) : undefined;
  const dtype = isKind(value, 'dtype')
    ? DTYPES[value.type + value.itemsize]
    : (SCALARS[global ?? ''] ??
      (named !== undefined && Object.values(DTYPES).includes(named as DType) ? (named as DType) : undefined));
  if (dtype === undefined) throw unsupported(`${e.name} gives elements of a type that no tensor has`, e.at(name));
  return dtype === 'float64' ? float : dtype;
}
