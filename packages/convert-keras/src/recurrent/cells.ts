/** One step of each recurrent cell. Source: keras.src.layers.rnn.simple_rnn, lstm, gru, stacked_rnn_cells */

import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import { ACTIVATIONS } from '../activations/functions.js';
import type { Build } from '../build/build.js';
import { Config, isObject, type JsonObject } from '../read/config.js';
import { malformed, unsupported } from '../read/errors.js';

/** What a step gives: its output and the states after it. */
export interface Stepped {
  readonly output: Value;
  readonly states: readonly Value[];
}

export interface Cell {
  readonly className: string;
  readonly config: Config;
  readonly weights: readonly DenseTensor[];
  /** Features of each state. */
  readonly stateSizes: readonly number[];
  readonly outputSize: number;
  step(b: Build, x: Value, states: readonly Value[]): Stepped;
}

/** Makes a cell of the weights that are left; it takes as many as it needs. */
type MakeCell = (className: string, config: Config, weights: DenseTensor[]) => Cell;

const MAKERS: ReadonlyMap<string, MakeCell> = new Map<string, MakeCell>([
  ['SimpleRNN', simple],
  ['SimpleRNNCell', simple],
  ['LSTM', lstm],
  ['LSTMCell', lstm],
  ['CuDNNLSTM', lstm],
  ['GRU', gru],
  ['GRUCell', gru],
  ['CuDNNGRU', gru],
  ['StackedRNNCells', stacked],
]);

/** @throws CodecError `unsupported` for a cell that is not Keras' own */
export function makeCell(className: string, config: Config, weights: DenseTensor[]): Cell {
  const make = MAKERS.get(className);
  if (!make) throw unsupported(`the cell ${className} has no converter`, config.path);
  return make(className, config, weights);
}

/** The cell of a configuration `{ class_name, config }`. */
export function cellOf(stored: JsonObject, path: string, weights: DenseTensor[]): Cell {
  const { class_name: className, config } = stored;
  if (typeof className !== 'string' || !isObject(config)) throw malformed('its cell has no configuration', path);
  return makeCell(className, new Config(config, path), weights);
}

/** The activations that are of a step: those that look at each element alone. */
function activation(config: Config, name: string, otherwise: string): (b: Build, x: Value) => Value {
  const stored = config.get(name) ?? otherwise;
  const known = typeof stored === 'string' ? ACTIVATIONS.get(stored) : undefined;
  if (!known || known.alongAxis) throw config.refuse(`${name}=${JSON.stringify(stored).slice(0, 80)}`);
  return (b, x) => known.formula(b, x, {});
}

/** The weights of a cell: kernel, recurrent kernel, and the bias where there is one. */
function take(config: Config, weights: DenseTensor[]): readonly [DenseTensor, DenseTensor, DenseTensor | undefined] {
  const count = config.boolean('use_bias', true) ? 3 : 2;
  const [kernel, recurrent, bias] = weights.splice(0, count);
  if (!kernel || !recurrent || (count === 3 && !bias)) throw malformed('weights of it are missing', config.path);
  const units = config.number('units');
  if (recurrent.shape[0] !== units) throw malformed(`its recurrent kernel is not of ${units} units`, config.path);
  return [kernel, recurrent, bias];
}

/** What the cells with a kernel have in common. @param states - how many a step hands on */
function kernelCell(className: string, config: Config, taken: readonly (DenseTensor | undefined)[], states: number) {
  const units = config.number('units');
  return {
    className,
    config,
    weights: taken.filter((weight) => weight !== undefined),
    stateSizes: new Array<number>(states).fill(units),
    outputSize: units,
  };
}

function simple(className: string, config: Config, weights: DenseTensor[]): Cell {
  const taken = take(config, weights);
  const [kernel, recurrent, bias] = taken;
  const act = activation(config, 'activation', 'tanh');
  return {
    ...kernelCell(className, config, taken, 1),
    step(b, x, [before]) {
      const fed = b.matmul(x, b.weight(kernel));
      const sum = b.add(bias ? b.add(fed, b.weight(bias)) : fed, b.matmul(before!, b.weight(recurrent)));
      const output = act(b, sum);
      return { output, states: [output] };
    },
  };
}

