/** One cell as an element of each dtype: what is taken for a number, an integer, a text. */

import {
  bfloat16ToNumber,
  type DType,
  float16ToNumber,
  MISSING_TEXT,
  NAN_TEXT,
  numberToBfloat16,
  numberToFloat16,
  type NumericData,
} from '@brine/core';
import type { Cell } from './types.js';

/** How elements of a dtype are made out of cells. */
export interface ElementType {
  make(length: number): NumericData | string[];
  /** The element, or undefined for a cell that is none. */
  convert(cell: unknown): number | bigint | string | undefined;
  /** What a cell has to be, for the error. */
  readonly noun: string;
}

const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/** Decimal numbers as Python's `float()` and CSV files have them; no hexadecimal, no blanks inside. */
const DECIMAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const INTEGER = /^\s*[+-]?\d+\s*$/;

function toNumber(cell: unknown): number | undefined {
  switch (typeof cell) {
    case 'number':
      return cell;
    case 'bigint':
    case 'boolean':
      return Number(cell);
    case 'undefined':
      return NaN;
    case 'string':
      return SPECIAL.get(cell) ?? (DECIMAL.test(cell) ? Number(cell) : undefined);
    default:
      return cell === null ? NaN : undefined;
  }
}

function toInteger(cell: unknown): bigint | undefined {
  switch (typeof cell) {
    case 'number':
      return Number.isInteger(cell) ? BigInt(cell) : undefined;
    case 'bigint':
      return cell;
    case 'boolean':
      return BigInt(cell);
    case 'string':
      return INTEGER.test(cell) ? BigInt(cell.trim().replace(/^\+/, '')) : undefined;
    default:
      return undefined;
  }
}

function toBool(cell: unknown): number | undefined {
  if (typeof cell === 'string')
    return cell === 'true' || cell === 'True' ? 1 : cell === 'false' || cell === 'False' ? 0 : undefined;
  const value = toInteger(cell);
  return value === 0n || value === 1n ? Number(value) : undefined;
}

function floats(make: (length: number) => NumericData, encode?: (value: number) => number): ElementType {
  const convert = encode
    ? (cell: unknown) => {
        const value = toNumber(cell);
        return value === undefined ? undefined : encode(value);
      }
    : toNumber;
  return { make, convert, noun: 'a number' };
}

function integers(make: (length: number) => NumericData, bits: number, signed: boolean): ElementType {
  const low = signed ? -(1n << BigInt(bits - 1)) : 0n;
  const high = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
  const wide = bits === 64;
  return {
    make,
    convert(cell) {
      const value = toInteger(cell);
      if (value === undefined || value < low || value > high) return undefined;
      return wide ? value : Number(value);
    },
    noun: `an integer of ${bits} bits${signed ? '' : ' without sign'}`,
  };
}

function toText(cell: unknown): string | undefined {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === undefined) return MISSING_TEXT;
  return Number.isNaN(cell) ? NAN_TEXT : undefined;
}

/** Every dtype that a cell can be an element of. */
export const ELEMENT_TYPES: Readonly<Partial<Record<DType, ElementType>>> = {
  float64: floats((length) => new Float64Array(length)),
  float32: floats((length) => new Float32Array(length)),
  float16: floats((length) => new Uint16Array(length), numberToFloat16),
  bfloat16: floats((length) => new Uint16Array(length), numberToBfloat16),
  int64: integers((length) => new BigInt64Array(length), 64, true),
  int32: integers((length) => new Int32Array(length), 32, true),
  int16: integers((length) => new Int16Array(length), 16, true),
  int8: integers((length) => new Int8Array(length), 8, true),
  uint64: integers((length) => new BigUint64Array(length), 64, false),
  uint32: integers((length) => new Uint32Array(length), 32, false),
  uint16: integers((length) => new Uint16Array(length), 16, false),
  uint8: integers((length) => new Uint8Array(length), 8, false),
  bool: { make: (length) => new Uint8Array(length), convert: toBool, noun: 'true or false' },
  str: { make: (length) => new Array<string>(length), convert: toText, noun: 'text' },
};

/** How an element of a dtype reads as a cell: half-precision bits as their number, everything else as it is stored. */
export function cellOf(dtype: DType): (element: number | bigint | string) => Cell {
  if (dtype === 'float16') return (element) => float16ToNumber(element as number);
  if (dtype === 'bfloat16') return (element) => bfloat16ToNumber(element as number);
  if (dtype === 'bool') return (element) => element !== 0;
  return (element) => element;
}
