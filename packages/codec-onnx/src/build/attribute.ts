/** Attributes of nodes: one table says how each kind is stored. */

import type { ElementBytes } from '../read/elements.js';
import {
  bigintsOf,
  type Attribute,
  type AttributeValue,
  type DenseTensor,
  type Graph,
  type IntList,
  type SparseTensor,
  type ValueType,
} from '@brine/core';
import { recordError } from '../errors.js';
import type { AttributeProto, GraphProto, SparseTensorProto, TensorProto, TypeProto } from '../spec/messages.js';
import { compact, extraFields, leftover, withExtra, type Leftover } from './extra.js';
import { emptyMap } from './lists.js';
import { readSparse, sparseLeftover, writeSparse } from './sparse.js';
import { readTensor, readUtf8, tensorLeftover, writeTensor } from './tensor.js';
import { readType, typeLeftover, writeType } from './type.js';

/** How graphs within attributes are read: given, because they contain attributes. */
export interface GraphReader {
  readonly external: ElementBytes;
  readGraph(proto: GraphProto, path: string): Graph;
}

export type GraphWriter = (graph: Graph) => GraphProto;

/** One kind of value: the field that holds it, and how that is read and written. */
interface Kind<Stored, Value> {
  readonly type: Exclude<AttributeValue['type'], 'ref'>;
  readonly field: keyof AttributeProto;
  readonly read: (stored: Stored, path: string, reader: GraphReader) => Value;
  readonly write: (value: Value, writeGraph: GraphWriter, kept: Leftover | undefined) => Stored;
  /** What `read` leaves, for `write` to take. */
  readonly left?: (stored: Stored) => Leftover | undefined;
  /** What an absent field means; without it the field must be there. */
  readonly absent?: Stored;
}

type AnyKind = Kind<unknown, unknown>;

/** A kind whose field is a list of another's. */
function many<S, V>(type: AnyKind['type'], field: AnyKind['field'], one: Kind<S, V>): Kind<readonly S[], readonly V[]> {
  const left = one.left;
  return {
    type,
    field,
    read: (stored, path, reader) => stored.map((item, i) => one.read(item, `${path}[${i}]`, reader)),
    write: (values, writeGraph, kept) =>
      values.map((value, i) => one.write(value, writeGraph, kept?.[i] as Leftover | undefined)),
    ...(left
      ? {
          left: (stored) => (stored.some((item) => left(item)) ? (stored.map(left) as unknown as Leftover) : undefined),
        }
      : {}),
    absent: [],
  };
}

/** Lists of numbers up to this length are plain arrays, longer ones typed arrays. */
const SHORT = 64;

const STRING: Kind<Uint8Array, string> = {
  type: 'string',
  field: 's',
  read: readUtf8,
  write: (text) => new TextEncoder().encode(text),
  absent: new Uint8Array(0),
};
const TENSOR: Kind<TensorProto, DenseTensor> = {
  type: 'tensor',
  field: 't',
  read: (proto, path, { external }) => readTensor(proto, path, external),
  write: (tensor, _, kept) => writeTensor(tensor, kept),
  left: tensorLeftover,
};
const GRAPH: Kind<GraphProto, Graph> = {
  type: 'graph',
  field: 'g',
  read: (proto, path, reader) => reader.readGraph(proto, path),
  write: (graph, writeGraph) => writeGraph(graph),
};
const SPARSE: Kind<SparseTensorProto, SparseTensor> = {
  type: 'sparse_tensor',
  field: 'sparseTensor',
  read: (proto, path, { external }) => readSparse(proto, path, external),
  write: (tensor, _, kept) => writeSparse(tensor, kept),
  left: sparseLeftover,
};
const TYPE: Kind<TypeProto, ValueType> = {
  type: 'type_proto',
  field: 'tp',
  read: readType,
  write: (type, _, kept) => writeType(type, kept as TypeProto | undefined),
  left: (proto) => typeLeftover(proto) as Leftover | undefined,
};
const FLOAT: Kind<number, number> = { type: 'float', field: 'f', read: (f) => f, write: (f) => f, absent: 0 };
const INT: Kind<bigint, bigint> = { type: 'int', field: 'i', read: (i) => i, write: (i) => i, absent: 0n };
const FLOATS: Kind<Float32Array, Float32Array | readonly number[]> = {
  type: 'floats',
  field: 'floats',
  read: (list) => (list.length > SHORT ? list : Array.from(list)),
  write: (list) => (list instanceof Float32Array ? list : Float32Array.from(list)),
  absent: new Float32Array(0),
};
const INTS: Kind<NonNullable<AttributeProto['ints']>, IntList> = {
  type: 'ints',
  field: 'ints',
  read: (list) => (list.length > SHORT ? list : bigintsOf(list)),
  write(list) {
    if (list instanceof BigInt64Array || list instanceof Int32Array) return list;
    return isNarrow(list) ? Int32Array.from(list) : BigInt64Array.from(list);
  },
  absent: new BigInt64Array(0),
};

