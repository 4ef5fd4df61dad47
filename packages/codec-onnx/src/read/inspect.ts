/** What a model is, out of its records: no tensor's elements are touched. */

import type { Inspection, InspectOptions, TensorInfo, TreeNode } from '@brine/core';
import { emptyMap, normalDomain, readEntries, readOpsets } from '../build/lists.js';
import { requiredInputs } from '../build/program.js';
import { storedBytes } from '../build/storage.js';
import { tensorHeader, textBytes } from '../build/tensor.js';
import { readPort } from '../build/type.js';
import type { ModelProto, NodeProto, TensorProto } from '../spec/messages.js';
import type { Elements } from './elements.js';
import { collect } from './walk.js';

/** Nodes that the tree shows at most. */
const MOST_NODES = 200;

export function inspectModel(model: ModelProto, elements: Elements, { depth = 3 }: InspectOptions): Inspection {
  const { graph = {}, producerName = '', producerVersion = '' } = model;
  const initializers = (graph.initializer ?? []).map((proto) => ({ name: proto.name ?? '', proto }));
  return {
    format: 'onnx',
    version: `IR ${model.irVersion ?? 'unknown'}`,
    ...(producerName ? { producer: { [producerName]: producerVersion } } : {}),
    tensors: initializers.map(({ name, proto }) => tensorInfo(name, proto, elements)),
    inputs: requiredInputs(
      (graph.input ?? []).map(readPort),
      initializers.map(({ name }) => name),
    ),
    outputs: (graph.output ?? []).map(readPort),
    tree: graphTree(model, depth),
    details: details(model),
  };
}

function tensorInfo(name: string, proto: TensorProto, elements: Elements): TensorInfo {
  const { dtype, shape, count } = tensorHeader(proto, name);
  const bytes = storedBytes(dtype, count) ?? textBytes(proto);
  const offset = elements.offsetOf(proto);
  return { name, dtype, shape, bytes, ...(offset === undefined ? {} : { offset }) };
}

function details(model: ModelProto): Record<string, unknown> {
  const operators = emptyMap<number>();
  const nodes = collect('NodeProto', 'ModelProto', model);
  for (const node of nodes) {
    const name = operatorName(node);
    operators[name] = (operators[name] ?? 0) + 1;
  }
  const initializers = model.graph?.initializer ?? [];
  const functions = (model.functions ?? []).map(({ domain = '', name = '' }) => `${domain}.${name}`);
  return {
    irVersion: Number(model.irVersion ?? 0n),
    opsets: Object.fromEntries(
      Object.entries(readOpsets(model.opsetImport)).map(([domain, version]) => [domain || 'ai.onnx', version]),
    ),
    operators: Object.fromEntries(Object.entries(operators).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    nodes: nodes.length,
    parameters: initializers.reduce((sum, proto) => sum + tensorHeader(proto, proto.name ?? '').count, 0),
    ...(functions.length > 0 ? { functions } : {}),
    ...externalPlaces(model),
    ...(model.metadataProps ? { metadata: readEntries(model.metadataProps) } : {}),
    ...(model.graph?.name ? { graph: model.graph.name } : {}),
    ...(model.domain ? { domain: model.domain } : {}),
    ...(model.modelVersion ? { modelVersion: Number(model.modelVersion) } : {}),
    ...(model.docString ? { doc: model.docString } : {}),
  };
}

/** Where tensors lie that are in other files, as the file says it: `{ "W": { "location": "W.bin", "offset": "0" } }`. */
function externalPlaces(model: ModelProto): { external?: Record<string, Record<string, string>> } {
  const places = emptyMap<Record<string, string>>();
  for (const { name = '', externalData } of collect('TensorProto', 'ModelProto', model)) {
    if (externalData) places[name] = readEntries(externalData);
  }
  return Object.keys(places).length > 0 ? { external: places } : {};
}

/** `Gemm`, `ai.onnx.ml.TreeEnsemble`. */
function operatorName({ domain, opType = '' }: NodeProto): string {
  const known = normalDomain(domain);
  return known === '' ? opType : `${known}.${opType}`;
}

function graphTree({ graph = {} }: ModelProto, depth: number): TreeNode {
  const nodes = graph.node ?? [];
  const shown = depth < 1 ? [] : nodes.slice(0, MOST_NODES);
  return {
    label: '',
    type: 'GraphProto',
    summary: `${nodes.length} nodes`,
    children: shown.map((node, i) => ({
      label: `node[${i}]`,
      type: operatorName(node),
      summary: `${(node.input ?? []).join(', ')} -> ${(node.output ?? []).join(', ')}`,
    })),
    ...(shown.length < nodes.length ? { more: nodes.length - shown.length } : {}),
  };
}
