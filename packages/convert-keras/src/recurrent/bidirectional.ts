import type { Call, Convert } from '../build/call.js';
import { Tensor, type Tensor as AnyTensor } from '../build/tensor.js';
import { isObject } from '../read/config.js';
import { innerLayer } from '../read/inner.js';
import { malformed } from '../read/errors.js';
import type { Layer } from '../read/model.js';
import { reversed } from './sequence.js';

/** A layer and one that walks the other way, their outputs merged. Source: keras.src.layers.rnn.bidirectional */
export const bidirectional: Convert = (call) => {
  const { b, config, layer } = call;
  const half = layer.weights.length / 2;
  const forward = innerLayer(layer, config.object('layer'), layer.weights.slice(0, half));
  const backward = backwardLayer(call, forward, half);
  const states = call.inputs.slice(1);
  const give = (one: Layer, own: readonly AnyTensor[]) => call.scope.convert(one, [[call.input, ...own]]);
  const [y, ...after] = give(forward, states.slice(0, states.length / 2));
  const [other, ...otherAfter] = give(backward, states.slice(states.length / 2));
  if (!y || !other) throw malformed('a layer of it gives nothing', layer.path);
  const all = forward.config.boolean('return_sequences', false);
  const yReversed = all ? reversed(b, other.value) : other.value;
  const mode = config.get('merge_mode');
  const ends = [...after, ...otherAfter];
  if (mode === null) return [y, Tensor.of(b, yReversed, other.shape, y.mask), ...ends];
  const merged = {
    concat: () => b.concat([y.value, yReversed], y.rank - 1),
    sum: () => b.add(y.value, yReversed),
    ave: () => b.div(b.add(y.value, yReversed), 2),
    mul: () => b.mul(y.value, yReversed),
  }[config.choice('merge_mode', ['concat', 'sum', 'ave', 'mul'])]();
  const width = y.shape.at(-1)!;
  const shape = mode === 'concat' && width !== null ? [...y.shape.slice(0, -1), width * 2] : y.shape;
  return [Tensor.of(b, merged, shape, y.mask), ...ends];
};

/** The layer that is stored for the way back, or the first one turned round. */
function backwardLayer({ config, layer }: Call, forward: Layer, half: number): Layer {
  const weights = layer.weights.slice(half);
  const stored = config.get('backward_layer');
  if (isObject(stored)) return innerLayer(layer, stored, weights);
  const turned = { ...forward.config.json, go_backwards: !forward.config.boolean('go_backwards', false) };
  return innerLayer(layer, { class_name: forward.className, config: turned }, weights);
}
