/** A dataset: what is said of it, and its elements. */

import {
  boxShape,
  type ElementType,
  type HierarchyArray,
  type HierarchyDataset,
  limitError,
  readBox,
  type Selection,
  sizeOf,
} from '@brine/core';
import { failure, ID, malformed } from '../errors.js';
import { MESSAGE } from '../spec/format.js';
import { copyBox } from './box.js';
import { type Dataspace, readDataspace } from './dataspace.js';
import { readDatatype } from './datatype.js';
import type { File } from './file.js';
import { checkFilters, undoFilters } from './filters/pipeline.js';
import { messageOf, type ObjectHeader } from './header.js';
import { type GlobalHeap, LocalHeap } from './heap.js';
import { type Chunk, chunksOf } from './index/chunks.js';
import { readElements } from './items.js';
import { type Layout, readFill, readFilters, readLayout } from './layout.js';

type Described = Pick<
  HierarchyDataset,
  'type' | 'shape' | 'maxShape' | 'chunks' | 'filters' | 'fill' | 'offset' | 'external'
>;
export type DatasetView = Described & Pick<HierarchyDataset, 'read'>;

/** Below this much no dataset is a bomb. */
const HARMLESS = 1 << 20;

export async function readDataset(file: File, heap: GlobalHeap, header: ObjectHeader): Promise<DatasetView> {
  const at = file.base + header.address;
  const typeBody = messageOf(header, MESSAGE.datatype);
  const spaceBody = messageOf(header, MESSAGE.dataspace);
  const layoutBody = messageOf(header, MESSAGE.layout);
  if (!typeBody || !spaceBody || !layoutBody) throw malformed('a dataset lacks its type, shape or layout', at);
  const type = readDatatype(typeBody);
  const space = readDataspace(spaceBody);
  const layout = readLayout(layoutBody);
  const filterBody = messageOf(header, MESSAGE.filters);
  const fillBody = messageOf(header, MESSAGE.fill);
  const filters = filterBody ? readFilters(filterBody) : [];
  const fill = fillBody && readFill(fillBody);
  const external = await externalFiles(file, header);
  if (layout.kind === 'chunked') checkChunk(layout.chunk, space, at);
  const stored = new Stored(file, heap, { type, space, layout, filters, fill, external, at });
  const offset = layout.kind === 'contiguous' && layout.address !== undefined ? file.base + layout.address : undefined;
  return {
    type,
    ...space,
    filters,
    ...(layout.kind === 'chunked' ? { chunks: layout.chunk } : {}),
    ...(offset === undefined ? {} : { offset }),
    ...(external ? { external } : {}),
    ...(fill?.some((byte) => byte !== 0) ? { fill } : {}),
    read: (selection) => stored.read(selection),
  };
}

function checkChunk(chunk: readonly number[], { shape }: Dataspace, at: number): void {
  if (chunk.length !== (shape?.length ?? 0) || chunk.some((length) => length === 0)) {
    throw malformed('the chunks of a dataset do not have its axes', at);
  }
}

/** @see IV.A.2.h: names of files in a local heap */
async function externalFiles(file: File, header: ObjectHeader): Promise<string[] | undefined> {
  const body = messageOf(header, MESSAGE.externalFiles);
  if (!body) return undefined;
  body.skip(4);
  body.skip(2);
  const used = body.u16();
  const heap = await LocalHeap.read(file, body.place());
  const { lengths } = file.widths;
  return Array.from({ length: used }, () => {
    const name = heap.text(body.uint(lengths));
    body.skip(2 * lengths);
    return name;
  });
}

interface Parts {
  readonly type: ElementType;
  readonly space: Dataspace;
  readonly layout: Layout;
  readonly filters: HierarchyDataset['filters'];
  readonly fill: Uint8Array | undefined;
  readonly external: readonly string[] | undefined;
  /** Byte offset of the header, for errors. */
  readonly at: number;
}

class Stored {
  #chunks: Promise<readonly Chunk[]> | undefined;

  constructor(
    private readonly file: File,
    private readonly heap: GlobalHeap,
    private readonly parts: Parts,
  ) {}

  async read(selection: Selection = []): Promise<HierarchyArray> {
    const { file, heap } = this;
    const { type, space, at, layout } = this.parts;
    if (space.shape === null) return { type, shape: null, bytes: new Uint8Array(0) };
    const shape = boxShape(space.shape, selection);
    const bytes = await this.#bytes(space.shape, selection, shape);
    const offset = layout.kind === 'contiguous' && layout.address !== undefined ? file.base + layout.address : at;
    return readElements(file, heap, type, shape, bytes, offset);
  }

