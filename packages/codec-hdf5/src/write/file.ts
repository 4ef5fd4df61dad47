/** A file out of a hierarchy: superblock, elements, heaps, trees of chunks, headers of objects. */

import type { ByteSink, Context, Hierarchy, HierarchyObject, Note } from '@brine/core';
import { isCodecError } from '@brine/core';
import { SIGNATURE } from '../spec/format.js';
import { Bytes } from './bytes.js';
import { treeBytes, writeTree } from './chunks.js';
import type { Addresses } from './elements.js';
import { HeapWriter } from './heap.js';
import { type PlannedObject, Planner } from './plan.js';

/** Bytes of a superblock of the second version. */
const SUPERBLOCK = 48;
const NOWHERE: Addresses = { heap: () => 0, object: () => 0 };

const align = (at: number) => Math.ceil(at / 8) * 8;

/** @returns what was lost */
export async function writeHierarchy(hierarchy: Hierarchy, sink: ByteSink, context: Context): Promise<readonly Note[]> {
  const heap = new HeapWriter();
  const planner = new Planner(heap);
  const objects = await planAll(hierarchy, planner);

  // Every size is known: things get their addresses in the order in which they are written.
  let at = SUPERBLOCK;
  const take = (bytes: number) => {
    const place = at;
    at = align(at + bytes);
    return place;
  };
  const dataAt = new Map<PlannedObject, readonly number[]>();
  for (const planned of objects.values()) {
    const { data } = planned;
    if (data)
      dataAt.set(
        planned,
        data.kind === 'contiguous' ? [take(data.length)] : data.chunks.map(({ bytes }) => take(bytes.length)),
      );
  }
  const heapsAt = heap.sizes.map(take);
  const treesAt = new Map<PlannedObject, number>();
  for (const planned of objects.values()) {
    if (planned.data?.kind === 'chunks')
      treesAt.set(planned, take(treeBytes(planned.data.chunks.length, planned.data.chunk.length)));
  }
  const headersAt = new Map<number, number>();
  for (const [id, planned] of objects) headersAt.set(id, take(planned.header(NOWHERE, 0).length));
  const addresses: Addresses = {
    heap: (collection) => heapsAt[collection]!,
    object: (id) => headersAt.get(id) ?? 0,
  };

  const out = new Output(sink, at, context);
  await out.put(0, superblock(headersAt.get(hierarchy.root.id)!, at));
  for (const [planned, places] of dataAt) {
    const { data } = planned;
    if (data?.kind === 'contiguous') await out.put(places[0]!, await data.bytes(addresses));
    else for (const [i, { bytes }] of data!.chunks.entries()) await out.put(places[i]!, bytes);
  }
  for (const [i, place] of heapsAt.entries()) await out.put(place, heap.collection(i));
  const roots = new Map<PlannedObject, number>();
  for (const [planned, place] of treesAt) {
    const { chunks, chunk } = planned.data as Extract<PlannedObject['data'], { kind: 'chunks' }>;
    const { bytes, root } = writeTree(chunks, chunk, dataAt.get(planned)!, place);
    roots.set(planned, root);
    await out.put(place, bytes);
  }
  for (const [id, planned] of objects) {
    const place = planned.data?.kind === 'chunks' ? roots.get(planned) : dataAt.get(planned)?.[0];
    await out.put(headersAt.get(id)!, planned.header(addresses, place));
  }
  await out.end();
  return planner.notes;
}

/** Each object once, by its id. A dataset that cannot be read or written is left out, and the link to it. */
async function planAll(hierarchy: Hierarchy, planner: Planner): Promise<Map<number, PlannedObject>> {
  const objects = new Map<number, PlannedObject>();
  const seen = new Set<number>();
  const open: { readonly object: HierarchyObject; readonly path: string }[] = [{ object: hierarchy.root, path: '/' }];
  for (let next = open.shift(); next; next = open.shift()) {
    const { object, path } = next;
    if (seen.has(object.id)) continue;
    seen.add(object.id);
    objects.set(object.id, await planned(planner, object, path));
    if (object.kind !== 'group') continue;
    for (const link of await object.links()) {
      if (link.kind === 'hard')
        open.push({ object: await link.open(), path: `${path === '/' ? '' : path}/${link.name}` });
    }
  }
  return objects;
}

async function planned(planner: Planner, object: HierarchyObject, path: string): Promise<PlannedObject> {
  try {
    return await planner.object(object, path);
  } catch (error) {
    if (!isCodecError(error) || !(error.fault === 'encode' || error.fault === 'unsupported')) throw error;
    planner.lose(`its elements are left out: ${error.message}`, path);
    return planner.empty(object);
  }
}

function superblock(root: number, end: number): Uint8Array {
  return new Bytes()
    .u8(...SIGNATURE, 2, 8, 8, 0)
    .address(0)
    .address(undefined)
    .u64(end)
    .u64(root)
    .checked();
}

/** Puts bytes one after another, with zeros between them. */
class Output {
  #at = 0;

  constructor(
    private readonly sink: ByteSink,
    private readonly size: number,
    private readonly context: Context,
  ) {}

  async put(at: number, bytes: Uint8Array): Promise<void> {
    this.context.signal?.throwIfAborted();
    if (at > this.#at) await this.sink.write(new Uint8Array(at - this.#at));
    await this.sink.write(bytes);
    this.#at = at + bytes.length;
    this.context.progress(this.#at, this.size, 'bytes');
  }

  async end(): Promise<void> {
    if (this.size > this.#at) await this.sink.write(new Uint8Array(this.size - this.#at));
  }
}
