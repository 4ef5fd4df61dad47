import type { Convert } from '../build/call.js';
import { Tensor } from '../build/tensor.js';
import { innerLayer } from '../read/inner.js';

/**
 * A layer on each step by itself: the steps are put among the rows, and taken out again.
 * Source: keras.src.layers.rnn.time_distributed
 */
export const timeDistributed: Convert = (call) => {
  const { b, config, layer, input } = call;
  const inner = innerLayer(layer, config.object('layer'), layer.weights);
  const [batch = null, time = null, ...rest] = input.shape;
  const sizes = b.op('Shape', [input.value]);
  const rows = b.op('Reshape', [input.value, b.concat([b.ints([-1]), b.slice(sizes, 2, input.rank, 0)], 0)]);
  const outputs = call.scope.convert(inner, [Tensor.of(b, rows, [null, ...rest])]);
  return outputs.map((output) => {
    const after = b.op('Shape', [output.value]);
    const shape = b.concat([b.slice(sizes, 0, 2, 0), b.slice(after, 1, output.rank, 0)], 0);
    return Tensor.of(b, b.op('Reshape', [output.value, shape]), [batch, time, ...output.shape.slice(1)], input.mask);
  });
};
