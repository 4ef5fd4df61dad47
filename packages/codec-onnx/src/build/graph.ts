/** Graphs and subgraphs. */

import type { ElementBytes } from '../read/elements.js';
import type { Graph, Initializer, SparseInitializer } from '@brine/core';
import type { GraphProto, SparseTensorProto, TensorProto } from '../spec/messages.js';
import type { GraphReader } from './attribute.js';
import { compact, extraFields, leftover, withExtra } from './extra.js';
import { emptyMap } from './lists.js';
import { readNode, writeNode } from './node.js';
import { readSparse, sparseLeftover, writeSparse } from './sparse.js';
import { readTensor, tensorLeftover, writeTensor } from './tensor.js';
import { readPort, writePort } from './type.js';

const MAPPED = ['node', 'name', 'initializer', 'docString', 'input', 'output', 'valueInfo', 'sparseInitializer'];

/**
 * @param path - of a subgraph: the attribute that it is; empty for the model's graph
 * @throws CodecError `malformed` or `unsupported` with the path of what is wrong
 */
export function readGraph(proto: GraphProto, path: string, external: ElementBytes): Graph {
  const prefix = path === '' ? '' : `${path}.`;
  const reader: GraphReader = { external, readGraph: (inner, at) => readGraph(inner, at, external) };
  const sparse = (proto.sparseInitializer ?? []).map((tensor) => readSparseInitializer(tensor, external));
  return {
    name: proto.name ?? '',
    opsets: emptyMap(),
    inputs: (proto.input ?? []).map(readPort),
    outputs: (proto.output ?? []).map(readPort),
    initializers: (proto.initializer ?? []).map((tensor) => readInitializer(tensor, external)),
    ...compact({ sparseInitializers: sparse, values: (proto.valueInfo ?? []).map(readPort) }),
    nodes: (proto.node ?? []).map((node, i) => readNode(node, `${prefix}node[${i}]`, reader)),
    metadata: emptyMap(),
    ...(proto.docString ? { doc: proto.docString } : {}),
    ...withExtra(leftover(proto, MAPPED)),
  };
}

function readInitializer(proto: TensorProto, external: ElementBytes): Initializer {
  const { name = '', ...tensor } = readTensor(proto, proto.name ?? '', external);
  return { name, tensor, ...withExtra(tensorLeftover(proto)) };
}

/** Its name is that of its values. */
function readSparseInitializer(proto: SparseTensorProto, external: ElementBytes): SparseInitializer {
  const { values, ...tensor } = readSparse(proto, proto.values?.name ?? '', external);
  const { name = '', ...elements } = values;
  return { name, tensor: { ...tensor, values: elements }, ...withExtra(sparseLeftover(proto)) };
}

/** The record of a graph. What only a model has (opsets, metadata, functions) is the model's. */
export function writeGraph(graph: Graph): GraphProto {
  return {
    ...extraFields(graph.extra),
    ...compact({
      node: graph.nodes.map((node) => writeNode(node, writeGraph)),
      name: graph.name,
      initializer: graph.initializers.map(writeInitializer),
      docString: graph.doc,
      input: graph.inputs.map(writePort),
      output: graph.outputs.map(writePort),
      valueInfo: graph.values?.map(writePort),
      sparseInitializer: graph.sparseInitializers?.map(writeSparseInitializer),
    }),
  } as GraphProto;
}

function writeInitializer({ name, tensor, extra }: Initializer): TensorProto {
  return { ...writeTensor(tensor, extraFields(extra)), ...compact({ name }) };
}

function writeSparseInitializer({ name, tensor, extra }: SparseInitializer): SparseTensorProto {
  const proto = writeSparse(tensor, extraFields(extra));
  return { ...proto, values: { ...proto.values, ...compact({ name }) } as TensorProto };
}
