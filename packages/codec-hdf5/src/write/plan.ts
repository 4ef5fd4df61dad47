/** What is written of each object: planned first, so that every size is known before the first byte is written. */

import {
  type ElementType,
  type HierarchyArray,
  type HierarchyAttribute,
  type HierarchyDataset,
  type HierarchyGroup,
  type HierarchyLink,
  type HierarchyObject,
  isCodecError,
  type Note,
  sizeOf,
  type StorageFilter,
} from '@brine/core';
import { refers } from '../read/datatype.js';
import { FILTER, MESSAGE } from '../spec/format.js';
import { Bytes } from './bytes.js';
import { type ChunkOut, cutChunks, WRITTEN } from './chunks.js';
import { unwritable, writeDatatype } from './datatype.js';
import { type Addresses, planItems, type PutElement, writtenType } from './elements.js';
import type { HeapWriter } from './heap.js';
import {
  attribute,
  attributeInfo,
  chunked,
  contiguous,
  dataspace,
  fillValue,
  filterPipeline,
  linkMessages,
  type MessageOut,
  writeHeader,
} from './messages.js';

/** Elements of a dataset that lie together. */
export interface Contiguous {
  readonly kind: 'contiguous';
  readonly length: number;
  bytes(addresses: Addresses): Promise<Uint8Array>;
}

export interface Chunks {
  readonly kind: 'chunks';
  readonly chunk: readonly number[];
  readonly chunks: readonly ChunkOut[];
}

export interface PlannedObject {
  readonly data?: Contiguous | Chunks;
  /** @param at - address of its data: of the elements, or of the tree of its chunks */
  header(addresses: Addresses, at: number | undefined): Uint8Array;
}

/** The largest attribute that a header takes, with its type and name. */
const MOST_ATTRIBUTE = 64_000;

export class Planner {
  readonly notes: Note[] = [];

  constructor(readonly heap: HeapWriter) {}

  async object(object: HierarchyObject, path: string): Promise<PlannedObject> {
    const attributes = await this.#attributes(object, path);
    if (object.kind === 'group') return this.#group(object, attributes, path);
    if (object.kind === 'type') {
      const message = { type: MESSAGE.datatype, body: writeDatatype(writtenType(object.type)) };
      return { header: (addresses) => attributes.header([message], addresses) };
    }
    return this.#dataset(object, attributes, path);
  }

  /** A dataset without elements, in place of one that cannot be written. */
  empty(object: HierarchyObject): PlannedObject {
    const type = object.kind === 'dataset' ? simplest(object.type) : NOTHING;
    const messages = [
      { type: MESSAGE.dataspace, body: dataspace(null, null) },
      { type: MESSAGE.datatype, body: writeDatatype(type) },
      { type: MESSAGE.fill, body: fillValue(undefined, false) },
      { type: MESSAGE.layout, body: contiguous(undefined, 0) },
    ];
    return { header: () => writeHeader(messages, false) };
  }

