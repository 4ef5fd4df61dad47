/** Rows to try a model on. */

import type { DenseTensor, DType, InputPort, NumericData, Program } from '@brine/core';
import { sizeOf } from '@brine/core';
import { elementType } from '../rows/fill.js';
import { type Numbers, poolsOf } from './pools.js';

/** Length of an axis that the model leaves open, but for the rows. */
const OPEN_AXIS = 4;

/**
 * Rows that a program takes: numbers at, near and far from its own constants, text of its own categories and words. The same for the
 * same program and seed.
 *
 * @param count - number of rows; the first axis of each input that leaves it open
 */
export function sampleRows(program: Program, count: number, seed = 1): Record<string, DenseTensor> {
  const random = mulberry32(seed);
  const pools = poolsOf(program);
  const width = program.inputs.reduce((sum, port) => sum + columnsOf(port), 0);
  const feeds = Object.create(null) as Record<string, DenseTensor>;
  let before = 0;
  for (const port of program.inputs) {
    const shape = (port.shape ?? [null, null]).map((length, axis) =>
      typeof length === 'number' ? length : axis === 0 ? count : OPEN_AXIS,
    );
    const columns = columnsOf(port);
    const kinds = Array.from({ length: columns }, (_, column) => pools.numbers(before + column, width));
    const next =
      port.dtype === 'str'
        ? () => (port.json ? sampleJson(random, pools.texts) : sampleText(random, pools.texts, shape.length === 1))
        : (i: number) => sampleNumber(random, kinds[i % columns]!);
    feeds[port.name] = tensorOf(port, shape, next);
    before += columns;
  }
  return feeds;
}

function columnsOf({ shape }: InputPort): number {
  const last = shape && shape.length > 1 ? shape.at(-1) : 1;
  return typeof last === 'number' ? Math.max(last, 1) : OPEN_AXIS;
}

function tensorOf(port: InputPort, shape: readonly number[], next: (i: number) => number | string): DenseTensor {
  const type = elementType(port.dtype, port.name);
  const data = type.make(sizeOf(shape)) as unknown[];
  for (let i = 0; i < data.length; i++) {
    const item = next(i);
    data[i] = type.convert(typeof item === 'number' ? within(item, port.dtype) : item);
  }
  return { dtype: port.dtype, shape, data: data as unknown as NumericData | string[] };
}

/** A number as the dtype has them. */
function within(item: number, dtype: DType): number | boolean {
  if (dtype === 'bool') return item > 0;
  if (dtype.startsWith('uint')) return Math.min(Math.abs(Math.round(item)), 100);
  if (dtype.startsWith('int')) return Math.max(-100, Math.min(Math.round(item), 100));
  return item;
}

/** At a threshold and on both sides of it, between the places that the model knows, or small and round. */
function sampleNumber(random: () => number, { thresholds, places }: Numbers): number {
  const way = random();
  if (way < 0.1) return Math.round(random() * 4 - 1);
  if (thresholds.length > 0 && way < 0.7) {
    const threshold = pick(random, thresholds);
    return way < 0.3 ? threshold : threshold + normal(random) * (Math.abs(threshold) + 1) * (way < 0.5 ? 1e-3 : 1);
  }
  if (places.length === 0) return normal(random);
  const [from, to] = [pick(random, places), pick(random, places)];
  return from + (to - from) * random() + normal(random) * 0.1;
}

const pick = <T>(random: () => number, pool: readonly T[]): T => pool[Math.floor(random() * pool.length)]!;

/** @param words - several words, for a model that takes a text a row */
function sampleText(random: () => number, texts: readonly string[], words: boolean): string {
  const one = () => (texts.length > 0 ? pick(random, texts) : 'text');
  return words ? Array.from({ length: 1 + Math.floor(random() * 12) }, one).join(' ') : one();
}

/** A row that is a record, a list of names, or a list of pairs: the model refuses those that are not of its form. */
function sampleJson(random: () => number, texts: readonly string[]): string {
  const name = () => (texts.length > 0 ? pick(random, texts) : 'name');
  const names = Array.from({ length: 1 + Math.floor(random() * 6) }, name);
  const pairs = names.map((one): [string, unknown] => {
    // A name that a record and its text make together (`city=Oslo`) is taken apart.
    const at = one.indexOf('=');
    return at > 0 ? [one.slice(0, at), one.slice(at + 1)] : [one, Math.round(random() * 20 - 5) / 2];
  });
  return JSON.stringify(pick<unknown>(random, [Object.fromEntries(pairs), pairs, names]));
}

/** Box and Muller (1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Uniform in [0, 1), by a 32-bit state: Tommy Ettinger's mulberry32. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** The rows of some numbers; every input has them on its first axis. */
export function rowsOf(
  feeds: Readonly<Record<string, DenseTensor>>,
  rows: readonly number[],
): Record<string, DenseTensor> {
  const chosen = Object.create(null) as Record<string, DenseTensor>;
  for (const [name, { dtype, shape, data }] of Object.entries(feeds)) {
    const width = sizeOf(shape.slice(1));
    const picked = elementType(dtype, name).make(rows.length * width) as unknown[];
    rows.forEach((row, to) => {
      for (let i = 0; i < width; i++) picked[to * width + i] = data[row * width + i];
    });
    chosen[name] = {
      dtype,
      shape: [rows.length, ...shape.slice(1)],
      data: picked as unknown as NumericData | string[],
    };
  }
  return chosen;
}
