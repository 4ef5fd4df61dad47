/** Products of matrices. Sums run over the inner axis in order, in float64, and are rounded once. */

import { misfit } from '../errors.js';
import { type Held, type Numbers } from '../held.js';
import { float, int } from './attributes.js';
import { broadcastShape } from './broadcast.js';
import { FLOATS, type Kernel, type Kernels } from './kernel.js';

/** A row of the result in float64, for matrices that hold float32. */
class Row {
  #row = new Float64Array(0);

  of(length: number): Float64Array {
    if (this.#row.length < length) this.#row = new Float64Array(length);
    return this.#row;
  }
}

/** Columns that are summed together: one line of the cache, and a register each. */
const PANEL = 8;

/**
 * One row of a product: `out[j] = sum of a[p] * b[p, j]`.
 *
 * @param as - steps from one element of the row of `a` to the next
 * @param packed - whether `b` is as {@link pack} makes it
 */
function rowProduct(
  a: Numbers,
  ai: number,
  as: number,
  k: number,
  b: Numbers,
  bi: number,
  n: number,
  packed: boolean,
  out: Float64Array,
): void {
  let j = 0;
  for (; j + PANEL <= n; j += PANEL) {
    const step = packed ? PANEL : n;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    let s7 = 0;
    for (let p = 0, at = ai, from = packed ? bi + j * k : bi + j; p < k; p++, at += as, from += step) {
      const x = a[at]!;
      s0 += x * b[from]!;
      s1 += x * b[from + 1]!;
      s2 += x * b[from + 2]!;
      s3 += x * b[from + 3]!;
      s4 += x * b[from + 4]!;
      s5 += x * b[from + 5]!;
      s6 += x * b[from + 6]!;
      s7 += x * b[from + 7]!;
    }
    out[j] = s0;
    out[j + 1] = s1;
    out[j + 2] = s2;
    out[j + 3] = s3;
    out[j + 4] = s4;
    out[j + 5] = s5;
    out[j + 6] = s6;
    out[j + 7] = s7;
  }
  const rest = packed ? n - j : n;
  for (let column = j; column < n; column++) {
    let sum = 0;
    for (
      let p = 0, at = ai, from = packed ? bi + j * k + (column - j) : bi + column;
      p < k;
      p++, at += as, from += rest
    )
      sum += a[at]! * b[from]!;
    out[column] = sum;
  }
}

/**
 * The columns of a constant matrix, eight by eight, each eight row after row: a product then reads it from front to back.
 *
 * @param turned - the matrix is stored with rows and columns exchanged
 */
function pack(b: Numbers, k: number, n: number, turned: boolean): Float64Array {
  const packed = new Float64Array(k * n);
  let at = 0;
  for (let j = 0; j < n; j += PANEL) {
    const end = Math.min(n, j + PANEL);
    for (let p = 0; p < k; p++)
      for (let column = j; column < end; column++) packed[at++] = b[turned ? column * k + p : p * n + column]!;
  }
  return packed;
}

/** The second factor as a product wants it: packed once when it is a constant, else turned where it must be. */
class Factor {
  #data: Numbers = new Float64Array(0);
  packed = false;

  constructor(
    readonly held: Held,
    readonly turned: boolean,
  ) {}

