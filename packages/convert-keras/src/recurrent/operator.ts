/** Cells that ONNX has an operator for. @see https://onnx.ai/onnx/operators/onnx__LSTM.html */

import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { movedAxes } from '../build/build.js';
import { type Cell, resetsAfter } from './cells.js';

/** Activations of the recurrent operators. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  relu: 'Relu',
  softsign: 'Softsign',
  softplus: 'Softplus',
};

interface Operator {
  readonly type: 'LSTM' | 'GRU' | 'RNN';
  /** The order of the gates in Keras' kernels that is ONNX's order. */
  readonly gates: readonly number[];
  /** Parameters of Keras, in ONNX's order of activations. */
  readonly activations: readonly (readonly [parameter: string, otherwise: string])[];
}

const GATE = ['recurrent_activation', 'sigmoid'] as const;
const ACT = ['activation', 'tanh'] as const;
const SIMPLE: Operator = { type: 'RNN', gates: [0], activations: [ACT] };
/** Keras: input, forget, cell, output. ONNX: input, output, forget, cell. */
const LSTM: Operator = { type: 'LSTM', gates: [0, 3, 1, 2], activations: [GATE, ACT, ACT] };
const GRU: Operator = { type: 'GRU', gates: [0, 1, 2], activations: [GATE, ACT] };

const OPERATORS: Readonly<Record<string, Operator>> = {
  SimpleRNN: SIMPLE,
  SimpleRNNCell: SIMPLE,
  LSTM,
  LSTMCell: LSTM,
  CuDNNLSTM: LSTM,
  GRU,
  GRUCell: GRU,
  CuDNNGRU: GRU,
};

export interface Ran {
  /** Every output, `[batch, time, features]`. */
  readonly sequence: Value;
  /** After the last step. */
  readonly states: readonly Value[];
}

/** The whole sequence by one operator; undefined when there is none that computes this cell. */
export function byOperator(b: Build, cell: Cell, x: Value, states: readonly Value[] | undefined): Ran | undefined {
  const operator = Object.hasOwn(OPERATORS, cell.className) ? OPERATORS[cell.className]! : undefined;
  const activations = operator?.activations.map(([name, otherwise]) => ACTIVATIONS[cell.config.text(name, otherwise)]);
  if (!operator || !activations || activations.includes(undefined)) return undefined;
  const [kernel, recurrent, bias] = cell.weights as [DenseTensor, DenseTensor, DenseTensor | undefined];
  const units = cell.outputSize;
  const biases = bias && gateRows(biasRows(bias), operator.gates, units, bias.shape.length === 2 ? 2 : 1);
  const isLstm = operator.type === 'LSTM';
  const outputs = b.graph.ops(
    operator.type,
    [
      b.transpose(x, [1, 0, 2]),
      b.weight(gateMatrix(kernel, operator.gates, units)),
      b.weight(gateMatrix(recurrent, operator.gates, units)),
      biases && b.weight({ dtype: bias.dtype, shape: [1, biases.length], data: biases }),
      undefined,
      states?.[0] && b.unsqueeze(states[0], 0),
      isLstm && states?.[1] ? b.unsqueeze(states[1], 0) : undefined,
    ].slice(0, isLstm ? 7 : 6),
    {
      hidden_size: units,
      activations: activations as string[],
      ...(operator.type === 'GRU' ? { linear_before_reset: resetsAfter(cell.config, bias) } : {}),
    },
    isLstm ? 3 : 2,
  );
  const [all, ...last] = outputs;
  return { sequence: b.transpose(b.squeeze(all!, 1), [1, 0, 2]), states: last.map((state) => b.squeeze(state, 0)) };
}

/** `[features, gates * units]` to `[1, gates * units, features]`, the gates in the order of ONNX. */
function gateMatrix(kernel: DenseTensor, gates: readonly number[], units: number): DenseTensor {
  const { dtype, shape, data } = movedAxes(kernel, [1, 0]);
  const features = shape[1]!;
  const ordered = gateRows(data as Float32Array, gates, units * features, 1);
  return { dtype, shape: [1, ...shape], data: ordered };
}

/** The bias of the input's product, then that of the recurrent one: nothing where Keras has one for both. */
function biasRows({ shape, data }: DenseTensor): Float32Array {
  if (shape.length === 2) return data as Float32Array;
  const both = new Float32Array(data.length * 2);
  both.set(data as Float32Array);
  return both;
}

/** Blocks of `length` numbers in the order of `gates`, `times` times over. A bias alone gets its second half as it is: zeros. */
function gateRows(data: Float32Array, gates: readonly number[], length: number, times: number): Float32Array {
  const ordered = new Float32Array(data.length);
  for (let time = 0; time < times; time++) {
    const start = time * gates.length * length;
    gates.forEach((gate, i) => {
      const from = start + gate * length;
      ordered.set(data.subarray(from, from + length), start + i * length);
    });
  }
  return ordered;
}