const isNarrow = (list: IntList): list is Exclude<IntList, readonly bigint[] | BigInt64Array> =>
  ArrayBuffer.isView(list) && !(list instanceof BigInt64Array);

/** In the order of `AttributeProto.AttributeType`, from 1. */
const KINDS = [
  FLOAT,
  INT,
  STRING,
  TENSOR,
  GRAPH,
  FLOATS,
  INTS,
  many('strings', 'strings', STRING),
  many('tensors', 'tensors', TENSOR),
  many('graphs', 'graphs', GRAPH),
  SPARSE,
  many('sparse_tensors', 'sparseTensors', SPARSE),
  TYPE,
  many('type_protos', 'typeProtos', TYPE),
] as unknown as readonly AnyKind[];

function readAttribute(proto: AttributeProto, path: string, reader: GraphReader): Attribute {
  const stated = KINDS[(proto.type ?? 0) - 1];
  // Files before IR version 2 state no type: the field that is there shows it.
  const kind = stated ?? KINDS.find(({ field }) => proto[field] !== undefined);
  if (!kind)
    throw recordError('malformed', 'ATTRIBUTE', proto, path, `Attribute ${path} has neither a type nor a value`);
  const doc = proto.docString ? { doc: proto.docString } : {};
  const rest: Record<string, unknown> = {
    ...leftover(proto, ['name', 'docString', 'refAttrName', 'type', kind.field]),
  };
  if (!stated) rest['$untyped'] = true;
  if (proto.refAttrName) return { type: 'ref', value: proto.refAttrName, of: kind.type, ...doc, ...withExtra(rest) };
  const stored = proto[kind.field] ?? kind.absent;
  if (stored === undefined) throw recordError('malformed', 'ATTRIBUTE', proto, path, `Attribute ${path} has no value`);
  const value = kind.read(stored, path, reader);
  const left = kind.left?.(stored);
  if (left) rest[kind.field] = left;
  // A typed array is packed unless said otherwise.
  if (ArrayBuffer.isView(value) && !proto.$repacked) rest['$repacked'] = [];
  return { type: kind.type, value, ...doc, ...withExtra(rest) } as Attribute;
}

/**
 * The attributes of a node or function by name.
 *
 * @param path - of what has them
 */
export function readAttributes(
  list: readonly AttributeProto[] | undefined,
  path: string,
  reader: GraphReader,
): Record<string, Attribute> {
  const attributes = emptyMap<Attribute>();
  for (const proto of list ?? []) {
    const name = proto.name ?? '';
    const at = `${path}.${name}`;
    if (attributes[name]) throw recordError('malformed', 'ATTRIBUTE', proto, at, `The attribute ${at} is there twice`);
    attributes[name] = readAttribute(proto, at, reader);
  }
  return attributes;
}

/** @param name - the attribute's key in its node */
export function writeAttribute(name: string, attribute: Attribute, writeGraph: GraphWriter): AttributeProto {
  const type = attribute.type === 'ref' ? attribute.of : attribute.type;
  const index = KINDS.findIndex((kind) => kind.type === type);
  const kind = KINDS[index]!;
  const { [kind.field]: inner, $untyped, ...kept } = extraFields(attribute.extra);
  const proto = {
    ...kept,
    ...compact({ name, docString: attribute.doc }),
    ...($untyped === true ? {} : { type: index + 1 }),
  } as AttributeProto;
  if (attribute.type === 'ref') return { ...proto, refAttrName: attribute.value };
  const packed = ArrayBuffer.isView(attribute.value) && !proto.$repacked ? { $repacked: [kind.field] } : {};
  return { ...proto, [kind.field]: kind.write(attribute.value, writeGraph, inner as Leftover | undefined), ...packed };
}
