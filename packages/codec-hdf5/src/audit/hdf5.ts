/** Judges an HDF5 file: links and storage that leave it, what cannot be read, and the Keras model in it. */

import {
  findingOf,
  fromBytes,
  isCodecError,
  type ByteSource,
  type Context,
  type Finding,
  type HierarchyArray,
  type HierarchyAttribute,
  type HierarchyDataset,
  type HierarchyGroup,
} from '@brine/core';
import type { File } from '../read/file.js';
import { readHeader } from '../read/header.js';
import { readHierarchy } from '../read/hierarchy.js';
import { readSuperblock } from '../read/superblock.js';
import { auditKerasConfig } from './keras-config.js';
import { bomb, damaged, endless, externalLink, externalStorage, pickleInside, unread } from './rules.js';

const DEEPEST = 16;
/** A dataset that is so many times as large as the whole file is not there. */
const RATIO = 200;
const LARGE = 1 << 24;
/** Attributes in which Keras keeps configurations. */
const CONFIGS = new Set(['model_config', 'training_config', 'layer_config']);

export async function* auditHdf5(source: ByteSource, context: Context): AsyncIterable<Finding> {
  try {
    const block = await readSuperblock(source, context);
    const rooms: number[] = [];
    block.file.onRoom = (bytes, offset) => {
      const at = bytes.findIndex((byte) => byte !== 0);
      if (at >= 0) rooms.push(offset + at);
    };
    const { root } = await readHierarchy(block);
    yield* new Walk(source.size, block.file, context).group(root, '', []);
    if (rooms.length > 0) yield findingOf(unread, { message: 'Unused room in a heap is not empty.', offset: rooms[0] });
  } catch (error) {
    yield broken(error, '');
  }
}

/** @throws the error when it is none about the bytes */
function broken(error: unknown, path: string): Finding {
  if (!isCodecError(error) || error.fault === 'bug' || error.fault === 'io') throw error;
  return findingOf(error.fault === 'limit' ? endless : damaged, {
    message: `${error.message}.`,
    offset: error.at.offset,
    path,
  });
}

class Walk {
  readonly #seen = new Set<number>();

  constructor(
    private readonly size: number,
    private readonly file: File,
    private readonly context: Context,
  ) {}

