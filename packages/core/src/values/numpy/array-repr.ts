/**
 * `repr(array)` with numpy's default print options, as arrays appear inside the repr of structured elements.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.set_printoptions.html
 */

import type { PyDType, PyNdArray } from '../../contract/value.js';
import { float16ToNumber, numberToFloat16 } from '../../model/half.js';
import { sizeOf } from '../../model/ndarray.js';
import { elementValue } from '../../model/scalar.js';
import { floatRepr, narrowFloatRepr } from '../python/numbers.js';
import { cOrderBytes } from './bytes.js';
import { dtypeLabel, dtypeString } from './dtype-text.js';
import { elementRepr, longDoubleParts, ticksAt } from './elements.js';
import { timeText } from './datetime64.js';

const LINE = 75;
/** Kinds that `repr` shows without naming the dtype, by itemsize. */
const DEFAULTS = new Set(['b1', 'i8', 'f8', 'c16']);

export function arrayRepr(array: Pick<PyNdArray, 'dtype' | 'shape' | 'order' | 'data'>): string {
  const { dtype, shape } = array;
  const size = sizeOf(shape);
  const texts = size === 0 ? [] : elementTexts(cOrderBytes(array), size, dtype);
  const body = size === 0 ? '[]' : nested(texts, shape);
  const suffix = [
    ...(size === 0 && shape.length > 1 ? [`shape=(${shape.join(', ')})`] : []),
    ...(size > 0 && DEFAULTS.has(dtype.type + dtype.itemsize) && dtype.byteOrder !== '>'
      ? []
      : [`dtype=${label(dtype)}`]),
  ];
  return `array(${[body, ...suffix].join(', ')})`;
}

function label(dtype: PyDType): string {
  const text = dtypeLabel(dtype);
  if (dtype.byteOrder === '>' || 'SUVMm'.includes(dtype.type)) {
    return `'${'Mm'.includes(dtype.type) ? text : dtypeString(dtype)}'`;
  }
  return text;
}

function elementTexts(bytes: Uint8Array, size: number, dtype: PyDType): string[] {
  const { itemsize } = dtype;
  const at = Array.from({ length: size }, (_, i) => i * itemsize);
  if (dtype.type === 'M' || dtype.type === 'm') {
    return padLeft(
      at.map((offset) => {
        const ticks = ticksAt(bytes, offset, dtype);
        return dtype.type === 'M' ? `'${timeText(ticks, dtype)}'` : String(ticks);
      }),
    );
  }
  if (dtype.type === 'f' || dtype.type === 'c') {
    const parts = at.map((offset) => floatParts(bytes, offset, dtype));
    const real = floatTexts(
      parts.map((part) => part[0]!),
      dtype,
    );
    if (dtype.type === 'f') return real;
    const imaginary = floatTexts(
      parts.map((part) => part[1]!),
      dtype,
      true,
    );
    return real.map((text, i) => text + imaginary[i]!.replace(/ *$/, (spaces) => `j${spaces}`));
  }
  const texts = at.map((offset) => elementRepr(bytes, offset, dtype));
  return dtype.type === 'U' || dtype.type === 'S' || dtype.fields ? texts : padLeft(texts);
}

function floatParts(bytes: Uint8Array, offset: number, dtype: PyDType): number[] {
  const value = elementValue(bytes, offset, dtype);
  if (typeof value === 'number') return [value];
  if (typeof value === 'object' && value?.kind === 'complex') return [value.re, value.im];
  return longDoubleParts(bytes, offset, dtype);
}

function padLeft(texts: string[]): string[] {
  const width = Math.max(...texts.map((text) => text.length));
  return texts.map((text) => text.padStart(width));
}

/** Digits behind the point at most. */
const PRECISION = 8;

/** Numbers of one array: all with an exponent or none, points under each other. */
function floatTexts(values: readonly number[], dtype: PyDType, signed = false): string[] {
  const size = dtype.type === 'c' ? dtype.itemsize / 2 : dtype.itemsize;
  const magnitudes = values.map(Math.abs).filter((value) => value !== 0 && Number.isFinite(value));
  const [largest, least] = [Math.max(...magnitudes), Math.min(...magnitudes)];
  const exponential = magnitudes.length > 0 && (largest >= 1e8 || least < 1e-4 || largest / least > 1000);
  const finite = values.map((value) => (Number.isFinite(value) ? pieces(value, size, exponential) : undefined));
  const left = Math.max(
    ...finite.map((piece) => (piece?.whole.length ?? 0) + (signed && piece && !piece.whole.startsWith('-') ? 1 : 0)),
  );
  const right = Math.max(...finite.map((piece) => piece?.fraction.length ?? 0));
  const tail = Math.max(...finite.map((piece) => piece?.exponent.length ?? 0));
  const texts = finite.map((piece, i) => {
    if (!piece) return `${signed && !(values[i]! < 0) ? '+' : ''}${floatRepr(values[i]!)}`;
    const whole = (signed && !piece.whole.startsWith('-') ? '+' : '') + piece.whole;
    const fraction = exponential ? piece.fraction.padEnd(right, '0') : piece.fraction.padEnd(right);
    return `${whole.padStart(left)}.${fraction}${piece.exponent}`;
  });
  const width = Math.max(left + 1 + right + tail, ...texts.map((text) => text.length));
  return texts.map((text) => text.padStart(width));
}

function pieces(value: number, size: number, exponential: boolean) {
  const shortest = narrowFloatRepr(value, ROUND[size] ?? ((same) => same));
  const [digits] = shortest.split('e') as [string];
  const significant = digits.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length || 1;
  const text = exponential
    ? value.toExponential(Math.min(PRECISION, significant - 1))
    : value.toFixed(Math.min(PRECISION, shortest.includes('e') ? PRECISION : digits.split('.')[1]!.length));
  const [mantissa, power] = text.split('e') as [string, string?];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  const sign = Object.is(value, -0) ? '-' : '';
  const exponent = power === undefined ? '' : `e${power[0]}${power.slice(1).padStart(2, '0')}`;
  return { whole: sign + whole, fraction: fraction.replace(/0+$/, ''), exponent };
}

const ROUND: Readonly<Record<number, (value: number) => number>> = {
  2: (value) => float16ToNumber(numberToFloat16(value)),
  4: Math.fround,
};

/** Brackets and line breaks; lines after the first are indented under the first element. */
function nested(texts: readonly string[], shape: readonly number[]): string {
  if (shape.length === 0) return texts[0]!;
  const rows: string[] = [];
  const width = shape.at(-1)!;
  const indent = 'array('.length + shape.length;
  for (let start = 0; start < texts.length; start += width) {
    let line = '';
    const lines: string[] = [];
    for (const text of texts.slice(start, start + width)) {
      if (line !== '' && indent + line.length + 2 + text.length >= LINE) {
        lines.push(`${line},`);
        line = text;
      } else {
        line += (line === '' ? '' : ', ') + text;
      }
    }
    rows.push([...lines, line].join(`\n${' '.repeat(indent)}`));
  }
  let level = rows.map((row) => `[${row}]`);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    const gap = `,${'\n'.repeat(shape.length - 1 - axis)}${' '.repeat('array('.length + axis + 1)}`;
    const joined: string[] = [];
    for (let start = 0; start < level.length; start += shape[axis]!) {
      joined.push(`[${level.slice(start, start + shape[axis]!).join(gap)}]`);
    }
    level = joined;
  }
  return level[0]!;
}
