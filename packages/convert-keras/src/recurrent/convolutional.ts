/** An LSTM of images: its products are convolutions. Source: keras.src.layers.rnn.conv_lstm */

import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import { ACTIVATIONS } from '../activations/functions.js';
import type { Build } from '../build/build.js';
import type { Call, Convert } from '../build/call.js';
import { type Window, windowLengths } from '../build/padding.js';
import { placesOf } from '../build/places.js';
import { type Length, Tensor } from '../build/tensor.js';
import { convolve, kernelFirst, windowOf } from '../convolution/convolve.js';
import { type Steps, reversed, scan, zeros } from './sequence.js';

function activation({ config }: Call, name: string, otherwise: string): (b: Build, x: Value) => Value {
  const known = ACTIVATIONS.get(config.text(name, otherwise));
  if (!known || known.alongAxis) throw config.refuse(`${name}=${config.text(name, otherwise)}`);
  return (b, x) => known.formula(b, x, {});
}

export const convLstm =
  (rank: number): Convert =>
  (call) => {
    const { b, config, input } = call;
    if (config.boolean('stateful', false))
      throw config.refuse('stateful=True: each batch goes on where the last one ended');
    const filters = config.number('filters');
    const window = windowOf(call, rank);
    const useBias = config.boolean('use_bias', true);
    const size = [...window.size];
    const [kernel, recurrent, bias] = call.weights(
      [...size, null, 4 * filters],
      [...size, filters, 4 * filters],
      ...(useBias ? [[4 * filters]] : []),
    );
    const [batch = null, time = null, ...image] = input.shape;

    // The convolution of the input needs no step before it: it is made of all steps at once.
    const all = b.op('Shape', [input.value]);
    const rows = b.op('Reshape', [input.value, b.concat([b.ints([-1]), b.slice(all, 2, input.rank, 0)], 0)]);
    const places = placesOf(call, Tensor.of(b, rows, [null, ...image]));
    const fed = convolve(
      b,
      places.value,
      call.weight(kernelFirst(kernel!)),
      bias && call.weight(bias),
      window,
      places.lengths,
    );
    const lengths = windowLengths(window, places.lengths);
    if (lengths.includes(null)) throw config.refuse('images whose size is open');
    const made = [filters, ...(lengths as number[])];
    const steps = b.op('Reshape', [
      fed,
      b.concat([b.slice(all, 0, 2, 0), b.ints([4 * filters, ...(lengths as number[])])], 0),
    ]);

    const back = config.boolean('go_backwards', false);
    const walked: Steps = {
      x: back ? reversed(b, steps) : steps,
      mask: input.mask && back ? reversed(b, input.mask) : input.mask,
      states: undefined,
      zeroOutput: config.boolean('zero_output_for_mask', false),
    };
    const step = stepOf(call, recurrent!, filters, lengths);
    const ran = scan(b, walked, [zeros(b, input.value, made), zeros(b, input.value, made)], made, step);
    const first = config.get('data_format') === 'channels_first';
    const ordered = (value: Value, before: number) => (first ? value : channelsLast(b, value, before, rank));
    const shape = (more: readonly Length[]): readonly Length[] => [...more, ...(first ? made : [...lengths, filters])];
    const sequence = config.boolean('return_sequences', false);
    const output = sequence
      ? Tensor.of(b, ordered(ran.sequence, 2), shape([batch, time]), walked.mask)
      : Tensor.of(b, ordered(b.squeeze(b.slice(ran.sequence, -1, Number.MAX_SAFE_INTEGER, 1), 1), 1), shape([batch]));
    if (!config.boolean('return_state', false)) return output;
    return [output, ...ran.states.map((state) => Tensor.of(b, ordered(state, 1), shape([batch])))];
  };

function stepOf(call: Call, recurrent: DenseTensor, filters: number, lengths: readonly Length[]) {
  const act = activation(call, 'activation', 'tanh');
  const gate = activation(call, 'recurrent_activation', 'sigmoid');
  const ones = lengths.map(() => 1);
  const window: Window = { size: recurrent.shape.slice(0, -2), strides: ones, dilations: ones, padding: 'same' };
  const kernel = kernelFirst(recurrent);
  return (b: Build, x: Value, [hidden, carried]: readonly Value[]) => {
    const inner = convolve(b, hidden!, b.weight(kernel), undefined, window, lengths);
    const [i, f, c, o] = b.split(b.add(x, inner), 1, 4, filters);
    const carry = b.add(b.mul(gate(b, f!), carried!), b.mul(gate(b, i!), act(b, c!)));
    const output = b.mul(gate(b, o!), act(b, carry));
    return { output, states: [output, carry] };
  };
}

/** Channels behind the places, after `before` axes that stay. */
function channelsLast(b: Build, value: Value, before: number, rank: number): Value {
  const stay = Array.from({ length: before }, (_, i) => i);
  return b.transpose(value, [...stay, ...Array.from({ length: rank }, (_, i) => before + 1 + i), before]);
}
