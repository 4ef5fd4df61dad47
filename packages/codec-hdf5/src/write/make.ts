/** Groups, datasets and attributes in memory, to be written. */

import {
  bytesOf,
  type DenseTensor,
  type DType,
  type ElementType,
  type HierarchyArray,
  type HierarchyAttribute,
  type HierarchyDataset,
  type HierarchyGroup,
  type HierarchyLink,
  type HierarchyObject,
  type NumericData,
  sizeOf,
  type Tensor,
} from '@brine/core';
import { unwritable } from './datatype.js';

const TEXT: ElementType = { kind: 'string', size: 16, variable: true, utf8: true, padding: 'null-terminated' };

/** Names in one attribute: HDF5 allows it 64 KB, of which each takes what refers to it. Keras reads `layer_names0`, `layer_names1`, ... */
const MOST_NAMES = Math.floor(64_000 / TEXT.size);

let ids = 0;

export class GroupMaker {
  readonly #members = new Map<string, HierarchyObject>();
  readonly #attributes: HierarchyAttribute[] = [];
  readonly group: HierarchyGroup = {
    kind: 'group',
    id: ++ids,
    attributes: () => Promise.resolve(sorted(this.#attributes)),
    links: () =>
      Promise.resolve(
        sorted(
          [...this.#members].map(([name, object]): HierarchyLink => ({
            kind: 'hard',
            name,
            open: () => Promise.resolve(object),
          })),
        ),
      ),
  };
  readonly #groups = new Map<string, GroupMaker>();

  /** A group at a path, made where it is not there. */
  at(path: string): GroupMaker {
    return path
      .split('/')
      .filter((part) => part !== '')
      .reduce<GroupMaker>((maker, name) => maker.#inner(name, path), this);
  }

  #inner(name: string, path: string): GroupMaker {
    let inner = this.#groups.get(name);
    if (!inner) {
      if (this.#members.has(name)) throw unwritable('a group with the name of a dataset', path);
      inner = new GroupMaker();
      this.#groups.set(name, inner);
      this.#members.set(name, inner.group);
    }
    return inner;
  }

  /** A dataset at a path. */
  dataset(path: string, tensor: Tensor): void {
    const cut = path.lastIndexOf('/');
    const name = path.slice(cut + 1);
    const holder = cut < 0 ? this : this.at(path.slice(0, cut));
    if (name === '' || name === '.' || holder.#members.has(name))
      throw unwritable('a dataset without a name of its own', path);
    holder.#members.set(name, datasetOf(tensor));
  }

  text(name: string, value: string): this {
    this.#attributes.push(attributeOf(name, texts([], [value])));
    return this;
  }

  /** A list of names; cut into several attributes where one would be too large. */
  texts(name: string, values: readonly string[]): this {
    const add = (part: string, names: readonly string[]) =>
      this.#attributes.push(attributeOf(part, names.length > 0 ? texts([names.length], names) : NO_NAMES));
    if (values.length <= MOST_NAMES) add(name, values);
    else {
      for (let i = 0; i * MOST_NAMES < values.length; i++)
        add(`${name}${i}`, values.slice(i * MOST_NAMES, (i + 1) * MOST_NAMES));
    }
    return this;
  }
}

function sorted<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function texts(shape: readonly number[], values: readonly string[]): HierarchyArray {
  const items = values.map((value) => ({ kind: 'text', bytes: new TextEncoder().encode(value) }) as const);
  return { type: TEXT, shape, bytes: new Uint8Array(0), items };
}

/** As numpy has an empty list: of float64. */
const NO_NAMES: HierarchyArray = {
  type: { kind: 'float', size: 8, bigEndian: false, format: 'ieee' },
  shape: [0],
  bytes: new Uint8Array(0),
};

function attributeOf(name: string, array: HierarchyArray): HierarchyAttribute {
  return { name, type: array.type, shape: array.shape, read: () => Promise.resolve(array) };
}

function datasetOf(tensor: Tensor): HierarchyDataset {
  const { shape, dtype } = tensor;
  const type = typeOf(dtype);
  return {
    kind: 'dataset',
    id: ++ids,
    attributes: () => Promise.resolve([]),
    type,
    shape,
    maxShape: shape,
    filters: [],
    read: async () => arrayOf(await tensor.read(), type),
  };
}

function arrayOf({ shape, data }: DenseTensor, type: ElementType): HierarchyArray {
  if (ArrayBuffer.isView(data))
    return { type, shape, bytes: bytesOf(data as NumericData).subarray(0, sizeOf(shape) * type.size) };
  return { ...texts(shape, data as readonly string[]), type };
}

const FLOATS: Readonly<Partial<Record<DType, readonly [number, 'ieee' | 'bfloat16' | 'float8_e4m3' | 'float8_e5m2']>>> =
  {
    float16: [2, 'ieee'],
    float32: [4, 'ieee'],
    float64: [8, 'ieee'],
    bfloat16: [2, 'bfloat16'],
    float8_e4m3fn: [1, 'float8_e4m3'],
    float8_e5m2: [1, 'float8_e5m2'],
  };

/** @throws CodecError `encode` for element types that HDF5 has no name for */
export function typeOf(dtype: DType): ElementType {
  const float = FLOATS[dtype];
  if (float) return { kind: 'float', size: float[0], bigEndian: false, format: float[1] };
  const [, unsigned, bits] = /^(u?)int(8|16|32|64)$/.exec(dtype) ?? [];
  if (bits) return { kind: 'integer', size: Number(bits) / 8, signed: unsigned === '', bigEndian: false };
  if (dtype === 'str') return TEXT;
  if (dtype === 'bool') {
    const base = { kind: 'integer', size: 1, signed: true, bigEndian: false } as const;
    return {
      kind: 'enum',
      size: 1,
      base,
      members: new Map([
        ['FALSE', 0n],
        ['TRUE', 1n],
      ]),
    };
  }
  if (dtype === 'complex64' || dtype === 'complex128') {
    const size = dtype === 'complex64' ? 4 : 8;
    const type = { kind: 'float', size, bigEndian: false, format: 'ieee' } as const;
    return {
      kind: 'compound',
      size: 2 * size,
      fields: [
        { name: 'r', offset: 0, type },
        { name: 'i', offset: size, type },
      ],
    };
  }
  throw unwritable(`elements of the type ${dtype}`);
}