  async #bytes(whole: readonly number[], selection: Selection, shape: readonly number[]): Promise<Uint8Array> {
    const { file } = this;
    const { type, layout, external, at } = this.parts;
    if (external) throw elsewhere(`its elements are in another file: ${JSON.stringify(external[0])}`, at);
    if (layout.kind === 'virtual') throw elsewhere('it is virtual: its elements are in other datasets', at);
    const bytes = sizeOf(shape) * type.size;
    file.checkBytes(bytes, 'A dataset');
    this.#checkExpansion(bytes);
    if (layout.kind === 'chunked') return this.#chunked(layout, whole, selection, shape);
    const stored = sizeOf(whole) * type.size;
    if (layout.kind === 'compact') {
      if (layout.data.length < stored) throw malformed('a dataset is shorter than its shape', layout.offset);
      return this.#box(layout.data, whole, selection, shape);
    }
    if (layout.address === undefined || bytes === 0) return this.#filled(bytes);
    const offset = file.base + layout.address;
    if (offset + stored > file.source.size) throw malformed('a dataset is behind the end of the file', this.parts.at);
    return readBox(file.source, { offset, itemBytes: type.size, shape: whole }, selection, file.context.signal);
  }

  #checkExpansion(bytes: number): void {
    const { source, context } = this.file;
    if (bytes <= HARMLESS || bytes <= source.size * context.limits.expansion) return;
    throw limitError(ID, 'expansion', context.limits, `A dataset of ${bytes} bytes is in a file of ${source.size}`, {
      offset: this.parts.at,
    });
  }

  #filled(bytes: number): Uint8Array {
    const { fill, type } = this.parts;
    const result = new Uint8Array(bytes);
    if (fill?.length === type.size && fill.some((byte) => byte !== 0)) {
      for (let at = 0; at < bytes; at += type.size) result.set(fill, at);
    }
    return result;
  }

  #box(data: Uint8Array, whole: readonly number[], selection: Selection, shape: readonly number[]): Uint8Array {
    const { size } = this.parts.type;
    const result = new Uint8Array(sizeOf(shape) * size);
    const from = { shape: whole, start: whole.map((_, axis) => selection[axis]?.[0] ?? 0) };
    copyBox(data, from, result, { shape, start: shape.map(() => 0) }, shape, size);
    return result;
  }

  async #chunked(
    layout: Extract<Layout, { kind: 'chunked' }>,
    whole: readonly number[],
    selection: Selection,
    shape: readonly number[],
  ): Promise<Uint8Array> {
    const { file } = this;
    const { type, filters, at } = this.parts;
    const { chunk } = layout;
    checkFilters(filters, at);
    const chunkBytes = sizeOf(chunk) * type.size;
    file.checkBytes(chunkBytes, 'A chunk');
    const result = this.#filled(sizeOf(shape) * type.size);
    if (result.length === 0) return result;
    const start = whole.map((_, axis) => selection[axis]?.[0] ?? 0);
    for (const { place, address, size, mask } of await this.#index(layout, chunkBytes)) {
      const origin = place.map((index, axis) => index * chunk[axis]!);
      const low = origin.map((value, axis) => Math.max(value, start[axis]!));
      const counts = low.map(
        (value, axis) => Math.min(origin[axis]! + chunk[axis]!, start[axis]! + shape[axis]!) - value,
      );
      if (counts.some((count) => count <= 0)) continue;
      const isEdge = origin.some((value, axis) => value + chunk[axis]! > whole[axis]!);
      file.checkBytes(size, 'A chunk');
      const { bytes } = await file.cursor(address, size);
      const offset = file.base + address;
      const data =
        layout.plainEdges && isEdge ? bytes : undoFilters(bytes, filters, mask, { expected: chunkBytes, offset });
      if (data.length < chunkBytes) throw malformed('a chunk is shorter than its shape', offset);
      copyBox(
        data,
        { shape: chunk, start: low.map((value, axis) => value - origin[axis]!) },
        result,
        { shape, start: low.map((value, axis) => value - start[axis]!) },
        counts,
        type.size,
      );
    }
    return result;
  }

  #index(layout: Extract<Layout, { kind: 'chunked' }>, bytes: number): Promise<readonly Chunk[]> {
    const { space, filters } = this.parts;
    const dataset = { layout, shape: space.shape!, maxShape: space.maxShape!, bytes, isFiltered: filters.length > 0 };
    const read = async () => {
      const chunks: Chunk[] = [];
      for await (const chunk of chunksOf(this.file, dataset)) chunks.push(chunk);
      return chunks;
    };
    return (this.#chunks ??= read());
  }
}

function elsewhere(why: string, offset: number): Error {
  return failure({
    code: 'EXTERNAL',
    fault: 'unsupported',
    message: `the dataset is not read: ${why}`,
    offset,
    hint: 'Nothing outside of a file is ever read. Copy the data into one file: h5repack does it.',
  });
}
