/** Recurrent layers, and what is around a layer. */

import type { JsonValue } from '@brine/core';
import { get, isObject, listAt, textAt } from '../json.js';
import { windowLengths } from './places.js';
import { integerAt, type Length, placesOf, type Rule, type Shape, type ShapeCall } from './shape.js';

/** What a layer inside of another one gives. */
export type Inside = (layer: JsonValue, inputs: ShapeCall['inputs']) => readonly Shape[] | undefined;

/** `[output, state, ...]`; the states of an LSTM are two, of other cells one. */
function given(config: JsonValue, input: Shape, output: Shape, states: readonly Shape[]): readonly Shape[] {
  const [batch, time] = input as [Length, Length];
  const whole = get(config, 'return_sequences') === true ? [batch, time, ...output] : [batch, ...output];
  return get(config, 'return_state') === true ? [whole, ...states.map((state) => [batch, ...state])] : [whole];
}

const recurrent =
  (states: number): Rule =>
  ({ config, inputs: [input] }) => {
    const units = integerAt(config, 'units');
    return units === undefined || input.length !== 3
      ? undefined
      : given(config, input, [units], new Array<Shape>(states).fill([units]));
  };

const STATES: ReadonlyMap<string, number> = new Map([
  ['SimpleRNNCell', 1],
  ['GRUCell', 1],
  ['LSTMCell', 2],
]);

/** A layer of any cell, or of several in turn. */
const cells: Rule = ({ config, inputs: [input] }) => {
  const cell = get(config, 'cell');
  const list = listAt(get(cell, 'config'), 'cells') ?? listAt(config, 'cells') ?? (cell === undefined ? [] : [cell]);
  const states: Shape[] = [];
  for (const one of list) {
    const units = integerAt(get(one, 'config') ?? null, 'units');
    const count = STATES.get(textAt(one, 'class_name') ?? '');
    if (units === undefined || count === undefined) return undefined;
    states.push(...new Array<Shape>(count).fill([units]));
  }
  const last = states.at(-1);
  return last && given(config, input, last, states);
};

const convolutional =
  (rank: number): Rule =>
  ({ className, config, inputs: [input] }) => {
    const places = placesOf({ className, config, inputs: [[input[0]!, ...input.slice(2)]] }, rank);
    const filters = integerAt(config, 'filters');
    const lengths = places && windowLengths(config, places.lengths, 'kernel_size');
    if (!lengths || filters === undefined) return undefined;
    const output = places.give(lengths, filters).slice(1);
    return given(config, input, output, [output, output]);
  };

export const sequences: Readonly<Record<string, Rule>> = {
  SimpleRNN: recurrent(1),
  GRU: recurrent(1),
  LSTM: recurrent(2),
  CuDNNGRU: recurrent(1),
  CuDNNLSTM: recurrent(2),
  RNN: cells,
  ConvLSTM1D: convolutional(1),
  ConvLSTM2D: convolutional(2),
  ConvLSTM3D: convolutional(3),
};

type Wrapper = (call: ShapeCall, inside: Inside) => readonly Shape[] | undefined;

const timeDistributed: Wrapper = ({ config, inputs }, inside) => {
  const [batch, time] = inputs[0] as [Length, Length];
  const step: Shape = [batch, ...inputs[0].slice(2)];
  const outputs = inside(get(config, 'layer') ?? null, [step]);
  return outputs?.map(([first, ...rest]) => [first!, time, ...rest]);
};

const bidirectional: Wrapper = ({ config, inputs }, inside) => {
  const outputs = inside(get(config, 'layer') ?? null, inputs);
  if (!outputs) return undefined;
  const [whole, ...states] = outputs as readonly [Shape, ...Shape[]];
  const mode = get(config, 'merge_mode');
  const last = whole.at(-1) ?? null;
  if (mode === null) return [whole, whole, ...states, ...states];
  return [mode === 'concat' ? [...whole.slice(0, -1), last === null ? null : 2 * last] : whole, ...states, ...states];
};

/** Changes the weights of the layer inside of it alone. */
const around: Wrapper = ({ config, inputs }, inside) => {
  const layer = get(config, 'layer') ?? null;
  return isObject(layer) ? inside(layer, inputs) : undefined;
};

export const wrappers: Readonly<Record<string, Wrapper>> = {
  TimeDistributed: timeDistributed,
  Bidirectional: bidirectional,
  SpectralNormalization: around,
};
