/** Variables of Keras' layers: their names, and the parts of a layer that have some, in the order of `layer.weights`. */

import type { JsonValue } from '@brine/core';
import { isModel, readSpec, type Spec, wrapped } from './architecture.js';
import { get, isObject, listAt } from './json.js';

/** A part of a layer with variables of its own. */
export interface Part {
  /** Attributes by which Keras 3 stores it: the first that is there. */
  readonly attributes: readonly string[];
  readonly spec: Spec;
  /** Its name is put before those of its variables. */
  readonly named: boolean;
}

const on =
  (key: string, names: readonly string[], otherwise = true) =>
  (config: JsonValue) =>
    (get(config, key) ?? otherwise) === true ? names : [];
const always =
  (...names: readonly string[]) =>
  () =>
    names;
type Names = (config: JsonValue) => readonly string[];

const KERNEL = [always('kernel'), on('use_bias', ['bias'])];
const GATES = [always('kernel', 'recurrent_kernel'), on('use_bias', ['bias'])];
const SCALED = [on('scale', ['gamma']), on('center', ['beta'])];

/** The names of what `add_weight` makes, in its order, trainable ones first. */
const NAMES: Readonly<Record<string, readonly Names[]>> = {
  Dense: KERNEL,
  EinsumDense: [always('kernel'), (config) => (get(config, 'bias_axes') == null ? [] : ['bias'])],
  ...Object.fromEntries(
    [1, 2, 3].flatMap((n) => [
      [`Conv${n}D`, KERNEL],
      [`Convolution${n}D`, KERNEL],
      [`Conv${n}DTranspose`, KERNEL],
      [`DepthwiseConv${n}D`, KERNEL],
      [`SeparableConv${n}D`, [always('depthwise_kernel', 'pointwise_kernel'), on('use_bias', ['bias'])]],
      [`ConvLSTM${n}DCell`, GATES],
      [`LocallyConnected${n}D`, KERNEL],
    ]),
  ),
  SimpleRNNCell: GATES,
  LSTMCell: GATES,
  GRUCell: GATES,
  ConvLSTMCell: GATES,
  Embedding: [always('embeddings')],
  ReversibleEmbedding: [
    always('embeddings'),
    (config) => (get(config, 'tie_weights') === false ? ['reverse_embeddings'] : []),
  ],
  BatchNormalization: [...SCALED, always('moving_mean', 'moving_variance')],
  LayerNormalization: SCALED,
  GroupNormalization: SCALED,
  RMSNormalization: [always('scale')],
  SpectralNormalization: [always('vector_u')],
  Normalization: [(config) => (get(config, 'mean') == null ? ['mean', 'variance', 'count'] : [])],
  PReLU: [always('alpha')],
  Attention: [
    on('use_scale', ['scale'], false),
    (config) => (get(config, 'score_mode') === 'concat' ? ['concat_score_weight'] : []),
  ],
  AdditiveAttention: [on('use_scale', ['scale'])],
};

export function variableNames({ className, config }: Spec): readonly string[] {
  return (NAMES[className] ?? []).flatMap((names) => names(config));
}

const RECURRENT: Readonly<Record<string, string>> = {
  SimpleRNN: 'SimpleRNNCell',
  LSTM: 'LSTMCell',
  GRU: 'GRUCell',
  ConvLSTM1D: 'ConvLSTMCell',
  ConvLSTM2D: 'ConvLSTMCell',
  ConvLSTM3D: 'ConvLSTMCell',
};

/** Attention of several heads: what it computes its queries, keys, values and output by. */
const HEADS = ['query', 'key', 'value', 'output'] as const;

/** @returns undefined for a layer of which it is not known what is inside */
export function partsOf(spec: Spec): readonly Part[] | undefined {
  const { className, config } = spec;
  const cell = RECURRENT[className];
  if (cell !== undefined) {
    return [{ attributes: ['cell'], spec: { className: cell, name: snakeCase(cell), config }, named: true }];
  }
  if (className === 'MultiHeadAttention' || className === 'GroupedQueryAttention') {
    return HEADS.map((head) => ({
      attributes: [`${head}_dense`, `_${head}_dense`],
      spec: {
        className: 'EinsumDense',
        name: head === 'output' ? 'attention_output' : head,
        config: { bias_axes: get(config, 'use_bias') === false ? null : 'e' },
      },
      named: true,
    }));
  }
  if (className === 'Bidirectional') {
    const layer = wrapped(spec, 'layer');
    if (!layer) return undefined;
    const backward = wrapped(spec, 'backward_layer') ?? layer;
    const part = (way: string, inner: Spec): Part => ({
      attributes: [`${way}_layer`],
      spec: { ...inner, name: inner.name.startsWith(`${way}_`) ? inner.name : `${way}_${inner.name}` },
      named: true,
    });
    return [part('forward', layer), part('backward', backward)];
  }
  const inner = wrapped(spec, 'layer');
  if (inner) return [{ attributes: ['layer'], spec: inner, named: className !== 'TimeDistributed' }];
  const single = wrapped(spec, 'cell');
  if (single) return [{ attributes: ['cell'], spec: single, named: true }];
  const cells = listAt(config, 'cells');
  if (cells) {
    const specs = cells.filter(isObject).map((stored) => readSpec(stored, spec.name, 1));
    return containerNames(specs).map((name, i) => ({ attributes: [`cells/${name}`], spec: specs[i]!, named: true }));
  }
  return className in NAMES || isModel(spec) ? [] : undefined;
}

/** Names under which Keras stores the layers of a list: their classes, numbered. */
export function containerNames(specs: readonly Pick<Spec, 'className'>[]): string[] {
  const used = new Map<string, number>();
  return specs.map(({ className }) => {
    const name = snakeCase(className);
    const count = used.get(name) ?? 0;
    used.set(name, count + 1);
    return count === 0 ? name : `${name}_${count}`;
  });
}

/** @see keras/src/utils/naming.py, to_snake_case */
export function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