function lstm(className: string, config: Config, weights: DenseTensor[]): Cell {
  const taken = take(config, weights);
  const [kernel, recurrent, bias] = taken;
  const units = config.number('units');
  const act = activation(config, 'activation', 'tanh');
  const gate = activation(config, 'recurrent_activation', 'sigmoid');
  return {
    ...kernelCell(className, config, taken, 2),
    step(b, x, [hidden, carried]) {
      const sum = b.add(b.matmul(x, b.weight(kernel)), b.matmul(hidden!, b.weight(recurrent)));
      const [i, f, c, o] = b.split(bias ? b.add(sum, b.weight(bias)) : sum, 1, 4, units);
      const carry = b.add(b.mul(gate(b, f!), carried!), b.mul(gate(b, i!), act(b, c!)));
      const output = b.mul(gate(b, o!), act(b, carry));
      return { output, states: [output, carry] };
    },
  };
}

/** Rows of a bias `[2, n]`: what is added to the input's product and to the recurrent one. */
const rowsOf = ({ dtype, shape, data }: DenseTensor): DenseTensor[] =>
  [0, 1].map((row) => ({
    dtype,
    shape: [shape[1]!],
    data: (data as Float32Array).slice(row * shape[1]!, (row + 1) * shape[1]!),
  }));

function gru(className: string, config: Config, weights: DenseTensor[]): Cell {
  const taken = take(config, weights);
  const [kernel, recurrent, bias] = taken;
  const units = config.number('units');
  const act = activation(config, 'activation', 'tanh');
  const gate = activation(config, 'recurrent_activation', 'sigmoid');
  const resetAfter = resetsAfter(config, bias);
  const [inputBias, recurrentBias] = bias?.shape.length === 2 ? rowsOf(bias) : [bias, undefined];
  const thirds = (b: Build, x: Value) => b.split(x, 1, 3, units) as [Value, Value, Value];
  return {
    ...kernelCell(className, config, taken, 1),
    step(b, x, [hidden]) {
      const fed = b.matmul(x, b.weight(kernel));
      const [xz, xr, xh] = thirds(b, inputBias ? b.add(fed, b.weight(inputBias)) : fed);
      const kernels = b.weight(recurrent);
      if (resetAfter) {
        const inner = b.matmul(hidden!, kernels);
        const [hz, hr, hh] = thirds(b, recurrentBias ? b.add(inner, b.weight(recurrentBias)) : inner);
        return blend(b, gate(b, b.add(xz, hz)), hidden!, act(b, b.add(xh, b.mul(gate(b, b.add(xr, hr)), hh))));
      }
      const [uz, ur, uh] = thirds(b, kernels);
      const reset = gate(b, b.add(xr, b.matmul(hidden!, ur)));
      const update = gate(b, b.add(xz, b.matmul(hidden!, uz)));
      return blend(b, update, hidden!, act(b, b.add(xh, b.matmul(b.mul(reset, hidden!), uh))));
    },
  };
}

/** CuDNN's cells reset after the product; of files of Keras 2 without the parameter, the two rows of the bias tell. */
export function resetsAfter(config: Config, bias: DenseTensor | undefined): boolean {
  return config.boolean('reset_after', bias?.shape.length === 2);
}

function blend(b: Build, update: Value, before: Value, candidate: Value): Stepped {
  const output = b.add(b.mul(update, before), b.mul(b.sub(1, update), candidate));
  return { output, states: [output] };
}

/** Each cell takes the output of the one before it. */
function stacked(className: string, config: Config, weights: DenseTensor[]): Cell {
  const cells = config.list('cells').map((stored) => {
    if (!isObject(stored)) throw malformed('one of its cells has no configuration', config.path);
    return cellOf(stored, config.path, weights);
  });
  if (cells.length === 0) throw malformed('it has no cells', config.path);
  return {
    className,
    config,
    weights: cells.flatMap((cell) => cell.weights),
    stateSizes: cells.flatMap((cell) => cell.stateSizes),
    outputSize: cells.at(-1)!.outputSize,
    step(b, x, states) {
      const left = [...states];
      const after: Value[] = [];
      let output = x;
      for (const cell of cells) {
        const stepped = cell.step(b, output, left.splice(0, cell.stateSizes.length));
        output = stepped.output;
        after.push(...stepped.states);
      }
      return { output, states: after };
    },
  };
}
