import type { Convert } from '../build/call.js';
import { Tensor } from '../build/tensor.js';

/** A row of the weight for each index. Source: keras.src.layers.core.embedding */
export const embedding: Convert = (call) => {
  const { b, config, input } = call;
  const width = config.number('output_dim');
  const [table] = call.weights([null, width]);
  const indices =
    input.value.dtype === 'int64' || input.value.dtype === 'int32' ? input.value : b.cast(input.value, 'int32');
  const mask = config.boolean('mask_zero', false) ? b.not(b.equal(input.value, 0)) : undefined;
  return Tensor.of(b, b.gather(call.weight(table!), indices, 0), [...input.shape, width], mask);
};
