/** What depends on the order of an axis: running sums, the best, the best few. */

import { misfit } from '../errors.js';
import { type Held, integers, type Numbers, setInt64, sizeOf } from '../held.js';
import { int } from './attributes.js';
import { axisOf, type Kernel, type Kernels } from './kernel.js';

/** A running sum along an axis. */
const cumSum: Kernel = {
  types: { T: 'dfi' },
  plan(node) {
    const [input, along] = node.inputs as [Held, Held];
    const out = node.outputs[0]!;
    const exclusive = int(node, 'exclusive', 0) !== 0;
    const reverse = int(node, 'reverse', 0) !== 0;
    return () => {
      const { shape } = input;
      const axis = axisOf(integers(along)[0]!, shape.length);
      const length = shape[axis];
      if (length === undefined) throw misfit(`there is no axis ${axis} of the shape [${shape.join(', ')}]`);
      const inner = sizeOf(shape.slice(axis + 1));
      const from = input.numbers;
      const to = out.reserve(shape, input.size).numbers;
      const step = reverse ? -inner : inner;
      const first = reverse ? (length - 1) * inner : 0;
      for (let block = 0; block < input.size; block += length * inner) {
        for (let j = 0; j < inner; j++) {
          let sum = 0;
          let position = block + first + j;
          for (let i = 0; i < length; i++, position += step) {
            const before = sum;
            // Each sum is rounded to the type, as ONNX Runtime does.
            to[position] = before + from[position]!;
            sum = to[position]!;
            if (exclusive) to[position] = before;
          }
        }
      }
    };
  },
};

/** The position of the best of an axis: the first of equal ones, or the last. NaN is never better. */
function best(larger: boolean): Kernel {
  return {
    types: { T: 'dfliscLISC' },
    plan(node) {
      const [input, out] = [node.inputs[0]!, node.outputs[0]!];
      const given = int(node, 'axis', 0);
      const keep = int(node, 'keepdims', 1) !== 0;
      const last = int(node, 'select_last_index', 0) !== 0;
      return () => {
        const { shape } = input;
        const axis = axisOf(given, shape.length);
        const length = shape[axis];
        if (!length) throw misfit(`nothing to choose from along axis ${given} of the shape [${shape.join(', ')}]`);
        const inner = sizeOf(shape.slice(axis + 1));
        const result = keep ? shape.map((n, i) => (i === axis ? 1 : n)) : shape.filter((_, i) => i !== axis);
        const { words } = out.reserve(result);
        const data = input.numbers;
        for (let at = 0; at < out.size; at++) {
          const start = Math.floor(at / inner) * length * inner + (at % inner);
          let found = 0;
          let value = data[start]!;
          for (let i = 1; i < length; i++) {
            const x = data[start + i * inner]!;
            if ((larger ? x > value : x < value) || (last && x === value)) {
              value = x;
              found = i;
            }
          }
          words[2 * at] = found;
          words[2 * at + 1] = 0;
        }
      };
    },
  };
}

/** The best `k` of `length` elements `step` apart: better ones first, of equal ones the earlier; NaN is the largest. */
function selectBest(
  data: Numbers,
  start: number,
  step: number,
  length: number,
  k: number,
  larger: boolean,
  found: Int32Array,
): void {
  const better = (i: number, j: number): boolean => {
    const [x, y] = [data[start + i * step]!, data[start + j * step]!];
    if (x !== x || y !== y) return larger ? x !== x && (y === y || i < j) : y !== y && (x === x || i < j);
    return x === y ? i < j : larger ? x > y : x < y;
  };
  if (k > FEW) {
    const all = Array.from({ length }, (_, i) => i).sort((i, j) => (better(i, j) ? -1 : 1));
    for (let i = 0; i < k; i++) found[i] = all[i]!;
    return;
  }
  // Insertion: nearly all elements lose against the last of the few.
  let count = 0;
  for (let i = 0; i < length; i++) {
    if (count === k && !better(i, found[k - 1]!)) continue;
    let place = count === k ? k - 1 : count++;
    for (; place > 0 && better(i, found[place - 1]!); place--) found[place] = found[place - 1]!;
    found[place] = i;
  }
}

/** Up to this many, insertion is faster than sorting all. */
const FEW = 64;

const topK: Kernel = {
  types: { T: 'dfliscLISC' },
  plan(node) {
    const [input, count] = node.inputs as [Held, Held];
    const [values, indices] = node.outputs;
    const given = int(node, 'axis', -1);
    const larger = int(node, 'largest', 1) !== 0;
    let found = new Int32Array(0);
    return () => {
      const { shape } = input;
      const axis = axisOf(given, shape.length);
      const length = shape[axis] ?? 0;
      const k = integers(count)[0]!;
      if (!(k >= 0 && k <= length)) throw misfit(`the best ${k} of ${length}`);
      if (found.length < k) found = new Int32Array(k);
      const inner = sizeOf(shape.slice(axis + 1));
      const result = shape.map((n, i) => (i === axis ? k : n));
      const width = input.width;
      const [data, from] = [input.numbers, input.lanes];
      const best = values?.reserve(result).lanes;
      const where = indices?.reserve(result).words;
      const lines = length === 0 ? 0 : input.size / length;
      for (let line = 0; line < lines; line++) {
        const [outer, j] = [Math.floor(line / inner), line % inner];
        const start = outer * length * inner + j;
        if (k > 0) selectBest(data, start, inner, length, k, larger, found);
        for (let i = 0; i < k; i++) {
          const at = (outer * k + i) * inner + j;
          for (let lane = 0; best && lane < width; lane++)
            best[at * width + lane] = from[(start + found[i]! * inner) * width + lane]!;
          if (where) setInt64(where, at, found[i]!);
        }
      }
    };
  },
};

export const orderKernels: Kernels = {
  CumSum: cumSum,
  ArgMax: best(true),
  ArgMin: best(false),
  TopK: topK,
};
