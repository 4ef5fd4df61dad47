import type { DenseTensor, DType } from '@brine/core';
import type { AttributeInputs, GraphBuilder, Value } from '@brine/graph';
import type { Numbers } from '../read/numbers.js';

/** The float type of a graph: what every constant and computation uses. */
export type Float = 'float64' | 'float32';

/** A value of the graph, or a number that becomes a constant of the graph's float type. */
export type Operand = Value | number;

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
export class Build {
  /** @param names - what tells apart the names of bodies; a body has it from the graph around it */
  constructor(
    readonly graph: GraphBuilder,
    readonly float: Float = 'float64',
    private readonly names: { bodies: number } = { bodies: 0 },
  ) {}

  /** The same graph, in which constants and computations are double. */
  inDouble(): Build {
    return new Build(this.graph, 'float64', this.names);
  }

  op(type: string, inputs: readonly (Value | undefined)[], attributes: AttributeInputs = {}, domain = ''): Value {
    return this.graph.op(type, inputs, attributes, { domain });
  }

  /** A float constant. */
  floats(data: ArrayLike<number>, shape: readonly number[] = [data.length]): Value {
    const Type = this.float === 'float64' ? Float64Array : Float32Array;
    return this.graph.constant({ dtype: this.float, shape, data: data instanceof Type ? data : Type.from(data) });
  }

  constant({ shape, data }: Numbers): Value {
    return this.floats(data, shape);
  }

  tensor(tensor: DenseTensor): Value {
    return this.graph.constant(tensor);
  }

  /** An int64 constant. */
  ints(data: ArrayLike<number>, shape: readonly number[] = [data.length]): Value {
    return this.graph.constant({ dtype: 'int64', shape, data: BigInt64Array.from(Array.from(data, BigInt)) });
  }

  texts(data: readonly string[], shape: readonly number[] = [data.length]): Value {
    return this.graph.constant({ dtype: 'str', shape, data });
  }

  /** A constant without axes. */
  scalar(value: number, dtype: DType = this.float): Value {
    return this.graph.scalar(value, dtype);
  }

