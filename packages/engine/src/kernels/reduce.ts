/**
 * Reductions over axes. Sums along a contiguous axis are NumPy's pairwise sums (blocks of 128, eight running sums each), along others
 * sequential in the order of the axis: what scikit-learn's own sums are.
 * Source: numpy/_core/src/umath/loops_utils.h.src, pairwise_sum
 */

import type { Held, Numbers } from '../held.js';
import { integersOf, sizeOf } from '../held.js';
import { misfit } from '../errors.js';
import { int } from './attributes.js';
import { axisOf, FLOATS, type Kernel, type Kernels, type PlannedNode } from './kernel.js';
import { transposeInto } from './transpose.js';

/** Reduces `n` elements that are `step` apart. */
type Reduction = (data: Numbers, start: number, step: number, n: number) => number;

export const pairwiseSum: Reduction = (data, start, step, n) => {
  if (n < 8 || step !== 1) {
    let sum = 0;
    for (let i = 0; i < n; i++, start += step) sum += data[start]!;
    return sum;
  }
  if (n <= 128) return blockSum(data, start, n);
  const half = Math.floor(n / 2);
  const left = half - (half % 8);
  return pairwiseSum(data, start, 1, left) + pairwiseSum(data, start + left, 1, n - left);
};

function blockSum(data: Numbers, start: number, n: number): number {
  let [r0, r1, r2, r3] = [data[start]!, data[start + 1]!, data[start + 2]!, data[start + 3]!];
  let [r4, r5, r6, r7] = [data[start + 4]!, data[start + 5]!, data[start + 6]!, data[start + 7]!];
  let i = start + 8;
  const end = start + n;
  for (; i + 8 <= end; i += 8) {
    r0 += data[i]!;
    r1 += data[i + 1]!;
    r2 += data[i + 2]!;
    r3 += data[i + 3]!;
    r4 += data[i + 4]!;
    r5 += data[i + 5]!;
    r6 += data[i + 6]!;
    r7 += data[i + 7]!;
  }
  let sum = r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7));
  for (; i < end; i++) sum += data[i]!;
  return sum;
}

/** Terms are computed by a function, in order. */
const sumOf =
  (term: (x: number) => number): Reduction =>
  (data, start, step, n) => {
    let sum = 0;
    for (let i = 0; i < n; i++, start += step) sum += term(data[start]!);
    return sum;
  };

const square = sumOf((x) => x * x);

const product: Reduction = (data, start, step, n) => {
  let result = 1;
  for (let i = 0; i < n; i++, start += step) result *= data[start]!;
  return result;
};

/** NaN if there is one. */
export const largest: Reduction = (data, start, step, n) => {
  let result = -Infinity;
  for (let i = 0; i < n; i++, start += step) {
    const x = data[start]!;
    if (x > result || x !== x) result = x;
    if (result !== result) return result;
  }
  return result;
};

const smallest: Reduction = (data, start, step, n) => {
  let result = Infinity;
  for (let i = 0; i < n; i++, start += step) {
    const x = data[start]!;
    if (x < result || x !== x) result = x;
    if (result !== result) return result;
  }
  return result;
};

/** Shifted by the largest, so that nothing overflows. */
const logSumExp: Reduction = (data, start, step, n) => {
  const shift = largest(data, start, step, n);
  if (!Number.isFinite(shift)) return shift;
  let sum = 0;
  for (let i = 0; i < n; i++, start += step) sum += Math.exp(data[start]! - shift);
  return Math.log(sum) + shift;
};

/** The same for int64, each with its start; exact. */
const BIG: Readonly<Record<string, (sum: bigint, x: bigint) => bigint>> = {
  ReduceSum: (sum, x) => sum + x,
  ReduceProd: (sum, x) => sum * x,
  ReduceMax: (sum, x) => (x > sum ? x : sum),
  ReduceMin: (sum, x) => (x < sum ? x : sum),
};

/**
 * The axes to reduce as the inner axes of a contiguous matrix: `[outer, n, inner]`, of which `n` goes. Axes that do not lie side by side
 * are first moved to the end.
 */
class Layout {
  outer = 1;
  n = 1;
  inner = 1;
  shape: number[] = [];
  #moved: Numbers = new Float64Array(0);
  /** The same memory in lanes. */
  #lanes: Numbers = this.#moved;

