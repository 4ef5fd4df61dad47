/** Products of matrices. Sums run over the inner axis in order, in float64, and are rounded once. */

import { misfit } from '../errors.js';
import type { Held } from '../held.js';
import { float, int } from './attributes.js';
import { broadcastShape } from './broadcast.js';
import { relu as rectify } from './elementwise/unary.js';
import { Factor } from './factor.js';
import { FLOATS, type Kernel, type Kernels } from './kernel.js';
import { rowProduct } from './product.js';

/** `alpha * A B + beta * C`, either of A and B transposed, C broadcast to the result. */
const gemm: Kernel = {
  types: { T: FLOATS },
  absorbs: { Add: true, Relu: true },
  plan(node) {
    const { inputs, outputs, relu } = node;
    const [a, b] = inputs as [Held, Held];
    const c = inputs[2] ?? node.term;
    const out = outputs[0]!;
    const alpha = float(node, 'alpha', 1);
    const beta = node.term ? 1 : float(node, 'beta', 1);
    const [transA, turned] = [int(node, 'transA', 0) !== 0, int(node, 'transB', 0) !== 0];
    // What a product gets added on the way: a constant row, as it is.
    const simple = alpha === 1 && (!c || (beta === 1 && isRow(c, b.shape[turned ? 0 : 1])));
    const factor = new Factor(node, b, { turned, ...(simple ? { term: c, relu } : {}) });
    return () => {
      const [rows, columns] = a.shape as [number, number];
      const [m, k] = transA ? [columns, rows] : [rows, columns];
      const n = b.shape[turned ? 0 : 1]!;
      if (a.shape.length !== 2 || b.shape.length !== 2 || b.shape[turned ? 1 : 0] !== k) throw noProduct(a, b);
      factor.meet(k, n);
      const left = a.numbers;
      const to = out.reserve([m, n], m * n).numbers;
      const [down, across] = transA ? [1, m] : [k, 1];
      if (simple) return factor.into(to, left, 0, down, across, m, k, n);
      const bias = c && offsets(c, m, n);
      const terms = c?.numbers;
      for (let first = 0; first < m; first += factor.most) {
        const last = Math.min(m, first + factor.most);
        factor.times(left, first * down, down, across, last - first, k, n);
        const { product, start, stride } = factor;
        for (let i = first, row = start; i < last; i++, row += stride)
          for (let j = 0; j < n; j++) {
            const value = alpha * product[row + j]!;
            to[i * n + j] = bias ? value + beta * terms![i * bias.row + j * bias.column]! : value;
          }
      }
      if (relu) rectify(to, to, m * n);
    };
  },
};

/** Whether a term is a constant with an element for each of `n` columns. */
function isRow({ constant, shape, size }: Held, n: number | undefined): boolean {
  return constant !== undefined && size === n && shape.at(-1) === n;
}

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
  absorbs: { Add: true, Relu: true },
  plan(node) {
    const [a, b] = node.inputs as [Held, Held];
    const out = node.outputs[0]!;
    const { term, relu } = node;
    const factor = b.constant?.shape.length === 2 ? new Factor(node, b, { term, relu }) : undefined;
    let row = new Float64Array(0);
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
      const count = batch.reduce((product, length) => product * length, 1);
      if (factor) {
        // All matrices of the first operand are one: the second has no axes that could repeat them.
        factor.meet(k, n);
        return factor.into(to, a.numbers, 0, k, 1, count * m, k, n);
      }
      if (row.length < n) row = new Float64Array(n);
      for (let at = 0; at < count; at++) {
        const ai = batchOffset(at, batch, left) * m * k;
        const bi = batchOffset(at, batch, right) * k * n;
        for (let i = 0; i < m; i++) {
          rowProduct(a.numbers, ai + i * k, 1, k, b.numbers, bi, n, false, row);
          const start = (at * m + i) * n;
          for (let j = 0; j < n; j++) to[start + j] = row[j]!;
        }
      }
      if (relu) rectify(to, to, out.size);
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
