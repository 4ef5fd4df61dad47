/** Cast: between numbers, half precision included. Text has as many spellings of a number as runtimes, so it is not claimed. */

import { bfloat16ToNumber, type DType, float16ToNumber, numberToBfloat16, numberToFloat16 } from '@brine/core';
import { type Held, int64At, setInt64 } from '../held.js';
import type { Kernel, Kernels } from './kernel.js';

type Convert = (from: Held, to: Held, n: number) => void;

const isFloat = (held: Held): boolean => held.dtype === 'float64' || held.dtype === 'float32';

/** Between numbers the array that is written to converts: it rounds to float32, and cuts and wraps integers. */
const copy: Convert = (from, to, n) => {
  const [source, target] = [from.numbers, to.numbers];
  for (let i = 0; i < n; i++) target[i] = source[i]!;
};

const truth: Convert = (from, to, n) => {
  const [source, target] = [from.numbers, to.numbers];
  for (let i = 0; i < n; i++) target[i] = source[i] === 0 ? 0 : 1;
};

const bigTruth: Convert = (from, to, n) => {
  const { words } = from;
  const target = to.numbers;
  for (let i = 0; i < n; i++) target[i] = (words[2 * i]! | words[2 * i + 1]!) === 0 ? 0 : 1;
};

const toBig: Convert = (from, to, n) => {
  const source = from.numbers;
  const { words } = to;
  for (let i = 0; i < n; i++) setInt64(words, i, Math.trunc(source[i]!));
};

const fromBig: Convert = (from, to, n) => {
  const { words } = from;
  const target = to.numbers;
  for (let i = 0; i < n; i++) target[i] = int64At(words, i);
};

const fromUnsigned: Convert = (from, to, n) => {
  const source = from.data as BigUint64Array;
  const target = to.numbers;
  for (let i = 0; i < n; i++) target[i] = Number(source[i]!);
};

const lowWords: Convert = (from, to, n) => {
  const { words } = from;
  const target = to.numbers;
  for (let i = 0; i < n; i++) target[i] = words[2 * i]!;
};

const words: Convert = (from, to, n) => {
  to.words.set(from.words.subarray(0, 2 * n));
};

/** Floats of 16 bits are held as their bits. */
const HALVES: Readonly<
  Partial<Record<DType, readonly [read: (bits: number) => number, write: (value: number) => number]>>
> = {
  float16: [float16ToNumber, numberToFloat16],
  bfloat16: [bfloat16ToNumber, numberToBfloat16],
};

/** From or to a float of 16 bits, one by one: few models have many of them. */
const byNumber: Convert = (from, to, n) => {
  const read = readerOf(from);
  const write = writerOf(to);
  for (let i = 0; i < n; i++) write(i, read(i));
};

function readerOf(held: Held): (at: number) => number {
  const { numbers } = held;
  const half = HALVES[held.dtype];
  if (half) return (at) => half[0](numbers[at]!);
  if (held.dtype === 'uint64') return (at) => Number((held.data as BigUint64Array)[at]!);
  return held.width === 2 ? (at) => int64At(held.words, at) : (at) => numbers[at]!;
}

function writerOf(held: Held): (at: number, value: number) => void {
  const { numbers } = held;
  const half = HALVES[held.dtype];
  if (half) return (at, value) => (numbers[at] = half[1](value));
  if (held.dtype === 'bool') return (at, value) => (numbers[at] = value === 0 ? 0 : 1);
  return held.width === 2
    ? (at, value) => setInt64(held.words, at, Math.trunc(value))
    : (at, value) => (numbers[at] = value);
}

function conversion(from: Held, to: Held): Convert {
  if (HALVES[from.dtype] ?? HALVES[to.dtype]) return byNumber;
  if (to.dtype === 'bool') return from.width === 2 ? bigTruth : truth;
  if (from.width === 1) return to.width === 2 ? toBig : copy;
  if (to.width === 2) return words;
  if (!isFloat(to)) return lowWords;
  return from.dtype === 'uint64' ? fromUnsigned : fromBig;
}

const cast: Kernel['plan'] = ({ inputs: [from], outputs: [to] }) => {
  const convert = conversion(from!, to!);
  return () => {
    convert(from!, to!.reserve(from!.shape, from!.size), from!.size);
  };
};

const TYPES = 'dfhbliscLISC?';

export const castKernels: Kernels = {
  Cast: { types: { T1: TYPES, T2: TYPES }, plan: cast },
  CastLike: { types: { T1: TYPES, T2: TYPES }, plan: cast },
};
