/** What converters write formulas in: arithmetic on the values of a graph under construction. */

import type { DType } from '@brine/core';
import type { AttributeInputs } from './builder/attributes.js';
import type { GraphBuilder } from './builder/builder.js';
import type { Value } from './builder/value.js';

/** The float type of a graph: what its constants and computations use. */
export type Float = 'float64' | 'float32';

/** A value of the graph, or a number that becomes a constant of the other operand's type. */
export type Operand = Value | number;

/**
 * Operators of ai.onnx by name, with numbers for constants. Each method adds the operator of its name (see the ONNX operator reference);
 * a negative axis counts from the last.
 */
export class Formula {
  constructor(
    readonly graph: GraphBuilder,
    readonly float: Float,
  ) {}

  op(type: string, inputs: readonly (Value | undefined)[], attributes: AttributeInputs = {}, domain = ''): Value {
    return this.graph.op(type, inputs, attributes, { domain });
  }

  /** A constant of the graph's float type. */
  floats(data: ArrayLike<number>, shape: readonly number[] = [data.length]): Value {
    const Type = this.float === 'float64' ? Float64Array : Float32Array;
    return this.graph.constant({ dtype: this.float, shape, data: data instanceof Type ? data : Type.from(data) });
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

  /** Any number or bool as the graph's float. */
  toFloat(a: Value): Value {
    return this.cast(a, this.float);
  }

  /** A reduction (`ReduceSum`, `ReduceMean`, ...) over axes. */
  reduce(type: string, a: Value, axes: readonly number[], keep = true): Value {
    return this.op(type, [a, this.ints(axes)], { keepdims: keep ? 1 : 0 });
  }

  /** Entries of an axis by position; constant positions may be given as numbers. */
  gather(a: Value, positions: Value | ArrayLike<number>, axis: number): Value {
    return this.op('Gather', [a, isValue(positions) ? positions : this.ints(positions)], { axis });
  }

  /** Entries `[start, end)` of an axis. */
  slice(a: Value, start: number, end: number, axis: number): Value {
    return this.op('Slice', [a, this.ints([start]), this.ints([end]), this.ints([axis])]);
  }

  concat(parts: readonly Value[], axis: number): Value {
    return parts.length === 1 ? parts[0]! : this.op('Concat', parts, { axis });
  }

  /** -1 is what is left; 0 keeps the axis. */
  reshape(a: Value, shape: readonly number[]): Value {
    return this.op('Reshape', [a, this.ints(shape)]);
  }

  unsqueeze(a: Value, ...axes: readonly number[]): Value {
    return this.op('Unsqueeze', [a, this.ints(axes)]);
  }

  squeeze(a: Value, ...axes: readonly number[]): Value {
    return this.op('Squeeze', [a, this.ints(axes)]);
  }

  transpose(a: Value, perm: readonly number[]): Value {
    return this.op('Transpose', [a], { perm });
  }
}

function isValue(value: Value | ArrayLike<number>): value is Value {
  return 'dtype' in value;
}
