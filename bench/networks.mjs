// Networks of random weights, as trained ones of their shapes compute: their time does not depend on what they learnt.
import { GraphBuilder } from '../packages/graph/dist/index.js';

const ARRAYS = { float32: Float32Array, float64: Float64Array };

/** Between `-size` and `size`. */
export function random(dtype, shape, size = 1) {
  const length = shape.reduce((product, axis) => product * axis, 1);
  return { dtype, shape, data: ARRAYS[dtype].from({ length }, () => (2 * Math.random() - 1) * size) };
}

/** Weights that neither raise nor lower what goes through a layer of so many inputs. */
const weights = (g, dtype, shape, inputs) => g.constant(random(dtype, shape, Math.sqrt(6 / inputs)));
const bias = (g, dtype, length) => g.constant(random(dtype, [length], 0.1));

function dense(g, x, dtype, inputs, outputs) {
  return g.op('Gemm', [x, weights(g, dtype, [inputs, outputs], inputs), bias(g, dtype, outputs)]);
}

function perceptron(dtype, sizes, activation) {
  const g = new GraphBuilder('perceptron');
  let x = g.input('x', dtype, [null, sizes[0]]);
  for (let i = 1; i < sizes.length; i++) {
    x = dense(g, x, dtype, sizes[i - 1], sizes[i]);
    x = g.op(i + 1 < sizes.length ? activation : 'Softmax', [x]);
  }
  g.output('y', x);
  return g.build();
}

/** Images of handwritten digits: two convolutions of 3 by 3 with pools of 2 by 2, and a dense layer. */
function convolutional(dtype) {
  const g = new GraphBuilder('convolutional');
  let x = g.input('x', dtype, [null, 1, 28, 28]);
  for (const [inputs, outputs] of [
    [1, 32],
    [32, 64],
  ]) {
    const filters = weights(g, dtype, [outputs, inputs, 3, 3], 9 * inputs);
    x = g.op('Relu', [g.op('Conv', [x, filters, bias(g, dtype, outputs)])]);
    x = g.op('MaxPool', [x], { kernel_shape: [2, 2], strides: [2, 2] });
  }
  const flat = g.op('Reshape', [x, g.ints([-1, 1600])]);
  g.output('y', g.op('Softmax', [dense(g, flat, dtype, 1600, 10)]));
  return g.build();
}

/** The last state of 64 units after 50 steps of 8 numbers. */
function recurrent(dtype, opType, gates) {
  const [hidden, steps, width] = [64, 50, 8];
  const g = new GraphBuilder('recurrent');
  const x = g.op('Transpose', [g.input('x', dtype, [null, steps, width])], { perm: [1, 0, 2] });
  const inputs = [
    x,
    g.constant(random(dtype, [1, gates * hidden, width], 0.25)),
    g.constant(random(dtype, [1, gates * hidden, hidden], 0.25)),
    g.constant(random(dtype, [1, 2 * gates * hidden], 0.05)),
  ];
  const [, last] = g.ops(opType, inputs, { hidden_size: hidden }, 2);
  g.output('y', g.op('Squeeze', [last, g.ints([0])]));
  return g.build();
}

/** Names, graphs and the shape of one row. */
export const NETWORKS = [
  ['20-300-300-3, Relu, float64', perceptron('float64', [20, 300, 300, 3], 'Relu'), [20]],
  ['20-300-300-3, Relu, float32', perceptron('float32', [20, 300, 300, 3], 'Relu'), [20]],
  ['784-128-10, Relu, float32', perceptron('float32', [784, 128, 10], 'Relu'), [784]],
  ['20-64-64-3, Tanh, float32', perceptron('float32', [20, 64, 64, 3], 'Tanh'), [20]],
  ['two convolutions of 28 x 28, float32', convolutional('float32'), [1, 28, 28]],
  ['LSTM of 64 units, 50 steps, float32', recurrent('float32', 'LSTM', 4), [50, 8]],
  ['GRU of 64 units, 50 steps, float32', recurrent('float32', 'GRU', 3), [50, 8]],
];
