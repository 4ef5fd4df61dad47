/** Operators whose outputs have the shape of an input, or of all inputs broadcast. */

import { broadcast } from './dimensions.js';
import type { ShapeRule } from './types.js';

const sameAsFirst: ShapeRule = ({ inputs, outputCount }) => new Array(outputCount).fill(inputs[0]?.shape ?? null);

const sameAsSecond: ShapeRule = ({ inputs }) => [inputs[1]?.shape ?? null];

const broadcastAll: ShapeRule = ({ inputs }) => [
  inputs.reduce<ReturnType<typeof broadcast>>((shape, input) => broadcast(shape, input?.shape ?? null), []),
];

const rules = (names: string, rule: ShapeRule) => names.split(' ').map((name) => [name, rule] as const);

export const ELEMENTWISE: readonly (readonly [string, ShapeRule])[] = [
  ...rules(
    'Abs Acos Acosh Asin Asinh Atan Atanh Bernoulli Binarizer BitCast BitwiseNot Cast CastLike CategoryMapper Ceil Celu ' +
      'Clip Cos Cosh CumProd CumSum DequantizeLinear Dropout Elu Erf Exp EyeLike Floor Gelu GroupNormalization HardSigmoid ' +
      'HardSwish Hardmax Identity Imputer InstanceNormalization IsInf IsNaN LRN LabelEncoder LeakyRelu Log LogSoftmax ' +
      'LpNormalization MeanVarianceNormalization Mish Neg Normalizer Not PRelu QuantizeLinear RMSNormalization ' +
      'RandomNormalLike RandomUniformLike Reciprocal RegexFullMatch Relu ReverseSequence RotaryEmbedding Round Scaler ' +
      'ScatterElements ScatterND Selu Shrink Sigmoid Sign Sin Sinh Softmax Softplus Softsign Sqrt Swish Tan Tanh ' +
      'TensorScatter ThresholdedRelu Trilu',
    sameAsFirst,
  ),
  ...rules('GatherElements', sameAsSecond),
  ...rules(
    'Add And BitShift BitwiseAnd BitwiseOr BitwiseXor Div Equal Greater GreaterOrEqual Less LessOrEqual Max Mean Min Mod Mul Or Pow ' +
      'StringConcat Sub Sum Where Xor',
    broadcastAll,
  ),
];
