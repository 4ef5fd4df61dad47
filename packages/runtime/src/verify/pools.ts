/** Values that mean something to a model, out of its own constants: rows made of them take more of its branches than noise does. */

import type { DenseTensor, Graph, GraphNode, Program } from '@brine/core';

/** What a column's numbers are made of. */
export interface Numbers {
  /** Thresholds that trees compare it with: equality with one is worth trying. */
  readonly thresholds: readonly number[];
  /** Its place in constants as wide as the input: means, centres, training rows. */
  readonly places: readonly number[];
}

export interface Pools {
  /** @param width - columns of the input */
  numbers(column: number, width: number): Numbers;
  /** Text that an input of text is looked up in: categories, words. */
  readonly texts: readonly string[];
}

/** Constants beyond this many tell no more. */
const MOST = 4096;

/** The pools of a program. */
export function poolsOf(program: Program): Pools {
  const thresholds = new Map<number, number[]>();
  const matrices: DenseTensor[] = [];
  const texts = new Set<string>();
  for (const stage of program.stages) {
    if (stage.kind === 'graph') collectGraph(stage.graph, thresholds, matrices, texts);
    else collectTexts(stage.description, texts);
  }
  return {
    numbers(column, width) {
      const places: number[] = [];
      for (const { shape, data } of matrices) {
        if (shape.at(-1) !== width) continue;
        for (let i = column; i < data.length && places.length < MOST; i += width) places.push(Number(data[i]));
      }
      return {
        thresholds: (thresholds.get(column) ?? []).filter(Number.isFinite),
        places: places.filter(Number.isFinite),
      };
    },
    texts: [...texts],
  };
}

function collectGraph(graph: Graph, thresholds: Map<number, number[]>, matrices: DenseTensor[], texts: Set<string>) {
  for (const { tensor } of graph.initializers) collectTensor(tensor, matrices, texts);
  for (const node of graph.nodes) {
    collectThresholds(node, thresholds);
    for (const attribute of Object.values(node.attributes)) {
      if (attribute.type === 'tensor') collectTensor(attribute.value, matrices, texts);
      else if (attribute.type === 'strings') collectTexts(attribute.value, texts);
      else if (attribute.type === 'graph') collectGraph(attribute.value, thresholds, matrices, texts);
    }
  }
}

function collectTensor(tensor: DenseTensor, matrices: DenseTensor[], texts: Set<string>) {
  if (tensor.dtype === 'str') collectTexts(tensor.data, texts);
  else if ((tensor.dtype === 'float64' || tensor.dtype === 'float32') && tensor.shape.length > 0) matrices.push(tensor);
}

/** The thresholds of a tree ensemble by feature, under the names that they have in the versions of ai.onnx.ml. */
function collectThresholds({ attributes }: GraphNode, thresholds: Map<number, number[]>) {
  const features = attributes.nodes_featureids;
  const splits = attributes.nodes_splits ?? attributes.nodes_values_as_tensor ?? attributes.nodes_values;
  if (features?.type !== 'ints' || (splits?.type !== 'tensor' && splits?.type !== 'floats')) return;
  const values = splits.type === 'tensor' ? splits.value.data : splits.value;
  for (let i = 0; i < Math.min(features.value.length, values.length); i++) {
    const feature = Number(features.value[i]);
    let known = thresholds.get(feature);
    if (!known) thresholds.set(feature, (known = []));
    if (known.length < MOST) known.push(Number(values[i]));
  }
}

/** Every text in plain JSON data, the keys of records included: vocabularies are records. */
function collectTexts(data: unknown, texts: Set<string>) {
  const open: unknown[] = [data];
  while (open.length > 0 && texts.size < MOST) {
    const item = open.pop();
    if (typeof item === 'string') texts.add(item);
    else if (Array.isArray(item)) for (const inner of item) open.push(inner);
    else if (typeof item === 'object' && item !== null) {
      for (const [key, inner] of Object.entries(item)) open.push(key, inner);
    }
  }
}
