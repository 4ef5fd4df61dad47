/** Recurrent layers. Source: keras.src.layers.rnn */

import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import { type Call, type Convert, tensorsOf } from '../build/call.js';
import { type Length, Tensor } from '../build/tensor.js';
import type { Entries } from '../registry.js';
import { bidirectional } from './bidirectional.js';
import { type Cell, cellOf, makeCell } from './cells.js';
import { convLstm } from './convolutional.js';
import { overSequence, reversed } from './sequence.js';
import { timeDistributed } from './time-distributed.js';

type CellOf = (call: Call, weights: DenseTensor[]) => Cell;

/** The states that a layer is given to begin with: behind the sequence, or by name. */
function initialStates(call: Call): readonly Value[] | undefined {
  const named = call.kwargs.get('initial_state') ?? call.args[1];
  const tensors = [...call.inputs.slice(1), ...tensorsOf(named)];
  return tensors.length > 0 ? tensors.map(({ value }) => value) : undefined;
}

const recurrent =
  (cellOfLayer: CellOf): Convert =>
  (call) => {
    const { b, config, layer, input } = call;
    // A prediction would depend on those before it.
    if (config.boolean('stateful', false))
      throw config.refuse('stateful=True: each batch goes on where the last one ended');
    if (config.boolean('time_major', false)) throw config.refuse('time_major=True');
    const cell = cellOfLayer(call, [...layer.weights]);
    const backwards = config.boolean('go_backwards', false);
    const mask = (call.tensor('mask', 2)?.value ?? input.mask) as Value | undefined;
    const ran = overSequence(b, cell, {
      x: backwards ? reversed(b, input.value) : input.value,
      mask: mask && backwards ? reversed(b, mask) : mask,
      states: initialStates(call),
      zeroOutput: config.boolean('zero_output_for_mask', false),
    });
    const [batch = null, time = null] = input.shape;
    const all = config.boolean('return_sequences', false);
    const shape: readonly Length[] = all ? [batch, time, cell.outputSize] : [batch, cell.outputSize];
    const output = all ? ran.sequence : b.squeeze(b.slice(ran.sequence, -1, Number.MAX_SAFE_INTEGER, 1), 1);
    const result = Tensor.of(b, output, shape, all ? mask : undefined);
    if (!config.boolean('return_state', false)) return result;
    return [result, ...ran.states.map((state, i) => Tensor.of(b, state, [batch, cell.stateSizes[i]!]))];
  };

const own: CellOf = ({ layer }, weights) => makeCell(layer.className, layer.config, weights);

export const recurrentLayers: Entries = {
  SimpleRNN: recurrent(own),
  LSTM: recurrent(own),
  GRU: recurrent(own),
  CuDNNLSTM: recurrent(own),
  CuDNNGRU: recurrent(own),
  RNN: recurrent(({ config, layer }, weights) => cellOf(config.object('cell'), layer.path, weights)),
  ConvLSTM1D: convLstm(1),
  ConvLSTM2D: convLstm(2),
  ConvLSTM3D: convLstm(3),
  Bidirectional: bidirectional,
  TimeDistributed: timeDistributed,
};
