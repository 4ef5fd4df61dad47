/** The functions of `keras.activations`. Source of each: keras.src.activations and, for its formula, keras.src.backend.tensorflow.nn */

import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';

/** Arguments of a function by name: only some have any. */
export type Arguments = Readonly<Record<string, number | null>>;

export interface Activation {
  /** Looks along an axis: not element by element. */
  readonly alongAxis?: true;
  formula(b: Build, x: Value, args: Arguments): Value;
}

const by = (formula: Activation['formula']): Activation => ({ formula });
const operator = (type: string): Activation => by((b, x) => b.op(type, [x]));

/** Number `name` of the arguments. */
const argument = (args: Arguments, name: string, otherwise: number): number => args[name] ?? otherwise;

function relu(b: Build, x: Value, args: Arguments): Value {
  const slope = argument(args, 'negative_slope', 0);
  const threshold = argument(args, 'threshold', 0);
  const most = args['max_value'] ?? null;
  if (slope !== 0 && most === null && threshold === 0) return b.op('LeakyRelu', [x], { alpha: slope });
  const above = threshold === 0 ? b.op('Relu', [x]) : b.where(b.greater(x, threshold), x, 0);
  const clipped = most === null ? above : b.clip(above, 0, most);
  // As Keras has it: below a threshold that is not 0 the slope begins there.
  return slope === 0 ? clipped : b.sub(clipped, b.mul(b.op('Relu', [b.sub(threshold, x)]), slope));
}

const hardSigmoid = (b: Build, x: Value): Value => b.div(b.clip(b.add(x, 3), 0, 6), 6);

const silu = (b: Build, x: Value): Value => b.mul(x, b.op('Sigmoid', [x]));

/** `log(1 + exp(x))`, and of `-x`: without overflow. */
const softplus = (b: Build, x: Value): Value => b.op('Softplus', [x]);

const leakyRelu = (b: Build, x: Value, args: Arguments): Value =>
  b.op('LeakyRelu', [x], { alpha: argument(args, 'negative_slope', 0.2) });

function gelu(b: Build, x: Value, args: Arguments): Value {
  if (args['approximate']) {
    const inner = b.mul(b.add(x, b.mul(b.mul(b.square(x), x), 0.044715)), Math.sqrt(2 / Math.PI));
    return b.mul(b.mul(x, 0.5), b.add(b.tanh(inner), 1));
  }
  return b.mul(b.mul(x, 0.5), b.add(b.op('Erf', [b.mul(x, Math.SQRT1_2)]), 1));
}

/** Source: Martins and Astudillo (2016), From Softmax to Sparsemax, algorithm 1. */
function sparsemax(b: Build, x: Value, args: Arguments): Value {
  const axis = argument(args, 'axis', -1);
  const length = b.gather(b.op('Shape', [x]), [axis < 0 ? (x.shape?.length ?? 1) + axis : axis], 0);
  const [sorted] = b.graph.ops('TopK', [x, length], { axis }, 2);
  const sums = b.op('CumSum', [sorted!, b.graph.scalar(axis, 'int64')]);
  const ones = b.add(b.mul(sorted!, 0), 1);
  const ranks = b.op('CumSum', [ones, b.graph.scalar(axis, 'int64')]);
  const support = b.greater(b.sub(sorted!, b.div(b.sub(sums, 1), ranks)), 0);
  const count = b.reduce('ReduceSum', b.toFloat(support), [axis]);
  const total = b.reduce('ReduceSum', b.where(support, sums, 0), [axis]);
  // Keras sums the cumulative sums of the support, and so does this.
  return b.max(b.sub(x, b.div(b.sub(total, 1), count)), 0);
}

export const ACTIVATIONS: ReadonlyMap<string, Activation> = new Map<string, Activation>([
  ['linear', by((_, x) => x)],
  ['relu', by(relu)],
  ['relu6', by((b, x) => b.clip(x, 0, 6))],
  ['leaky_relu', by(leakyRelu)],
  ['sigmoid', operator('Sigmoid')],
  ['tanh', operator('Tanh')],
  ['exponential', operator('Exp')],
  ['softplus', operator('Softplus')],
  ['softsign', operator('Softsign')],
  ['elu', by((b, x, args) => b.op('Elu', [x], { alpha: argument(args, 'alpha', 1) }))],
  ['selu', operator('Selu')],
  ['celu', by((b, x, args) => b.op('Celu', [x], { alpha: argument(args, 'alpha', 1) }))],
  ['gelu', by(gelu)],
  ['silu', by(silu)],
  ['swish', by(silu)],
  ['mish', by((b, x) => b.mul(x, b.tanh(softplus(b, x))))],
  ['hard_sigmoid', by(hardSigmoid)],
  ['hard_silu', by((b, x) => b.mul(x, hardSigmoid(b, x)))],
  ['hard_swish', by((b, x) => b.mul(x, hardSigmoid(b, x)))],
  ['hard_tanh', by((b, x) => b.clip(x, -1, 1))],
  ['tanh_shrink', by((b, x) => b.sub(x, b.tanh(x)))],
  [
    'soft_shrink',
    by((b, x, args) => {
      const edge = argument(args, 'threshold', 0.5);
      return b.where(b.greater(x, edge), b.sub(x, edge), b.where(b.less(x, -edge), b.add(x, edge), 0));
    }),
  ],
  ['hard_shrink', by((b, x, args) => b.where(b.greater(b.abs(x), argument(args, 'threshold', 0.5)), x, 0))],
  [
    'threshold',
    by((b, x, args) => b.where(b.greater(x, argument(args, 'threshold', 0)), x, argument(args, 'default_value', 0))),
  ],
  ['squareplus', by((b, x, args) => b.div(b.add(x, b.sqrt(b.add(b.square(x), argument(args, 'b', 4)))), 2))],
  ['log_sigmoid', by((b, x) => b.neg(softplus(b, b.neg(x))))],
  ['sparse_sigmoid', by((b, x) => b.clip(b.mul(b.add(x, 1), 0.5), 0, 1))],
  [
    'sparse_plus',
    by((b, x) => b.where(b.lessOrEqual(x, -1), 0, b.where(b.less(x, 1), b.mul(b.square(b.add(x, 1)), 0.25), x))),
  ],
  ['softmax', { alongAxis: true, formula: (b, x, args) => b.softmax(x, argument(args, 'axis', -1)) }],
  [
    'log_softmax',
    { alongAxis: true, formula: (b, x, args) => b.op('LogSoftmax', [x], { axis: argument(args, 'axis', -1) }) },
  ],
  [
    'glu',
    {
      alongAxis: true,
      formula(b, x, args) {
        const [left, right] = b.split(x, argument(args, 'axis', -1), 2);
        return b.mul(left!, b.op('Sigmoid', [right!]));
      },
    },
  ],
  ['sparsemax', { alongAxis: true, formula: sparsemax }],
]);
