/** The objects of a file. */

import type { Hierarchy, HierarchyAttribute, HierarchyGroup, HierarchyLink, HierarchyObject } from '@brine/core';
import { sizeOf } from '@brine/core';
import { malformed } from '../errors.js';
import { MESSAGE } from '../spec/format.js';
import { readAttributes, type RawAttribute } from './attributes.js';
import { readDataset } from './dataset.js';
import { readDatatype } from './datatype.js';
import type { File } from './file.js';
import { messageOf, type ObjectHeader, readHeader } from './header.js';
import { GlobalHeap } from './heap.js';
import { readElements } from './items.js';
import { readLinks } from './links.js';
import type { Superblock } from './superblock.js';

export async function readHierarchy({ file, root }: Superblock): Promise<Hierarchy> {
  const objects = new Objects(file);
  const group = await objects.open(root);
  if (group.kind !== 'group') throw malformed('the root of the file is no group', file.base + root);
  return { root: group };
}

class Objects {
  readonly #heap: GlobalHeap;
  readonly #known = new Map<number, Promise<HierarchyObject>>();

  constructor(private readonly file: File) {
    this.#heap = new GlobalHeap(file);
  }

  /** An object by its address: the same for every link to it. */
  open(address: number): Promise<HierarchyObject> {
    let object = this.#known.get(address);
    if (!object) this.#known.set(address, (object = this.#read(address)));
    return object;
  }

  async #read(address: number): Promise<HierarchyObject> {
    const header = await readHeader(this.file, address);
    const base = { id: address, attributes: once(() => this.#attributes(header)) };
    const has = (...types: readonly number[]) => header.messages.some(({ type }) => types.includes(type));
    if (has(MESSAGE.layout)) return { kind: 'dataset', ...base, ...(await readDataset(this.file, this.#heap, header)) };
    if (has(MESSAGE.symbolTable, MESSAGE.linkInfo, MESSAGE.link, MESSAGE.groupInfo)) return this.#group(header, base);
    const type = messageOf(header, MESSAGE.datatype);
    if (type) return { kind: 'type', ...base, type: readDatatype(type) };
    throw malformed('an object is no group, dataset or type', this.file.base + address);
  }

  #group(header: ObjectHeader, base: Pick<HierarchyGroup, 'id' | 'attributes'>): HierarchyGroup {
    const links = async (): Promise<HierarchyLink[]> =>
      (await readLinks(this.file, header)).map((link): HierarchyLink => {
        const { order: _, ...rest } = link;
        if (rest.kind !== 'hard') return rest;
        const { name, address } = rest;
        return { kind: 'hard', name, open: () => this.open(address) };
      });
    return { kind: 'group', ...base, links: once(links) };
  }

  async #attributes(header: ObjectHeader): Promise<HierarchyAttribute[]> {
    return (await readAttributes(this.file, header)).map((raw) => {
      const { name, type, shape } = raw;
      return { name, type, shape, read: () => this.#attribute(raw) };
    });
  }

  async #attribute({ name, type, shape, data }: RawAttribute) {
    if (shape === null) return { type, shape, bytes: new Uint8Array(0) };
    const bytes = sizeOf(shape) * type.size;
    if (bytes > data.bytes.length) {
      throw malformed(`the attribute ${JSON.stringify(name)} is shorter than its shape`, data.base);
    }
    return readElements(this.file, this.#heap, type, shape, data.bytes.subarray(0, bytes), data.base);
  }
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let promise: Promise<T> | undefined;
  return () => (promise ??= read());
}
