import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert } from '../build/call.js';
import { type Length, Tensor } from '../build/tensor.js';
import { malformed } from '../read/errors.js';

/**
 * The sum over one axis of each of two tensors, row by row: what is left of the axes of the first, then of the second.
 * Source: keras.src.layers.merging.dot, batch_dot
 */
export const dot: Convert = (call) => {
  const { b, config, inputs } = call;
  const [x, y] = inputs;
  if (!x || !y) throw malformed('it takes two tensors', call.layer.path);
  const [first, second] = config.integers('axes', 2).map((axis, i) => (axis + inputs[i]!.rank) % inputs[i]!.rank);
  const normalized = config.boolean('normalize', false);
  const [left, right] = normalized ? [unit(b, x.value, first!), unit(b, y.value, second!)] : [x.value, y.value];
  const letters = Array.from('bcdefghijklmno');
  const ofX = x.shape.map((_, axis) => (axis === 0 ? 'a' : axis === first ? 'z' : letters.shift()!));
  const ofY = y.shape.map((_, axis) => (axis === 0 ? 'a' : axis === second ? 'z' : letters.shift()!));
  const kept = (terms: readonly string[]) => terms.filter((letter) => letter !== 'a' && letter !== 'z');
  const output = ['a', ...kept(ofX), ...kept(ofY)];
  const product = b.op('Einsum', [left, right], { equation: `${ofX.join('')},${ofY.join('')}->${output.join('')}` });
  const shape = [x.shape[0]!, ...lengthsOf(x, ofX, kept(ofX)), ...lengthsOf(y, ofY, kept(ofY))];
  return shape.length === 1 ? Tensor.of(b, b.unsqueeze(product, 1), [...shape, 1]) : Tensor.of(b, product, shape);
};

const lengthsOf = ({ shape }: Tensor, terms: readonly string[], kept: readonly string[]): Length[] =>
  kept.map((letter) => shape[terms.indexOf(letter)]!);

/** Each vector of the axis divided by its length. Source: keras.src.utils.numerical_utils.normalize */
function unit(b: Build, x: Value, axis: number): Value {
  const length = b.sqrt(b.reduce('ReduceSumSquare', x, [axis]));
  return b.div(x, b.max(length, 1e-12));
}
