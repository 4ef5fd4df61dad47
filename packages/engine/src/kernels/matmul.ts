/** Products of matrices. Sums run over the inner axis in order, in float64, and are rounded once. */

import { misfit } from '../errors.js';
import type { Held } from '../held.js';
import { float, int } from './attributes.js';
import { broadcastShape } from './broadcast.js';
import { FLOATS, type Kernel, type Kernels } from './kernel.js';
import { Factor, Row, rowProduct } from './product.js';

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
        factor.times(left, start, step, k, right, n, row);
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
    const factor = b.constant?.shape.length === 2 ? new Factor(b, false) : undefined;
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
      const [from, with_] = [a.numbers, factor?.of(k, n) ?? b.numbers];
      const count = batch.reduce((product, length) => product * length, 1);
      for (let at = 0; at < count; at++) {
        const ai = batchOffset(at, batch, left) * m * k;
        const bi = batchOffset(at, batch, right) * k * n;
        for (let i = 0; i < m; i++) {
          if (factor) factor.times(from, ai + i * k, 1, k, with_, n, row);
          else rowProduct(from, ai + i * k, 1, k, with_, bi, n, false, row);
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
