/** LabelEncoder: one value for another. @see https://onnx.ai/onnx/operators/onnx_aionnxml_LabelEncoder.html */

import { bigintsOf, type Attribute, type DType } from '@brine/core';
import { tensor } from '@brine/graph';
import { misfit } from '../errors.js';
import { Held } from '../held.js';
import type { Kernel, Kernels, PlannedNode } from './kernel.js';

type Item = number | bigint | string;

const LISTS = ['tensor', 'int64s', 'floats', 'strings'] as const;

/** The keys or the values: in one attribute out of four. */
function listOf({ attributes }: PlannedNode, what: 'keys' | 'values'): ArrayLike<Item> {
  for (const suffix of LISTS) {
    const attribute: Attribute | undefined = attributes[`${what}_${suffix}`];
    if (attribute?.type === 'tensor') return attribute.value.data as ArrayLike<Item>;
    if (attribute?.type === 'ints') return bigintsOf(attribute.value);
    if (attribute?.type === 'floats' || attribute?.type === 'strings') return attribute.value;
  }
  throw misfit(`a LabelEncoder without ${what}`);
}

const DEFAULTS: Readonly<Partial<Record<DType, readonly [attribute: string, value: Item]>>> = {
  str: ['default_string', '_Unused'],
  int64: ['default_int64', -1n],
  float32: ['default_float', -0],
  float64: ['default_float', -0],
  int32: ['default_int64', -1],
  int16: ['default_int64', -1],
};

function defaultOf({ attributes }: PlannedNode, dtype: DType): Item {
  const given = attributes['default_tensor'];
  if (given?.type === 'tensor') return given.value.data[0]!;
  const [name, value] = DEFAULTS[dtype]!;
  const attribute = attributes[name];
  if (attribute?.type !== 'int' && attribute?.type !== 'float' && attribute?.type !== 'string') return value;
  return typeof value === 'number' ? Number(attribute.value) : attribute.value;
}

const labelEncoder: Kernel = {
  types: { T1: 'dflist', T2: 'dflist' },
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const keys = listOf(node, 'keys');
    const values = listOf(node, 'values');
    // Values stand in a tensor of their own, so that a row is answered by moving lanes; the default is the last.
    const answers = holding(out, [...Array.from(values), defaultOf(node, out.dtype)]);
    const places = new Map<Item, number>();
    for (let i = 0; i < keys.length; i++) if (!places.has(keys[i]!)) places.set(keys[i]!, i);
    const [from, width] = [answers.lanes, out.width];
    return () => {
      const given = input.data as unknown as ArrayLike<Item>;
      const to = out.reserve(input.shape, input.size).lanes;
      for (let i = 0; i < input.size; i++) {
        const place = places.get(given[i]!) ?? values.length;
        for (let lane = 0; lane < width; lane++) to[i * width + lane] = from[place * width + lane]!;
      }
    };
  },
};

function holding({ dtype }: Held, items: readonly Item[]): Held {
  return new Held(dtype, tensor(dtype, items as readonly string[]));
}

/** Columns of a matrix by their positions. */
const arrayFeatureExtractor: Kernel = {
  types: { T: 'dflit' },
  plan({ inputs, outputs }) {
    const [data, positions] = inputs as [Held, Held];
    const out = outputs[0]!;
    return () => {
      const length = data.shape.at(-1) ?? 1;
      const outer = data.size / length;
      const { words } = positions;
      const count = positions.size;
      const { lanes: to, width } = out.reserve(
        data.shape.length < 2 ? [1, count] : [...data.shape.slice(0, -1), count],
      );
      const from = data.lanes;
      for (let i = 0; i < outer; i++) {
        for (let j = 0; j < count; j++) {
          const position = words[2 * j]!;
          if (!(position >= 0 && position < length)) throw misfit(`there is no column ${position} of ${length}`);
          for (let lane = 0; lane < width; lane++)
            to[(i * count + j) * width + lane] = from[(i * length + position) * width + lane]!;
        }
      }
    };
  },
};

export const labelKernels: Kernels = {
  LabelEncoder: labelEncoder,
  ArrayFeatureExtractor: arrayFeatureExtractor,
};
