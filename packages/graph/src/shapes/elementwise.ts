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
    'Abs Acos Acosh Asin Asinh Atan Atanh Binarizer Cast CastLike Ceil Celu Clip Cos Cosh CumSum Elu Erf Exp EyeLike Floor Gelu ' +
      'HardSigmoid HardSwish Hardmax Identity Imputer IsInf IsNaN LabelEncoder LeakyRelu Log LogSoftmax LpNormalization Mish Neg ' +
      'Normalizer Not Reciprocal RegexFullMatch Relu ReverseSequence Round Scaler ScatterElements ScatterND Selu Shrink Sigmoid Sign ' +
      'Sin Sinh Softmax Softplus Softsign Sqrt Swish Tan Tanh ThresholdedRelu Trilu',
    sameAsFirst,
  ),
  ...rules('GatherElements', sameAsSecond),
  ...rules(
    'Add And BitShift BitwiseAnd BitwiseOr BitwiseXor Div Equal Greater GreaterOrEqual Less LessOrEqual Max Mean Min Mod Mul Or Pow ' +
      'StringConcat Sub Sum Where Xor',
    broadcastAll,
  ),
];
