import type { DenseTensor } from '@brine/core';
import { type Float, Formula, type GraphBuilder, type Value } from '@brine/graph';
import type { Numbers } from '../read/numbers.js';

/** One turn of a loop: see {@link Build.loop}. */
export type LoopStep = (
  b: Build,
  before: readonly Value[],
  turn: Value,
) => { readonly after: readonly Value[]; readonly goesOn?: Value };

const AXIS_1 = { axis: 1 };

/**
 * What a formula is written in: arithmetic on values of the graph. Rows are axis 0 everywhere, columns axis 1.
 * Each method adds the operator of its name (see the ONNX operator reference).
 */
export class Build extends Formula {
  /** @param names - what tells apart the names of bodies; a body has it from the graph around it */
  constructor(
    graph: GraphBuilder,
    float: Float = 'float64',
    private readonly names: { bodies: number } = { bodies: 0 },
  ) {
    super(graph, float);
  }

  /** The same graph, in which constants and computations are double. */
  inDouble(): Build {
    return new Build(this.graph, 'float64', this.names);
  }

  /** The same graph, in which constants and computations are single. */
  inSingle(): Build {
    return new Build(this.graph, 'float32', this.names);
  }

  constant({ shape, data }: Numbers): Value {
    return this.floats(data, shape);
  }

  tensor(tensor: DenseTensor): Value {
    return this.graph.constant(tensor);
  }

  softmax = (a: Value): Value => this.op('Softmax', [a], AXIS_1);

  /**
   * A product of matrices. Not by MatMul where Gemm will do: ONNX Runtime folds a scalar factor beside a MatMul into an attribute of a
   * fused node, rounded to float32 (MatMulScaleFusion), and leaves Gemm alone.
   */
  matmul(a: Value, b: Value): Value {
    return this.op(a.shape?.length === 2 && b.shape?.length === 2 ? 'Gemm' : 'MatMul', [a, b]);
  }

  /** `1 / (1 + exp(-a))`: ONNX Runtime's Sigmoid gives 0 below -37 and has few digits above it. */
  sigmoid(a: Value): Value {
    return this.div(1, this.add(1, this.exp(this.neg(a))));
  }

  /** The same row for each of a value's rows: shape [rows, row.length]. */
  repeat(rows: Value, row: ArrayLike<number>): Value {
    const first = this.slice(rows, 0, 1);
    const values = this.floats(row, [1, row.length]);
    return this.where(this.equal(first, first), values, values);
  }

  sum(a: Value, axis = 1, keep = true): Value {
    return this.reduce('ReduceSum', a, [axis], keep);
  }

  reduceMax(a: Value, axis = 1, keep = true): Value {
    return this.reduce('ReduceMax', a, [axis], keep);
  }

  reduceMin(a: Value, axis = 1, keep = true): Value {
    return this.reduce('ReduceMin', a, [axis], keep);
  }

  /** The sum of all elements, without axes. */
  total(a: Value): Value {
    return this.op('ReduceSum', [a], { keepdims: 0 });
  }

  mean(a: Value, axis = 1, keep = true): Value {
    return this.reduce('ReduceMean', a, [axis], keep);
  }

  logSumExp(a: Value, axis = 1, keep = true): Value {
    return this.reduce('ReduceLogSumExp', a, [axis], keep);
  }

  /** Position of the largest, the first of equal ones, as numpy.argmax, or the last. */
  argmax(a: Value, axis = 1, ofEqual: 'first' | 'last' = 'first'): Value {
    return this.op('ArgMax', [a], { axis, keepdims: 0, ...(ofEqual === 'last' ? { select_last_index: 1 } : {}) });
  }

  argmin(a: Value, axis = 1): Value {
    return this.op('ArgMin', [a], { axis, keepdims: 0 });
  }

  override concat(parts: readonly Value[], axis = 1): Value {
    return super.concat(parts, axis);
  }

  override gather(a: Value, positions: Value | ArrayLike<number>, axis = 1): Value {
    return super.gather(a, positions, axis);
  }

  override slice(a: Value, start: number, end: number, axis = 1): Value {
    return super.slice(a, start, end, axis);
  }

  override transpose(a: Value, perm: readonly number[] = [1, 0]): Value {
    return super.transpose(a, perm);
  }

  /**
   * A computation that goes on until it is done.
   *
   * @param initial - the values that it begins with
   * @param most - turns at most
   * @param step - what a turn makes of the values: as many of the same types and axes, and whether to go on (always without it)
   * @returns the values of the last turn
   */
  loop(initial: readonly Value[], most: number | Value, step: LoopStep): Value[] {
    const label = `loop_${this.names.bodies++}`;
    const body = this.graph.subgraph(label, (graph) => {
      const b = new Build(graph, this.float, this.names);
      const turn = graph.input(`${label}_turn`, 'int64', []);
      const going = graph.input(`${label}_going`, 'bool', []);
      const before = initial.map(({ dtype, shape }, i) => graph.input(`${label}_in_${i}`, dtype, shape));
      const { after, goesOn = going } = step(b, before, turn);
      graph.output(`${label}_goes_on`, goesOn);
      after.forEach((value, i) => graph.output(`${label}_out_${i}`, value));
    });
    const turns = typeof most === 'number' ? this.scalar(most, 'int64') : most;
    return this.graph.ops('Loop', [turns, undefined, ...initial], { body }, initial.length);
  }

  /** `x @ matrix.T + offset`, as every linear model of scikit-learn computes it; `matrix` has a row for each output. */
  linear(x: Value, matrix: Numbers, offset?: ArrayLike<number>): Value {
    const weights = this.constant(transposed(matrix));
    const hasOffset = offset !== undefined && Array.from(offset).some((term) => term !== 0);
    // Added afterwards, as numpy does: Gemm's own addend would be rounded with the products.
    const product = this.matmul(x, weights);
    return hasOffset ? this.add(product, this.floats(offset)) : product;
  }
}

/** A matrix with rows and columns exchanged. */
export function transposed({ shape, data }: Numbers): Numbers {
  const [rows = 0, columns = 0] = shape;
  const result = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result[j * rows + i] = data[i * columns + j]!;
  }
  return { shape: [columns, rows], data: result };
}