  async *group(group: HierarchyGroup, path: string, above: readonly number[]): AsyncIterable<Finding> {
    if (above.includes(group.id)) {
      yield findingOf(endless, { message: 'The group holds itself.', path });
      return;
    }
    if (this.#seen.has(group.id)) return;
    this.#seen.add(group.id);
    if (above.length >= DEEPEST) {
      yield findingOf(endless, { message: `Groups nest deeper than ${DEEPEST}.`, path });
      return;
    }
    yield* this.padding(group.id, path);
    yield* this.attributes(await group.attributes(), path);
    const links = await group.links();
    const soft = new Map(links.flatMap((link) => (link.kind === 'soft' ? [[link.name, link.path] as const] : [])));
    for (const link of links) {
      const at = `${path}/${link.name}`;
      if (link.kind === 'external') {
        yield findingOf(externalLink, {
          message: `The link leads to ${JSON.stringify(link.path)} of the file ${JSON.stringify(link.file)}.`,
          path: at,
        });
      } else if (link.kind === 'other') {
        yield findingOf(externalLink, {
          message: `The link is of the type ${link.type}, which is a program's own.`,
          path: at,
        });
      } else if (link.kind === 'soft') {
        if (isCircle(link.name, soft)) yield findingOf(endless, { message: 'Soft links lead in a circle.', path: at });
      } else {
        yield* this.object(link.open(), at, [...above, group.id]);
      }
    }
  }

  private async *object(
    opening: ReturnType<Extract<Awaited<ReturnType<HierarchyGroup['links']>>[number], { kind: 'hard' }>['open']>,
    path: string,
    above: readonly number[],
  ): AsyncIterable<Finding> {
    try {
      const object = await opening;
      if (object.kind === 'group') yield* this.group(object, path, above);
      else if (!this.#seen.has(object.id)) {
        this.#seen.add(object.id);
        yield* this.padding(object.id, path);
        yield* this.attributes(await object.attributes(), path);
        if (object.kind === 'dataset') yield* this.dataset(object, path);
      }
    } catch (error) {
      yield broken(error, path);
    }
  }

  private async *dataset(dataset: HierarchyDataset, path: string): AsyncIterable<Finding> {
    const { external, shape, type, chunks, filters } = dataset;
    if (external && external.length > 0) {
      yield findingOf(externalStorage, {
        message: `The elements lie in ${external.map((file) => JSON.stringify(file)).join(', ')}.`,
        path,
      });
      return;
    }
    const bytes = (shape ?? [0]).reduce((product, length) => product * length, type.size);
    const chunk = chunks?.reduce((product, length) => product * length, type.size) ?? 0;
    if (filters.length > 0 && Math.min(chunk, bytes) > LARGE && chunk > RATIO * this.size) {
      yield findingOf(bomb, { message: `A chunk of ${chunk} bytes comes out of a file of ${this.size}.`, path });
      return;
    }
    if (bytes > LARGE && bytes > RATIO * this.size) {
      yield findingOf(endless, { message: `The dataset has ${bytes} bytes, the file ${this.size}.`, path });
      return;
    }
    await dataset.read();
  }

  /** Room for messages that an object does not use: the library fills it with zeros. */
  private async *padding(address: number, path: string): AsyncIterable<Finding> {
    const { messages } = await readHeader(this.file, address);
    for (const { type, body } of messages) {
      if (type !== 0 || body.bytes.every((byte) => byte === 0)) continue;
      yield findingOf(unread, {
        message: 'Unused room in the header of the object is not empty.',
        offset: body.base,
        path,
      });
      return;
    }
  }

  private async *attributes(attributes: readonly HierarchyAttribute[], path: string): AsyncIterable<Finding> {
    for (const attribute of attributes) {
      const at = `${path}@${attribute.name}`;
      try {
        for (const bytes of bytesIn(await attribute.read())) {
          if (path === '' && CONFIGS.has(attribute.name))
            yield* auditKerasConfig(new TextDecoder().decode(bytes), attribute.name, this.context);
          else yield* this.pickle(bytes, at);
        }
      } catch (error) {
        yield broken(error, at);
      }
    }
  }

  private async *pickle(bytes: Uint8Array, path: string): AsyncIterable<Finding> {
    if (bytes.byteLength < 4 || !(bytes[0] === 0x80 || LAST.has(lastOf(bytes)))) return;
    for await (const finding of this.context.audit(fromBytes(bytes))) {
      if (finding.effect === 'dangerous' || finding.global !== undefined) {
        yield findingOf(pickleInside, {
          message: `The attribute is a pickle: ${finding.message}`,
          path,
          global: finding.global,
        });
        return;
      }
    }
  }
}

/** STOP, with or without the padding of a string of fixed length. */
const LAST = new Set([0x2e]);

function lastOf(bytes: Uint8Array): number {
  let at = bytes.length - 1;
  while (at > 0 && bytes[at] === 0) at--;
  return bytes[at]!;
}

/** The texts, or the bytes as they are, of an attribute. */
function bytesIn({ items, bytes }: HierarchyArray): Uint8Array[] {
  if (!items) return [bytes];
  return items.flatMap((item) => (item.kind === 'text' ? [item.bytes] : item.kind === 'array' ? bytesIn(item) : []));
}

function isCircle(name: string, soft: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (
    let at: string | undefined = name;
    at !== undefined;
    at =
      soft.get((soft.get(at) ?? '').replace(/^\/|^\.\//, '')) === undefined
        ? undefined
        : soft.get(at)!.replace(/^\/|^\.\//, '')
  ) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}
