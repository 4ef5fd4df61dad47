/** A program as JSON and one block of bytes. @see inside/packed.ts */

import {
  bigintsOf,
  type Attribute,
  type DenseTensor,
  type DType,
  type Graph,
  type IntList,
  type NumericData,
  type Port,
  type Program,
  type StageRecord,
} from '@brine/core';
import { engineError } from '../errors.js';
import { typeGraph, type TypedGraph } from '../plan/types.js';
import type {
  PackedAttribute,
  PackedGraph,
  PackedNode,
  PackedProgram,
  PackedTensor,
  Stretch,
} from './inside/packed.js';

export interface Packed {
  readonly program: PackedProgram;
  readonly weights: Uint8Array;
  /** `domain:operator` of every node. */
  readonly operators: ReadonlySet<string>;
}

/** @throws CodecError `encode` for a program that the engine does not run */
export async function packProgram({ name, inputs, stages, methods, network }: Program): Promise<Packed> {
  const block = new Block();
  const operators = new Set<string>();
  const packed: (PackedGraph | StageRecord)[] = [];
  for (const stage of stages) {
    packed.push(stage.kind === 'graph' ? packGraph(await typed(stage.graph, name), block, operators) : recordOf(stage));
  }
  const program: PackedProgram = {
    inputs: inputs.map((port) => ({
      ...plainPort(port),
      ...(port.columns ? { columns: port.columns } : {}),
    })),
    stages: packed,
    methods: Object.entries(methods).map(([method, outputs]) => ({
      method,
      outputs,
      form: network ? 'names' : outputs.length === 1 ? 'one' : 'list',
    })),
  };
  return { program, weights: block.bytes(), operators };
}

async function typed(graph: Graph, name: string): Promise<TypedGraph> {
  const reasons = new Set<string>();
  const result = await typeGraph(graph, reasons);
  if (reasons.size === 0) return result;
  throw engineError('encode', 'UNSUPPORTED', `no module can be made of ${name}: ${[...reasons].join('; ')}`, {
    hint: 'A module runs what the engine of Brine runs.',
  });
}

function packGraph({ graph, dtypes, bodies }: TypedGraph, block: Block, operators: Set<string>): PackedGraph {
  const nodes = graph.nodes.map((node): PackedNode => {
    const domain = node.domain === 'ai.onnx' ? '' : node.domain;
    operators.add(`${domain}:${node.opType}`);
    const inner = [...(bodies.get(node) ?? [])].map(([key, body]) => [key, packGraph(body, block, operators)] as const);
    const attributes = Object.entries(node.attributes).filter(([, { type }]) => type !== 'graph');
    return {
      op: node.opType,
      domain,
      name: node.name,
      inputs: node.inputs,
      outputs: node.outputs,
      attributes: Object.fromEntries(attributes.map(([key, value]) => [key, packAttribute(key, value, block)])),
      bodies: Object.fromEntries(inner),
    };
  });
  const made = new Set(graph.nodes.flatMap(({ outputs }) => outputs));
  return {
    inputs: graph.inputs.map(plainPort),
    outputs: graph.outputs.map(plainPort),
    initializers: graph.initializers.map(({ name, tensor }) => ({ name, tensor: packTensor(tensor, block) })),
    nodes,
    dtypes: [...dtypes].filter(([name]) => made.has(name)),
  };
}

/** Its fields alone: the stage itself has functions. */
const recordOf = ({ description: { kind, parameters }, inputs, outputs }: StageRecord): StageRecord => ({
  description: { kind, parameters },
  inputs: inputs.map(plainPort),
  outputs: outputs.map(plainPort),
});

const plainPort = ({ name, dtype, shape }: Port): Port => ({ name, dtype, shape });

/** What else an attribute can be, no operator of the engine has. */
function packAttribute(name: string, { type, value }: Attribute, block: Block): PackedAttribute {
  switch (type) {
    case 'int':
    case 'string':
      return { type, value: String(value) };
    case 'float':
      return { type, value: Object.is(value, -0) ? '-0' : String(value) };
    case 'strings':
      return { type, value };
    case 'ints':
      return { type, at: block.add('int64', narrow(value)) };
    case 'floats':
      return { type, at: block.add('float32', Float32Array.from(value)) };
    case 'tensor':
      return { type, value: packTensor(value, block) };
    default:
      throw engineError('encode', 'UNSUPPORTED', `a module has no attribute ${name} of type ${type}`);
  }
}

function packTensor({ dtype, shape, data }: DenseTensor, block: Block): PackedTensor {
  if (dtype === 'str') return { dtype, shape, texts: data as readonly string[] };
  return { dtype, shape, at: block.add(dtype, data as NumericData) };
}

/** Integers in the smallest type that holds them: the lists of a forest are long, and their numbers are small. */
function narrow(values: IntList): NumericData {
  let [low, high]: [low: bigint | number, high: bigint | number] = [0, 0];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const numbers: ArrayLike<bigint | number> = values;
  for (const [Type, least, most] of NARROW) if (low >= least && high <= most) return Type.from(numbers, Number);
  return BigInt64Array.from(bigintsOf(values));
}

interface Narrow {
  from<T>(values: ArrayLike<T>, map: (value: T) => number): NumericData;
}

const NARROW: readonly (readonly [Type: Narrow, least: number, most: number])[] = [
  [Uint8Array, 0, 255],
  [Int16Array, -(2 ** 15), 2 ** 15 - 1],
  [Int32Array, -(2 ** 31), 2 ** 31 - 1],
];

const STORED: ReadonlyMap<unknown, DType> = new Map<unknown, DType>([
  [Uint8Array, 'uint8'],
  [Int16Array, 'int16'],
  [Int32Array, 'int32'],
]);

/** Bytes one after another, each stretch at a multiple of 8. */
class Block {
  readonly #pieces: { offset: number; bytes: Uint8Array }[] = [];
  #length = 0;

  add(dtype: DType, data: NumericData): Stretch {
    const offset = this.#length;
    const { buffer, byteOffset, byteLength } = data;
    this.#pieces.push({ offset, bytes: new Uint8Array(buffer, byteOffset, byteLength) });
    this.#length = Math.ceil((offset + byteLength) / 8) * 8;
    return [dtype === 'int64' ? (STORED.get(data.constructor) ?? dtype) : dtype, offset, data.length];
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#length);
    for (const piece of this.#pieces) bytes.set(piece.bytes, piece.offset);
    return bytes;
  }
}
