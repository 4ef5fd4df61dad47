/** Groups, datasets and attributes as JSON: each object by its path, with the values as h5py gives them. */

import {
  CodecError,
  elementValue,
  DEFAULT_LIMITS,
  type ElementItem,
  type ElementType,
  type Hierarchy,
  type HierarchyArray,
  type HierarchyDataset,
  type HierarchyLink,
  type HierarchyObject,
  isCodecError,
} from '@brine/core';
import { dtypeLabel, type Json, type JsonObject, toTagged } from '@brine/core/values';
import { arrayOf, descrOf, dtypeOf, isFixed, isPlainRecord, recordOf } from './elements-of-type.js';

/** @param full - collapse nothing */
export async function hierarchyJson(hierarchy: Hierarchy, full: boolean): Promise<{ attrs: Json; tree: Json }> {
  const paths = await pathsOf(hierarchy);
  const writer = new Writer(paths, full);
  const attrs = await writer.attributes(hierarchy.root);
  const tree = Object.create(null) as JsonObject;
  for await (const { path, link, object } of objectsOf(hierarchy)) tree[path] = await writer.member(link, object);
  return { attrs, tree };
}

interface Member {
  readonly path: string;
  readonly link: HierarchyLink;
  readonly object?: HierarchyObject;
  readonly again: boolean;
}

/** Every link once: a group that was met before is shown, not entered again. */
async function* objectsOf({ root }: Hierarchy): AsyncGenerator<Member> {
  const seen = new Set([root.id]);
  const open = [{ path: '', links: (await root.links()).values() }];
  for (let group = open.at(-1); group; group = open.at(-1)) {
    const { value: link } = group.links.next() as IteratorResult<HierarchyLink, undefined>;
    if (!link) {
      open.pop();
      continue;
    }
    const path = `${group.path}/${link.name}`;
    const object = link.kind === 'hard' ? await link.open() : undefined;
    const again = object !== undefined && seen.has(object.id);
    yield { path, link, ...(object ? { object } : {}), again };
    if (!object || again) continue;
    seen.add(object.id);
    if (object.kind !== 'group') continue;
    if (open.length > DEFAULT_LIMITS.depth) throw tooDeep(path);
    open.push({ path, links: (await object.links()).values() });
  }
}

function tooDeep(path: string): CodecError {
  return new CodecError({
    codec: 'hdf5',
    code: 'BRINE-LIMIT-DEPTH',
    fault: 'limit',
    message: 'groups are nested too deep',
    path: path.slice(0, 200),
  });
}

/** What a reference to an object is shown by: the first path to it. */
async function pathsOf(hierarchy: Hierarchy): Promise<ReadonlyMap<number, string>> {
  const paths = new Map([[hierarchy.root.id, '/']]);
  for await (const { path, object, again } of objectsOf(hierarchy)) if (object && !again) paths.set(object.id, path);
  return paths;
}

class Writer {
  constructor(
    private readonly paths: ReadonlyMap<number, string>,
    private readonly full: boolean,
  ) {}

  async member(link: HierarchyLink, object: HierarchyObject | undefined): Promise<Json> {
    if (link.kind === 'soft') return { soft_link: link.path };
    if (link.kind === 'external') return { external_link: [link.file, link.path] };
    if (!object) return { link: link.kind };
    if (object.kind === 'group') return { group: true, attrs: await this.attributes(object) };
    if (object.kind === 'type') return { datatype: dtypeLabel(dtypeOf(object.type)) };
    return this.#dataset(object);
  }

  async attributes(object: HierarchyObject): Promise<Json> {
    const json = Object.create(null) as JsonObject;
    for (const attribute of await object.attributes()) {
      try {
        json[attribute.name] = this.#value(await attribute.read(), true);
      } catch (error) {
        json[attribute.name] = refusal(error);
      }
    }
    return json;
  }

