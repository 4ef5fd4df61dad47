import type { Value } from '@brine/graph';
import type { Convert } from '../build/call.js';
import { placesOf } from '../build/places.js';
import { unsupported } from '../read/errors.js';

/** Each window is a node of its own: a file could ask for as many as it likes. */
const MOST_WINDOWS = 1024;

/**
 * Pools of as many windows as the output shall have: window i goes from `floor(i n / m)` to `ceil((i + 1) n / m)`. An axis at a time:
 * the mean of means is the mean of the box, for all windows of a row are of one length.
 * Source: keras.src.layers.pooling.base_adaptive_pooling
 */
export const adaptive =
  (kind: 'Max' | 'Average', rank: number): Convert =>
  (call) => {
    const { b, config } = call;
    const places = placesOf(call);
    const wanted = config.integers('output_size', rank);
    const reduce = kind === 'Max' ? 'ReduceMax' : 'ReduceMean';
    let value: Value = places.value;
    wanted.forEach((count, i) => {
      const length = places.lengths[i];
      if (typeof length !== 'number')
        throw unsupported('an adaptive pool of an axis whose length is open', call.layer.path);
      if (count > MOST_WINDOWS) throw unsupported(`an adaptive pool of ${count} windows`, call.layer.path);
      const axis = i + 2;
      const windows = Array.from({ length: count }, (_, k) =>
        b.reduce(
          reduce,
          b.slice(value, Math.floor((k * length) / count), Math.ceil(((k + 1) * length) / count), axis),
          [axis],
        ),
      );
      value = b.concat(windows, axis);
    });
    return places.give(value, places.channels, wanted);
  };
