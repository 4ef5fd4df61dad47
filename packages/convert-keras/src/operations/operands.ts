/** What an operation of keras.ops is called with. */

import type { Value } from '@brine/graph';
import type { Call, Given } from '../build/call.js';
import { Tensor } from '../build/tensor.js';
import { unsupported } from '../read/errors.js';

/** A tensor, or plain data as a constant of the other operand's type. */
export function operand({ b, layer }: Call, given: Given | undefined, like: Value | undefined): Value {
  if (given && 'kind' in given) return given.value;
  const plain = given && 'plain' in given ? given.plain : undefined;
  if (typeof plain === 'number' || typeof plain === 'boolean') return b.scalar(Number(plain), like?.dtype ?? b.float);
  throw unsupported(`an argument of ${layer.className} is no tensor and no number`, layer.path);
}

/** The operands of an operation of two. A number beside a tensor has its type; a number that is whole none but that. */
export function pair(call: Call): readonly [Value, Value] {
  const [x, y] = [argument(call, 0, 'x1', 'a', 'x'), argument(call, 1, 'x2', 'b', 'y')];
  const like = (given: Given | undefined) => (given && 'kind' in given ? given.value : undefined);
  const [left, right] = [operand(call, x, like(y)), operand(call, y, like(x))];
  if (left.dtype === right.dtype) return [left, right];
  // Keras computes an int beside a float in floats.
  return [call.b.toFloat(left), call.b.toFloat(right)];
}

/** An argument by place, or by one of the names that it may have. */
export function argument({ args, kwargs }: Call, place: number, ...names: readonly string[]): Given | undefined {
  return args[place] ?? names.map((name) => kwargs.get(name)).find((given) => given !== undefined);
}

/** A result whose shape the graph infers. */
export function result({ b, layer }: Call, value: Value): Tensor {
  if (!value.shape) throw unsupported(`${layer.className} of a tensor whose number of axes is open`, layer.path);
  return Tensor.of(b, value);
}
