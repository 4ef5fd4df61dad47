/** What makes the elements of an axis comparable: softmax, normalisation. */

import { type Held, sizeOf } from '../held.js';
import { float, int } from './attributes.js';
import { axisOf, type Kernel, type Kernels } from './kernel.js';

/** @param log - LogSoftmax */
function softmax(log: boolean): Kernel {
  return {
    types: { T: 'df' },
    plan(node) {
      const [input, out] = [node.inputs[0]!, node.outputs[0]!];
      const given = int(node, 'axis', -1);
      return () => {
        const { shape } = input;
        const axis = axisOf(given, shape.length);
        const length = shape[axis] ?? 1;
        const inner = sizeOf(shape.slice(axis + 1));
        const from = input.numbers;
        const to = out.reserve(shape, input.size).numbers;
        for (let block = 0; block < input.size; block += length * inner)
          for (let start = block; start < block + inner; start++) {
            const end = start + length * inner;
            let shift = -Infinity;
            for (let i = start; i < end; i += inner) shift = larger(shift, from[i]!);
            let sum = 0;
            for (let i = start; i < end; i += inner) {
              const e = Math.exp(from[i]! - shift);
              sum += e;
              if (!log) to[i] = e;
            }
            if (log) {
              const logarithm = Math.log(sum);
              for (let i = start; i < end; i += inner) to[i] = from[i]! - shift - logarithm;
            } else for (let i = start; i < end; i += inner) to[i]! /= sum;
          }
      };
    },
  };
}

/** NaN where either is NaN. */
const larger = (a: number, b: number): number => (a > b || a !== a ? a : b);

const hardmax: Kernel = {
  types: { T: 'df' },
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const given = int(node, 'axis', -1);
    return () => {
      const { shape } = input;
      const axis = axisOf(given, shape.length);
      const length = shape[axis] ?? 1;
      const inner = sizeOf(shape.slice(axis + 1));
      const from = input.numbers;
      const to = out.reserve(shape, input.size).numbers;
      to.fill(0, 0, input.size);
      for (let block = 0; block < input.size; block += length * inner) {
        for (let j = block; j < block + inner; j++) {
          let found = j;
          for (let i = 1; i < length; i++) if (from[j + i * inner]! > from[found]!) found = j + i * inner;
          to[found] = 1;
        }
      }
    };
  },
};

/** Normalises over the last axes. @see https://onnx.ai/onnx/operators/onnx__LayerNormalization.html */
const layerNormalization: Kernel = {
  types: { T: 'df', U: 'f' },
  plan(node) {
    const [input, scale, bias] = node.inputs as [Held, Held, Held | undefined];
    const [out, mean, deviation] = node.outputs;
    const given = int(node, 'axis', -1);
    const epsilon = float(node, 'epsilon', Math.fround(1e-5));
    return () => {
      const { shape } = input;
      const axis = axisOf(given, shape.length);
      const n = sizeOf(shape.slice(axis));
      const outer = input.size / n;
      const from = input.numbers;
      const to = out!.reserve(shape, input.size).numbers;
      const statistics = shape.map((length, i) => (i < axis ? length : 1));
      const means = mean?.reserve(statistics, outer).numbers;
      const deviations = deviation?.reserve(statistics, outer).numbers;
      for (let i = 0; i < outer; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += from[i * n + j]!;
        const centre = sum / n;
        let squares = 0;
        for (let j = 0; j < n; j++) squares += (from[i * n + j]! - centre) ** 2;
        const factor = 1 / Math.sqrt(squares / n + epsilon);
        for (let j = 0; j < n; j++) {
          const x = (from[i * n + j]! - centre) * factor * scale.numbers[j % scale.size]!;
          to[i * n + j] = bias ? x + bias.numbers[j % bias.size]! : x;
        }
        if (means) means[i] = centre;
        if (deviations) deviations[i] = factor;
      }
    };
  },
};

/** With the running mean and variance: inference only. */
const batchNormalization: Kernel = {
  types: { T: 'df', T1: 'df', T2: 'df' },
  refuses: (node) => (int(node, 'training_mode', 0) === 0 ? undefined : 'training'),
  plan(node) {
    const [input, scale, bias, mean, variance] = node.inputs as [Held, Held, Held, Held, Held];
    const out = node.outputs[0]!;
    const epsilon = float(node, 'epsilon', Math.fround(1e-5));
    return () => {
      const channels = input.shape[1] ?? 1;
      const inner = sizeOf(input.shape.slice(2));
      const from = input.numbers;
      const to = out.reserve(input.shape, input.size).numbers;
      for (let at = 0; at < input.size; at += inner) {
        const channel = (at / inner) % channels;
        const factor = scale.numbers[channel]! / Math.sqrt(variance.numbers[channel]! + epsilon);
        const [centre, shift] = [mean.numbers[channel]!, bias.numbers[channel]!];
        for (let i = at; i < at + inner; i++) to[i] = (from[i]! - centre) * factor + shift;
      }
    };
  },
};

export const normaliseKernels: Kernels = {
  Softmax: softmax(false),
  LogSoftmax: softmax(true),
  Hardmax: hardmax,
  LayerNormalization: layerNormalization,
  BatchNormalization: batchNormalization,
};
