/** What {@link PackedProgram} says, as the planner takes it. */

import type { Attribute, DenseTensor, DType, Graph, GraphNode, IntList, NumericData } from '@brine/core';
import type { TypedGraph } from '../../plan/types.js';
import type { PackedAttribute, PackedGraph, PackedTensor, Stretch } from './packed.js';

type Arrays = new (buffer: ArrayBufferLike, offset: number, length: number) => NumericData;

const ARRAYS: Readonly<Partial<Record<DType, Arrays>>> = {
  float64: Float64Array,
  float32: Float32Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint64: BigUint64Array,
  uint32: Uint32Array,
  uint16: Uint16Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

/** Bytes of base64 text. */
export function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Bytes as views of them need: at a multiple of 8, which a part of a larger buffer may not be. */
export function aligned(bytes: Uint8Array | ArrayBuffer): Uint8Array {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  return view.byteOffset % 8 === 0 ? view : view.slice();
}

export function unpackGraph(packed: PackedGraph, weights: Uint8Array): TypedGraph {
  const bodies = new Map<GraphNode, ReadonlyMap<string, TypedGraph>>();
  const nodes = packed.nodes.map(({ op, domain, name, inputs, outputs, attributes, bodies: inner }) => {
    const entries = Object.entries(attributes).map(([key, value]) => [key, unpackAttribute(value, weights)] as const);
    const node: GraphNode = { opType: op, domain, name, inputs, outputs, attributes: Object.fromEntries(entries) };
    bodies.set(node, new Map(Object.entries(inner).map(([key, body]) => [key, unpackGraph(body, weights)])));
    return node;
  });
  const initializers = packed.initializers.map(({ name, tensor }) => ({ name, tensor: unpackTensor(tensor, weights) }));
  const { inputs, outputs } = packed;
  const graph: Graph = { name: '', opsets: {}, inputs, outputs, initializers, nodes, metadata: {} };
  return { graph, dtypes: new Map(packed.dtypes), opsets: {}, bodies };
}

function elements([dtype, offset, length]: Stretch, weights: Uint8Array): NumericData {
  return new ARRAYS[dtype]!(weights.buffer, weights.byteOffset + offset, length);
}

function unpackTensor({ dtype, shape, at, texts }: PackedTensor, weights: Uint8Array): DenseTensor {
  return { dtype, shape, data: texts ?? elements(at!, weights) };
}

function unpackAttribute(packed: PackedAttribute, weights: Uint8Array): Attribute {
  switch (packed.type) {
    case 'int':
      return { type: 'int', value: BigInt(packed.value) };
    case 'float':
      return { type: 'float', value: Number(packed.value) };
    case 'ints':
      return { type: 'ints', value: elements(packed.at, weights) as Exclude<IntList, readonly bigint[]> };
    case 'floats':
      return { type: 'floats', value: elements(packed.at, weights) as Float32Array };
    case 'tensor':
      return { type: 'tensor', value: unpackTensor(packed.value, weights) };
    default:
      return packed as Attribute;
  }
}