  /** The operand as a value of the type of the other one. */
  #like(operand: Operand, other: Operand): Value {
    if (typeof operand !== 'number') return operand;
    return this.scalar(operand, typeof other === 'number' ? this.float : other.dtype);
  }

  #binary(type: string, a: Operand, b: Operand): Value {
    return this.op(type, [this.#like(a, b), this.#like(b, a)]);
  }

  add = (a: Operand, b: Operand): Value => this.#binary('Add', a, b);
  sub = (a: Operand, b: Operand): Value => this.#binary('Sub', a, b);
  mul = (a: Operand, b: Operand): Value => this.#binary('Mul', a, b);
  div = (a: Operand, b: Operand): Value => this.#binary('Div', a, b);
  pow = (a: Operand, b: Operand): Value => this.#binary('Pow', a, b);
  min = (a: Operand, b: Operand): Value => this.#binary('Min', a, b);
  max = (a: Operand, b: Operand): Value => this.#binary('Max', a, b);
  equal = (a: Operand, b: Operand): Value => this.#binary('Equal', a, b);
  less = (a: Operand, b: Operand): Value => this.#binary('Less', a, b);
  lessOrEqual = (a: Operand, b: Operand): Value => this.#binary('LessOrEqual', a, b);
  greater = (a: Operand, b: Operand): Value => this.#binary('Greater', a, b);
  greaterOrEqual = (a: Operand, b: Operand): Value => this.#binary('GreaterOrEqual', a, b);
  and = (a: Value, b: Value): Value => this.op('And', [a, b]);
  or = (a: Value, b: Value): Value => this.op('Or', [a, b]);
  not = (a: Value): Value => this.op('Not', [a]);
  neg = (a: Value): Value => this.op('Neg', [a]);
  exp = (a: Value): Value => this.op('Exp', [a]);
  log = (a: Value): Value => this.op('Log', [a]);
  sqrt = (a: Value): Value => this.op('Sqrt', [a]);
  abs = (a: Value): Value => this.op('Abs', [a]);
  sign = (a: Value): Value => this.op('Sign', [a]);
  floor = (a: Value): Value => this.op('Floor', [a]);
  tanh = (a: Value): Value => this.op('Tanh', [a]);
  isNaN = (a: Value): Value => this.op('IsNaN', [a]);
  square = (a: Value): Value => this.mul(a, a);
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

  where(condition: Value, a: Operand, b: Operand): Value {
    return this.op('Where', [condition, this.#like(a, b), this.#like(b, a)]);
  }

  /** Elements between two bounds, as numpy.clip: NaN stays. */
  clip(a: Value, low: number, high: number): Value {
    return this.op('Clip', [a, this.scalar(low, a.dtype), this.scalar(high, a.dtype)]);
  }

  cast(a: Value, dtype: DType): Value {
    return a.dtype === dtype ? a : this.op('Cast', [a], { to: dtype });
  }

  /** The same row for each of a value's rows: shape [rows, row.length]. */
  repeat(rows: Value, row: ArrayLike<number>): Value {
    const first = this.slice(rows, 0, 1);
    const values = this.floats(row, [1, row.length]);
    return this.where(this.equal(first, first), values, values);
  }

  /** Any number or bool as the graph's float. */
  toFloat(a: Value): Value {
    return this.cast(a, this.float);
  }

  sum(a: Value, axis = 1, keep = true): Value {
    return this.op('ReduceSum', [a, this.ints([axis])], { keepdims: keep ? 1 : 0 });
  }

  reduceMax(a: Value, axis = 1, keep = true): Value {
    return this.#reduce('ReduceMax', a, axis, keep);
  }

  reduceMin(a: Value, axis = 1, keep = true): Value {
    return this.#reduce('ReduceMin', a, axis, keep);
  }

  /** The sum of all elements, without axes. */
  total(a: Value): Value {
    return this.op('ReduceSum', [a], { keepdims: 0 });
  }

  mean(a: Value, axis = 1, keep = true): Value {
    return this.#reduce('ReduceMean', a, axis, keep);
  }

  logSumExp(a: Value, axis = 1, keep = true): Value {
    return this.#reduce('ReduceLogSumExp', a, axis, keep);
  }

  #reduce(type: string, a: Value, axis: number, keep: boolean): Value {
    return this.op(type, [a, this.ints([axis])], { keepdims: keep ? 1 : 0 });
  }

  /** Position of the largest, the first of equal ones, as numpy.argmax, or the last. */
  argmax(a: Value, axis = 1, ofEqual: 'first' | 'last' = 'first'): Value {
    return this.op('ArgMax', [a], { axis, keepdims: 0, ...(ofEqual === 'last' ? { select_last_index: 1 } : {}) });
  }

  argmin(a: Value, axis = 1): Value {
    return this.op('ArgMin', [a], { axis, keepdims: 0 });
  }

  concat(parts: readonly Value[], axis = 1): Value {
    return parts.length === 1 ? parts[0]! : this.op('Concat', parts, { axis });
  }

  /** Entries of an axis by position; constant positions may be given as numbers. */
  gather(a: Value, positions: Value | ArrayLike<number>, axis = 1): Value {
    return this.op('Gather', [a, isValue(positions) ? positions : this.ints(positions)], { axis });
  }

  /** Entries `[start, end)` of an axis. */
  slice(a: Value, start: number, end: number, axis = 1): Value {
    return this.op('Slice', [a, this.ints([start]), this.ints([end]), this.ints([axis])]);
  }

  /** -1 is what is left; 0 keeps the axis. */
  reshape(a: Value, shape: readonly number[]): Value {
    return this.op('Reshape', [a, this.ints(shape)]);
  }

  unsqueeze(a: Value, axis: number): Value {
    return this.op('Unsqueeze', [a, this.ints([axis])]);
  }

  squeeze(a: Value, axis: number): Value {
    return this.op('Squeeze', [a, this.ints([axis])]);
  }

  transpose(a: Value, perm: readonly number[] = [1, 0]): Value {
    return this.op('Transpose', [a], { perm });
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

function isValue(value: Value | ArrayLike<number>): value is Value {
  return 'dtype' in value;
}
