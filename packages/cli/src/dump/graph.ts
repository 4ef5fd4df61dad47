/** A graph as JSON, in the terms of ONNX: opsets, metadata, inputs and outputs, initializers, nodes with their attributes. */

import {
  type Attribute,
  type DenseTensor,
  type DType,
  type Graph,
  type Inspection,
  type Port,
  sizeOf,
  type SparseTensor,
} from '@brine/core';
import type { Json, JsonObject } from '@brine/core/values';
import { denseHash } from '../tensors.js';
import { firstElements, nestedElements } from './elements.js';
import { widened } from './widen.js';

/** Tensors of more elements, and longer lists of numbers, are collapsed. */
const LONG_TENSOR = 40;
const LONG_LIST = 64;

export function graphSummary(graph: Graph, { producer, details }: Inspection, full: boolean): Json {
  const [by = ['', '']] = Object.entries(producer ?? {});
  const irVersion = details?.irVersion;
  return {
    ...(typeof irVersion === 'number' ? { ir_version: irVersion } : {}),
    producer: [...by],
    opsets: Object.entries(graph.opsets).map(([domain, version]) => [domain, version]),
    metadata: { ...graph.metadata },
    doc: graph.doc ?? '',
    functions: (graph.functions ?? []).map(({ domain, name, nodes }) => [domain, name, nodes.length]),
    graph: withPlaces(graphJson(graph, full), details?.external),
  };
}

/** The initializers with where those lie that are in other files. */
function withPlaces(graph: JsonObject, places: unknown): JsonObject {
  if (typeof places !== 'object' || places === null) return graph;
  const known = new Map(Object.entries(places as Record<string, Record<string, string>>));
  const initializers = (graph.initializers as readonly JsonObject[]).map((one) => {
    const external = known.get(one.name as string);
    return external ? { ...one, external: { ...external } } : one;
  });
  return { ...graph, initializers };
}

function graphJson(graph: Graph, full: boolean): JsonObject {
  return {
    name: graph.name,
    inputs: graph.inputs.map(portJson),
    outputs: graph.outputs.map(portJson),
    initializers: graph.initializers.map(({ name, tensor }) => tensorJson(name, tensor, full)),
    sparse_initializers: (graph.sparseInitializers ?? []).map(({ name, tensor }) => sparseJson(name, tensor, full)),
    nodes: graph.nodes.map(({ opType, domain, name, inputs, outputs, attributes }) => ({
      op: opType,
      domain,
      name,
      inputs: [...inputs],
      outputs: [...outputs],
      attributes: Object.entries(attributes).map(([key, attribute]) => ({
        name: key,
        type: attribute.type === 'ref' ? attribute.of.toUpperCase() : attribute.type.toUpperCase(),
        value: attributeJson(attribute, full),
      })),
    })),
  };
}

function portJson({ name, dtype, shape, type }: Port): JsonObject {
  if (type && type.kind !== 'tensor') return { name, type: `${type.kind}_type` };
  return { name, elem: elementName(dtype), shape: shape && [...shape] };
}

/** ONNX's names of element types, where they are not ours in capitals. */
const ELEMENT_NAMES: Readonly<Partial<Record<DType, string>>> = {
  float32: 'FLOAT',
  float64: 'DOUBLE',
  str: 'STRING',
  float8_e8m0fnu: 'FLOAT8E8M0',
  float4_e2m1fn: 'FLOAT4E2M1',
};

function elementName(dtype: DType): string {
  return ELEMENT_NAMES[dtype] ?? dtype.replace('_', '').toUpperCase();
}

function tensorJson(name: string, tensor: DenseTensor, full: boolean): JsonObject {
  const about: JsonObject = { name, dtype: elementName(tensor.dtype), dims: [...tensor.shape] };
  if (tensor.dtype === 'str') return { ...about, strings: [...(tensor.data as readonly string[])] };
  // Small types are shown, and hashed, as the numbers that they are.
  const sha256 = denseHash(widened(tensor));
  return {
    ...about,
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(full || sizeOf(tensor.shape) <= LONG_TENSOR
      ? { data: nestedElements(tensor) }
      : { first: firstElements(tensor) }),
  };
}

function sparseJson(name: string, { shape, values, indices }: SparseTensor, full: boolean): JsonObject {
  return {
    name,
    dims: [...shape],
    values: tensorJson(name, values, full),
    indices: tensorJson(indices.name ?? '', indices, full),
  };
}

function attributeJson(attribute: Attribute, full: boolean): Json {
  switch (attribute.type) {
    case 'int':
      return integer(attribute.value);
    case 'float':
      return float(attribute.value);
    case 'string':
      return attribute.value;
    case 'ints':
      return cut<bigint | number>(attribute.value, full).map(integer);
    case 'floats':
      return cut(attribute.value, full).map(float);
    case 'strings':
      return [...attribute.value];
    case 'tensor':
      return tensorJson(attribute.value.name ?? '', attribute.value, full);
    case 'graph':
      return graphJson(attribute.value, full);
    default:
      return '...';
  }
}

function cut<T>(items: Iterable<T> & { readonly length: number }, full: boolean): T[] {
  return full ? [...items] : Array.from(items).slice(0, LONG_LIST);
}

function integer(value: bigint | number): Json {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
}

function float(value: number): Json {
  return Number.isFinite(value) ? value : String(value);
}
