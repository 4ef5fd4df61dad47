import type { Convert } from '../build/call.js';
import { activate } from '../activations/activation.js';

/** `activation(x @ kernel + bias)` over the last axis. Source: keras.src.layers.core.dense */
export const dense: Convert = (call) => {
  const { b, config, input } = call;
  const units = config.number('units');
  const useBias = config.boolean('use_bias', true);
  const [kernel, bias] = call.weights([null, units], ...(useBias ? [[units]] : []));
  const shape = [...input.shape.slice(0, -1), units];
  const product = call.round(b.matmul(input.value, call.weight(kernel!)));
  const sum = bias ? call.round(b.add(product, call.weight(bias))) : product;
  return activate(call, input.with(sum, shape));
};

/** Source: keras.src.layers.core.einsum_dense */
export const einsumDense: Convert = (call) => {
  const { b, config, input } = call;
  const [kernel, bias] = call.weights(...call.layer.weights.map(({ shape }) => shape));
  const equation = explicit(config.text('equation'), input.rank);
  const product = b.op('Einsum', [input.value, call.weight(kernel!)], { equation });
  return activate(call, input.with(bias ? b.add(product, call.weight(bias)) : product));
};

/** Keras writes `...` for the axes that are only carried along; ONNX Runtime wants each by a letter. */
function explicit(equation: string, rank: number): string {
  if (!equation.includes('...')) return equation;
  const [left = ''] = equation.split(',');
  const used = new Set(equation);
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').filter((letter) => !used.has(letter));
  const carried = letters.slice(0, rank - left.replace('...', '').length).join('');
  return equation.replaceAll('...', carried);
}