  async #group(group: HierarchyGroup, attributes: Attributes, path: string): Promise<PlannedObject> {
    const links = (await group.links()).filter((link) => {
      if (link.kind === 'other') this.lose(`the link ${JSON.stringify(link.name)} is of a type of its own`, path);
      return link.kind !== 'other';
    });
    const ordered = !isSorted(links);
    const targets = new Map<HierarchyLink, number>();
    for (const link of links) if (link.kind === 'hard') targets.set(link, (await link.open()).id);
    return {
      header: (addresses) =>
        attributes.header(
          linkMessages(links, ordered, (link) => addresses.object(targets.get(link)!)),
          addresses,
        ),
    };
  }

  async #dataset(dataset: HierarchyDataset, attributes: Attributes, path: string): Promise<PlannedObject> {
    const { shape, fill } = dataset;
    const type = writtenType(dataset.type);
    // Chunks are cut before addresses are known, which elements in the heap need.
    const chunks = refers(type) ? undefined : dataset.chunks;
    if (dataset.chunks && !chunks) this.#unchunk(dataset, path);
    const filters = chunks ? this.#filters(dataset, path) : [];
    const maxShape = chunks ? dataset.maxShape : shape;
    const isFixed = type.size === dataset.type.size;
    const messages = (layout: Uint8Array): MessageOut[] => [
      { type: MESSAGE.dataspace, body: dataspace(shape, maxShape) },
      { type: MESSAGE.datatype, body: writeDatatype(type) },
      { type: MESSAGE.fill, body: fillValue(isFixed ? fill : undefined, chunks !== undefined) },
      { type: MESSAGE.layout, body: layout },
      ...(filters.length > 0 ? [{ type: MESSAGE.filters, body: filterPipeline(filters) }] : []),
    ];
    // Whether it can be written at all is known before anything is.
    writeHeader(messages(contiguous(undefined, 0)), false);
    if (chunks && shape) {
      const { bytes: data } = await dataset.read();
      const cut = cutChunks(data, shape, chunks, type.size, filters);
      return {
        ...(cut.length > 0 ? { data: { kind: 'chunks', chunk: chunks, chunks: cut } as const } : {}),
        header: (addresses, at) => attributes.header(messages(chunked(at, chunks, type.size)), addresses),
      };
    }
    const length = shape === null ? 0 : sizeOf(shape) * type.size;
    const header = (addresses: Addresses, at: number | undefined) =>
      attributes.header(messages(contiguous(length > 0 ? at : undefined, length)), addresses);
    if (length === 0) return { header };
    if (!refers(type)) {
      const read = async () => (await dataset.read()).bytes;
      return { header, data: { kind: 'contiguous', length, bytes: read } };
    }
    const data = this.#bytesOf(await dataset.read(), type.size);
    const bytes = (addresses: Addresses) => Promise.resolve(typeof data === 'function' ? data(addresses) : data);
    return { header, data: { kind: 'contiguous', length, bytes } };
  }

  #bytesOf(array: HierarchyArray, size: number): Uint8Array | ((addresses: Addresses) => Uint8Array) {
    if (!array.items) return array.bytes;
    return puttingAll(planItems(array, this.heap), size);
  }

  /** Filters that are not written give way to gzip. */
  #filters(dataset: HierarchyDataset, path: string): StorageFilter[] {
    const { filters } = dataset;
    const missing = filters.find(({ id }) => !WRITTEN.has(id));
    if (!missing) return [...filters];
    this.notes.push({ code: 'BRINE-HDF5-FILTER', message: `stored by ${missing.name}; written with gzip`, path });
    const kept = filters.filter(({ id }) => WRITTEN.has(id) && id !== FILTER.deflate && id !== FILTER.fletcher32);
    return [...kept, { id: FILTER.deflate, name: 'gzip', values: [4] }];
  }

  async #attributes(object: HierarchyObject, path: string): Promise<Attributes> {
    const planned: PlannedAttribute[] = [];
    for (const one of await object.attributes()) {
      const attribute = await this.#attribute(one, path);
      if (attribute) planned.push(attribute);
    }
    return new Attributes(planned);
  }

  async #attribute(one: HierarchyAttribute, path: string): Promise<PlannedAttribute | undefined> {
    const { name, shape } = one;
    try {
      const type = writtenType(one.type);
      const array = await one.read();
      const data = this.#bytesOf(array, type.size);
      const length = (shape === null ? 0 : sizeOf(shape)) * type.size;
      if (length > MOST_ATTRIBUTE) throw unwritable('an attribute of more than 64,000 bytes', path);
      const put = typeof data === 'function' ? data : () => data;
      return { name, type: writeDatatype(type), space: dataspace(shape, shape), put };
    } catch (error) {
      if (!isCodecError(error) || !(error.fault === 'encode' || error.fault === 'unsupported')) throw error;
      this.lose(`the attribute ${JSON.stringify(name)} is left out: ${error.message}`, path);
      return undefined;
    }
  }

  #unchunk({ shape, maxShape }: HierarchyDataset, path: string): void {
    const grows = maxShape?.some((length, axis) => length !== shape?.[axis]) ?? false;
    const message = 'strings, sequences and references are written in one piece, not in chunks';
    this.notes.push({ code: 'BRINE-HDF5-CHUNKS', message, path, ...(grows ? { loss: true } : {}) });
  }

  lose(message: string, path: string): void {
    this.notes.push({ code: 'BRINE-HDF5-LOST', message, loss: true, path });
  }
}

const NOTHING: ElementType = { kind: 'integer', size: 1, signed: false, bigEndian: false };

/** The type itself where it can be written. */
function simplest(type: ElementType): ElementType {
  try {
    writeDatatype(writtenType(type));
    return writtenType(type);
  } catch {
    return NOTHING;
  }
}

interface PlannedAttribute {
  readonly name: string;
  readonly type: Uint8Array;
  readonly space: Uint8Array;
  put(addresses: Addresses): Uint8Array;
}

class Attributes {
  constructor(private readonly planned: readonly PlannedAttribute[]) {}

  header(messages: readonly MessageOut[], addresses: Addresses): Uint8Array {
    const ordered = !isSorted(this.planned);
    const own = this.planned.map(({ name, type, space, put }, order) => ({
      type: MESSAGE.attribute,
      body: attribute(name, type, space, put(addresses)),
      order,
    }));
    const info = ordered ? [{ type: MESSAGE.attributeInfo, body: attributeInfo(own.length) }] : [];
    return writeHeader([...messages, ...info, ...own], ordered);
  }
}

function isSorted(items: readonly { readonly name: string }[]): boolean {
  return items.every(({ name }, i) => i === 0 || items[i - 1]!.name <= name);
}

function puttingAll(puts: readonly PutElement[], size: number): (addresses: Addresses) => Uint8Array {
  return (addresses) => {
    const out = new Bytes();
    for (const [i, put] of puts.entries()) {
      put(out, addresses);
      out.zeros((i + 1) * size - out.length);
    }
    return out.done();
  };
}