  of(k: number, n: number): Numbers {
    const { held, turned } = this;
    if (this.packed) return this.#data;
    if (held.constant) {
      this.packed = true;
      this.#data = pack(held.numbers, k, n, turned);
      return this.#data;
    }
    if (!turned) return held.numbers;
    if (this.#data.length < k * n) this.#data = new Float64Array(k * n);
    for (let j = 0; j < n; j++) for (let p = 0; p < k; p++) this.#data[p * n + j] = held.numbers[j * k + p]!;
    return this.#data;
  }
}

/** `alpha * A B + beta * C`, either of A and B transposed, C broadcast to the result. */
const gemm: Kernel = {
  types: { T: FLOATS },
  plan(node) {
    const { inputs, outputs } = node;
    const [a, b, c] = inputs as [Held, Held, Held | undefined];
    const out = outputs[0]!;
    const [alpha, beta] = [float(node, 'alpha', 1), float(node, 'beta', 1)];
    const [transA, transB] = [int(node, 'transA', 0) !== 0, int(node, 'transB', 0) !== 0];
    const scratch = new Row();
    const factor = new Factor(b, transB);
    return () => {
      const [rows, columns] = a.shape as [number, number];
      const [m, k] = transA ? [columns, rows] : [rows, columns];
      const n = b.shape[transB ? 0 : 1]!;
      if (a.shape.length !== 2 || b.shape.length !== 2 || b.shape[transB ? 1 : 0] !== k) throw noProduct(a, b);
      const right = factor.of(k, n);
      const left = a.numbers;
      const to = out.reserve([m, n], m * n).numbers;
      const step = transA ? m : 1;
      const row = scratch.of(n);
      const bias = c && offsets(c, m, n);
      const terms = c?.numbers;
      for (let i = 0; i < m; i++) {
        const start = transA ? i : i * k;
        rowProduct(left, start, step, k, right, 0, n, factor.packed, row);
        for (let j = 0; j < n; j++) {
          const product = alpha === 1 ? row[j]! : alpha * row[j]!;
          to[i * n + j] = bias ? product + beta * terms![i * bias.row + j * bias.column]! : product;
        }
      }
    };
  },
};

/** How the third input of Gemm moves along the result. */
function offsets({ shape, size }: Held, m: number, n: number): { row: number; column: number } {
  const [height, width] = shape.length === 2 ? (shape as [number, number]) : [1, shape[0] ?? 1];
  if ((height !== 1 && height !== m) || (width !== 1 && width !== n) || shape.length > 2 || size !== height * width) {
    throw misfit(`a term of shape [${shape.join(', ')}] does not broadcast to [${m}, ${n}]`);
  }
  return { row: height === 1 ? 0 : width, column: width === 1 ? 0 : 1 };
}

/** As numpy.matmul: the last two axes are matrices, those before them broadcast. */
const matmul: Kernel = {
  types: { T: FLOATS },
  plan({ inputs, outputs }) {
    const [a, b] = inputs as [Held, Held];
    const out = outputs[0]!;
    const scratch = new Row();
    return () => {
      const left = a.shape.length === 1 ? [1, ...a.shape] : a.shape;
      const right = b.shape.length === 1 ? [...b.shape, 1] : b.shape;
      if (left.length < 2 || right.length < 2) throw noProduct(a, b);
      const [m, k] = left.slice(-2) as [number, number];
      const [inner, n] = right.slice(-2) as [number, number];
      if (inner !== k) throw noProduct(a, b);
      const batch = broadcastShape([left.slice(0, -2), right.slice(0, -2)]);
      const shape = [...batch, ...(a.shape.length === 1 ? [] : [m]), ...(b.shape.length === 1 ? [] : [n])];
      const to = out.reserve(shape).numbers;
      const row = scratch.of(n);
      const [from, with_] = [a.numbers, b.numbers];
      const count = batch.reduce((product, length) => product * length, 1);
      for (let at = 0; at < count; at++) {
        const ai = batchOffset(at, batch, left) * m * k;
        const bi = batchOffset(at, batch, right) * k * n;
        for (let i = 0; i < m; i++) {
          rowProduct(from, ai + i * k, 1, k, with_, bi, n, false, row);
          const start = (at * m + i) * n;
          for (let j = 0; j < n; j++) to[start + j] = row[j]!;
        }
      }
    };
  },
};

/** The matrix of an operand that meets the `at`th of the result. */
function batchOffset(at: number, batch: readonly number[], shape: readonly number[]): number {
  let offset = 0;
  let stride = 1;
  for (let axis = batch.length - 1; axis >= 0; axis--) {
    const position = at % batch[axis]!;
    at = Math.floor(at / batch[axis]!);
    const length = shape[axis - batch.length + shape.length - 2] ?? 1;
    if (length !== 1) offset += position * stride;
    stride *= length;
  }
  return offset;
}

function noProduct(a: Held, b: Held): Error {
  return misfit(`there is no product of matrices of the shapes [${a.shape.join(', ')}] and [${b.shape.join(', ')}]`);
}

export const matmulKernels: Kernels = { Gemm: gemm, MatMul: matmul };
