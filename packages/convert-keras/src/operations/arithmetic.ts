/** Operations of keras.ops element by element. Source: keras.src.ops.numpy, math, nn */

import type { DType } from '@brine/core';
import type { Value } from '@brine/graph';
import { ACTIVATIONS } from '../activations/functions.js';
import type { Build } from '../build/build.js';
import type { Call, Convert } from '../build/call.js';
import type { Entries } from '../registry.js';
import { argument, operand, pair, result } from './operands.js';

const unary =
  (formula: (b: Build, x: Value, call: Call) => Value): Convert =>
  (call) =>
    result(call, formula(call.b, call.input.value, call));

const binary =
  (formula: (b: Build, x: Value, y: Value) => Value): Convert =>
  (call) => {
    const [x, y] = pair(call);
    return result(call, formula(call.b, x, y));
  };

const operator = (type: string): Convert => unary((b, x) => b.op(type, [x]));

const truth = (b: Build, x: Value): Value => (x.dtype === 'bool' ? x : b.not(b.equal(x, 0)));

const logical = (type: string): Convert => binary((b, x, y) => b.op(type, [truth(b, x), truth(b, y)]));

/** dtypes that a cast may be to, by their names in Keras. */
const CASTS: ReadonlyMap<string, DType> = new Map(
  (['float16', 'float32', 'float64', 'int8', 'int16', 'int32', 'int64', 'uint8', 'bool'] as const).map((name) => [
    name,
    name,
  ]),
);

const cast: Convert = (call) => {
  const { b, config, input } = call;
  const dtype = CASTS.get(config.text('dtype'));
  if (!dtype) throw config.refuse(`a cast to ${config.text('dtype')}`);
  return input.with(b.cast(input.value, dtype), input.shape);
};

const where: Convert = (call) => {
  const { b } = call;
  const [condition, x, y] = [0, 1, 2].map((place) => argument(call, place, ['condition', 'x1', 'x2'][place]!));
  const like = [x, y]
    .map((given) => (given && 'kind' in given ? given.value : undefined))
    .find((value) => value !== undefined);
  return result(
    call,
    b.op('Where', [truth(b, operand(call, condition, undefined)), operand(call, x, like), operand(call, y, like)]),
  );
};

/** An activation as an operation has its parameters in the configuration. */
function activation(name: string): Convert {
  const { formula } = ACTIVATIONS.get(name)!;
  return (call) => {
    const numbers = Object.entries(call.config.json).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' || typeof entry[1] === 'boolean',
    );
    return result(
      call,
      formula(call.b, call.input.value, Object.fromEntries(numbers.map(([key, value]) => [key, Number(value)]))),
    );
  };
}

/** Class of each activation that is an operation, and its name. */
const NAMES: Readonly<Record<string, string>> = {
  Relu: 'relu',
  Relu6: 'relu6',
  Sigmoid: 'sigmoid',
  SparseSigmoid: 'sparse_sigmoid',
  Tanh: 'tanh',
  TanhShrink: 'tanh_shrink',
  Softplus: 'softplus',
  Softsign: 'softsign',
  SoftShrink: 'soft_shrink',
  HardShrink: 'hard_shrink',
  SparsePlus: 'sparse_plus',
  Silu: 'silu',
  Squareplus: 'squareplus',
  LogSigmoid: 'log_sigmoid',
  LeakyRelu: 'leaky_relu',
  HardSigmoid: 'hard_sigmoid',
  HardSilu: 'hard_silu',
  HardTanh: 'hard_tanh',
  Elu: 'elu',
  Selu: 'selu',
  Gelu: 'gelu',
  Celu: 'celu',
  Glu: 'glu',
  Softmax: 'softmax',
  LogSoftmax: 'log_softmax',
  Sparsemax: 'sparsemax',
  Threshold: 'threshold',
};

const divide = binary((b, x, y) => b.div(b.toFloat(x), b.toFloat(y)));

const clip: Convert = (call) => {
  const { b, config, input } = call;
  const bound = (name: string) => (config.has(name) ? b.scalar(config.number(name), input.value.dtype) : undefined);
  return input.with(b.op('Clip', [input.value, bound('x_min'), bound('x_max')]), input.shape);
};

export const arithmetic: Entries = {
  'ops.Add': binary((b, x, y) => b.add(x, y)),
  'ops.Subtract': binary((b, x, y) => b.sub(x, y)),
  'ops.Multiply': binary((b, x, y) => b.mul(x, y)),
  'ops.Divide': divide,
  'ops.TrueDivide': divide,
  'ops.FloorDivide': binary((b, x, y) => b.floor(b.div(b.toFloat(x), b.toFloat(y)))),
  'ops.Mod': binary((b, x, y) => b.sub(x, b.mul(b.floor(b.div(x, y)), y))),
  'ops.Power': binary((b, x, y) => b.pow(x, y)),
  'ops.Maximum': binary((b, x, y) => b.max(x, y)),
  'ops.Minimum': binary((b, x, y) => b.min(x, y)),
  'ops.Equal': binary((b, x, y) => b.equal(x, y)),
  'ops.NotEqual': binary((b, x, y) => b.not(b.equal(x, y))),
  'ops.Greater': binary((b, x, y) => b.greater(x, y)),
  'ops.GreaterEqual': binary((b, x, y) => b.greaterOrEqual(x, y)),
  'ops.Less': binary((b, x, y) => b.less(x, y)),
  'ops.LessEqual': binary((b, x, y) => b.lessOrEqual(x, y)),
  'ops.LogicalAnd': logical('And'),
  'ops.LogicalOr': logical('Or'),
  'ops.LogicalXor': logical('Xor'),
  'ops.LogicalNot': unary((b, x) => b.not(truth(b, x))),
  'ops.Negative': operator('Neg'),
  'ops.Absolute': operator('Abs'),
  'ops.Abs': operator('Abs'),
  'ops.Exp': operator('Exp'),
  'ops.Log': operator('Log'),
  'ops.Log1p': unary((b, x) => b.log(b.add(x, 1))),
  'ops.Sqrt': operator('Sqrt'),
  'ops.Rsqrt': unary((b, x) => b.div(1, b.sqrt(x))),
  'ops.Square': unary((b, x) => b.square(x)),
  'ops.Reciprocal': operator('Reciprocal'),
  'ops.Sign': operator('Sign'),
  'ops.Floor': operator('Floor'),
  'ops.Ceil': operator('Ceil'),
  'ops.Round': operator('Round'),
  'ops.Sin': operator('Sin'),
  'ops.Cos': operator('Cos'),
  'ops.Erf': operator('Erf'),
  'ops.ZerosLike': unary((b, x) => b.cast(b.mul(b.toFloat(x), 0), x.dtype)),
  'ops.OnesLike': unary((b, x) => b.cast(b.add(b.mul(b.toFloat(x), 0), 1), x.dtype)),
  'ops.Cast': cast,
  'ops.Where': where,
  'ops.Clip': clip,
  ...Object.fromEntries(Object.entries(NAMES).map(([className, name]) => [`ops.${className}`, activation(name)])),
};