  /** @returns the elements in that order */
  of(input: Held, axes: readonly number[], keep: boolean): Numbers {
    const { shape } = input;
    const rank = shape.length;
    const gone = shape.map(() => false);
    for (const axis of axes) {
      const at = axisOf(axis, rank);
      if (!(at >= 0 && at < rank)) throw misfit(`there is no axis ${axis} of the shape [${shape.join(', ')}]`);
      gone[at] = true;
    }
    this.shape = keep ? shape.map((length, axis) => (gone[axis] ? 1 : length)) : shape.filter((_, axis) => !gone[axis]);
    const first = gone.indexOf(true);
    const last = gone.lastIndexOf(true);
    this.n = sizeOf(shape.filter((_, axis) => gone[axis]));
    if (first < 0 || gone.slice(first, last + 1).every(Boolean)) {
      this.outer = first < 0 ? input.size : sizeOf(shape.slice(0, first));
      this.inner = first < 0 ? 1 : sizeOf(shape.slice(last + 1));
      return input.numbers;
    }
    const perm = [...shape.keys()].sort((a, b) => Number(gone[a]) - Number(gone[b]) || a - b);
    if (this.#moved.length < input.size) this.#make(input);
    transposeInto(input.lanes, shape, perm, this.#lanes, input.width);
    this.outer = sizeOf(this.shape);
    this.inner = 1;
    return this.#moved;
  }

  #make({ size, width }: Held): void {
    const moved = width === 2 ? new BigInt64Array(size) : new Float64Array(size);
    this.#moved = moved as Numbers;
    this.#lanes = (width === 2 ? new Int32Array(moved.buffer) : moved) as Numbers;
  }
}

/** The axes to reduce; all of them where none is given and the node does not say otherwise. */
function axesOf(node: PlannedNode): (rank: number) => readonly number[] {
  const given = node.inputs[1] ? integersOf(node.inputs[1]) : undefined;
  const none = int(node, 'noop_with_empty_axes', 0) !== 0;
  return (rank) => {
    const axes = given?.() ?? [];
    return axes.length > 0 || none ? axes : Array.from({ length: rank }, (_, axis) => axis);
  };
}

function reduce(types: string, reduction: Reduction, finish?: (sum: number, n: number) => number): Kernel {
  return {
    types: { T: types },
    plan(node) {
      const [input, out] = [node.inputs[0]!, node.outputs[0]!];
      const axes = axesOf(node);
      const keep = int(node, 'keepdims', 1) !== 0;
      const layout = new Layout();
      if (input.width === 2) return big(input, out, axes, keep, BIG[node.opType]!);
      return () => {
        const data = layout.of(input, axes(input.shape.length), keep);
        const { outer, n, inner } = layout;
        const to = out.reserve(layout.shape, outer * inner).numbers;
        for (let i = 0; i < outer; i++) {
          for (let j = 0; j < inner; j++) {
            const sum = reduction(data, i * n * inner + j, inner, n);
            to[i * inner + j] = finish ? finish(sum, n) : sum;
          }
        }
      };
    },
  };
}

/** int64: exact. */
function big(
  input: Held,
  out: Held,
  axes: (rank: number) => readonly number[],
  keep: boolean,
  f: (sum: bigint, x: bigint) => bigint,
): () => void {
  const layout = new Layout();
  const identity = f(0n, 1n) === 1n && f(1n, 0n) === 1n ? 0n : 1n;
  return () => {
    const data = layout.of(input, axes(input.shape.length), keep) as unknown as BigInt64Array;
    const { outer, n, inner } = layout;
    const to = out.reserve(layout.shape, outer * inner).bigs;
    for (let i = 0; i < outer; i++) {
      for (let j = 0; j < inner; j++) {
        let sum = n === 0 ? identity : data[i * n * inner + j]!;
        for (let k = 1; k < n; k++) sum = f(sum, data[(i * n + k) * inner + j]!);
        to[i * inner + j] = sum;
      }
    }
  };
}

const I = 'dfli';

export const reduceKernels: Kernels = {
  ReduceSum: reduce(I, pairwiseSum),
  ReduceMean: reduce(FLOATS, pairwiseSum, (sum, n) => sum / n),
  ReduceProd: reduce(I, product),
  ReduceMax: reduce(I, largest),
  ReduceMin: reduce(I, smallest),
  ReduceSumSquare: reduce(FLOATS, square),
  ReduceL1: reduce(FLOATS, sumOf(Math.abs)),
  ReduceL2: reduce(FLOATS, square, Math.sqrt),
  ReduceLogSum: reduce(FLOATS, pairwiseSum, Math.log),
  ReduceLogSumExp: reduce(FLOATS, logSumExp),
};
