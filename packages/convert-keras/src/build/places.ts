/** Images, volumes and sequences: channels and places, in either order. */

import type { Value } from '@brine/graph';
import type { Call } from './call.js';
import { type Length, Tensor } from './tensor.js';

/** A tensor of places with channels, as the convolutions and pools of ONNX have it. */
export interface Places {
  /** `[batch, channels, ...lengths]`. */
  readonly value: Value;
  readonly channels: Length;
  /** Length of each axis of places. */
  readonly lengths: readonly Length[];
  /** A result in the order of axes that the layer works in. */
  give(value: Value, channels: Length, lengths: readonly Length[]): Tensor;
}

/** The layer's tensor by its `data_format`. */
export function placesOf(call: Call, input: Tensor = call.input): Places {
  const { b } = call;
  const [batch = null, ...rest] = input.shape;
  if (call.config.choice('data_format', ['channels_last', 'channels_first'], 'channels_last') === 'channels_first') {
    const [channels = null, ...lengths] = rest;
    return {
      value: input.value,
      channels,
      lengths,
      give: (value, made, places) => Tensor.of(b, value, [batch, made, ...places]),
    };
  }
  return {
    value: input.withChannelsFirst,
    channels: rest.at(-1) ?? null,
    lengths: rest.slice(0, -1),
    give: (value, made, places) => Tensor.channelsFirst(b, value, [batch, ...places, made]),
  };
}
