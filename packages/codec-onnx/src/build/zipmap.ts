/**
 * ZipMap turns a row of probabilities into a map from class to probability: a form that JavaScript runtimes cannot take out of ONNX
 * Runtime, and that a tensor with its class labels says as well.
 */

import { bigintsOf, type ClassLabel, type Graph, type GraphNode, type Port } from '@brine/core';

const isZipMap = ({ opType, domain }: GraphNode) => opType === 'ZipMap' && domain === 'ai.onnx.ml';

/** The graph with each ZipMap replaced by its input: the outputs keep their names and become float32 `[rows, classes]`. */
export function withoutZipMaps(graph: Graph): Graph {
  const classes = new Map(graph.nodes.filter(isZipMap).map((node) => [node.outputs[0], labelsOf(node).length]));
  if (classes.size === 0) return graph;
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      isZipMap(node) ? { ...node, opType: 'Identity', domain: '', attributes: {} } : node,
    ),
    outputs: graph.outputs.map((port): Port => {
      const count = classes.get(port.name);
      return count === undefined ? port : { name: port.name, dtype: 'float32', shape: [null, count] };
    }),
    ...(graph.values ? { values: graph.values.filter(({ name }) => !classes.has(name)) } : {}),
  };
}

/** The labels of a graph's only ZipMap. */
export function zipMapLabels(graph: Graph): readonly ClassLabel[] | undefined {
  const [node, ...more] = graph.nodes.filter(isZipMap);
  return node && more.length === 0 ? labelsOf(node) : undefined;
}

function labelsOf({ attributes }: GraphNode): readonly ClassLabel[] {
  const { classlabels_int64s: ints, classlabels_strings: strings } = attributes;
  if (ints?.type === 'ints') return bigintsOf(ints.value);
  return strings?.type === 'strings' ? strings.value : [];
}