  async #dataset(dataset: HierarchyDataset): Promise<Json> {
    const { type, shape, chunks, maxShape, filters } = dataset;
    const about: JsonObject = {
      dataset: true,
      shape: shape && [...shape],
      dtype: dtypeLabel(dtypeOf(type)),
      attrs: await this.attributes(dataset),
    };
    if (!shape) return { ...about, empty: true };
    if (chunks) about['chunks'] = [...chunks];
    const compression = filters.find(({ id }) => COMPRESSIONS.has(id));
    if (compression) about['compression'] = [COMPRESSIONS.get(compression.id)!, optionsOf(compression)];
    const has = (id: number) => filters.some((filter) => filter.id === id);
    about['shuffle'] = has(SHUFFLE);
    about['fletcher32'] = has(FLETCHER32);
    if (maxShape?.some((length, axis) => length !== shape[axis])) about['maxshape'] = [...maxShape];
    if (type.kind === 'enum' && !isBool(type)) {
      about['enum'] = Object.fromEntries([...type.members].map(([name, value]) => [name, integer(value)]));
    }
    if (type.kind === 'string') about['string'] = [type.utf8 ? 'utf-8' : 'ascii', type.variable ? null : type.size];
    try {
      about['value'] = this.#value(await dataset.read(), false);
    } catch (error) {
      const { error: reason } = refusal(error) as { error: Json };
      about['error'] = reason!;
    }
    return about;
  }

  /** @param texts - strings are text, as h5py has those of attributes; else bytes */
  #value({ type, shape, bytes, items }: HierarchyArray, texts: boolean): Json {
    if (shape === null) return { empty: true, dtype: descrOf(type) };
    if (items) {
      if (type.kind === 'compound') return this.#records(type, shape, items);
      if (shape.length === 0) return this.#item(items[0]!, texts);
      return { shape: [...shape], objects: items.map((item) => this.#item(item, texts)) };
    }
    if (shape.length === 0) return this.#scalar(type, bytes);
    const { $: _, id: _id, order: _order, ...json } = this.#tagged(type, shape, bytes);
    return { ...json, dtype: descrOf(type) };
  }

  #scalar(type: ElementType, bytes: Uint8Array): Json {
    if (type.kind === 'string') return bytesJson(stripZeros(bytes));
    const { data } = this.#tagged(type, [1], bytes) as { data: Json[] };
    if (isPlainRecord(type)) {
      return { void: recordOf(type, bytes), dtype: dtypeLabel(dtypeOf(type)) };
    }
    if (type.kind === 'opaque') return { void: hexOf(bytes), dtype: dtypeLabel(dtypeOf(type)) };
    return { scalar: data[0]!, dtype: descrOf(type) };
  }

  #tagged(type: ElementType, shape: readonly number[], bytes: Uint8Array): JsonObject {
    return toTagged(arrayOf(type, shape, bytes), { full: this.full }) as JsonObject;
  }

  #records(type: ElementType, shape: readonly number[], items: readonly ElementItem[]): Json {
    const data = items.map((item, id) => ({
      $: 'tuple',
      v: item.kind === 'record' ? item.fields.map((field) => this.#taggedItem(field)) : [],
      id,
    }));
    return { shape: [...shape], dtype: descrOf(type), data, flat: true };
  }

  #taggedItem(item: ElementItem): Json {
    if (item.kind === 'text') return { $: 'bytes', hex: hexOf(item.bytes) };
    if (item.kind !== 'array') return this.#item(item, false);
    if (item.items || item.shape === null || !isFixed(item.type)) return this.#value(item, false);
    const array = arrayOf(item.type, item.shape, item.bytes);
    const value = item.shape.length === 0 ? elementValue(item.bytes, 0, array.dtype) : array;
    return toTagged(value ?? array, { full: this.full });
  }

  #item(item: ElementItem, texts: boolean): Json {
    switch (item.kind) {
      case 'text':
        return texts ? new TextDecoder().decode(item.bytes) : bytesJson(item.bytes);
      case 'reference':
        if (item.to === 'region') return { region: true };
        return { reference: item.id === undefined ? null : (this.paths.get(item.id) ?? null) };
      case 'record':
        return item.fields.map((field) => this.#taggedItem(field));
      case 'array':
        return this.#value(item, texts);
    }
  }
}

/** h5py's names of the compressions that it knows. */
const COMPRESSIONS: ReadonlyMap<number, string> = new Map([
  [1, 'gzip'],
  [32000, 'lzf'],
  [4, 'szip'],
]);
const SHUFFLE = 2;
const FLETCHER32 = 3;

function optionsOf({ id, values }: { readonly id: number; readonly values: readonly number[] }): Json {
  if (id === 1) return values[0] ?? null;
  return id === 4 ? [...values] : null;
}

function isBool(type: ElementType): boolean {
  return descrOf(type) === '|b1';
}

/** That a value is refused does not keep the rest from being shown. */
function refusal(error: unknown): Json {
  if (isCodecError(error) && error.fault === 'unsupported') return { error: error.message };
  throw error;
}

function integer(value: bigint): Json {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
}

function stripZeros(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}

function bytesJson(bytes: Uint8Array): Json {
  return { bytes: hexOf(bytes), text: Buffer.from(bytes).toString('latin1') };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
