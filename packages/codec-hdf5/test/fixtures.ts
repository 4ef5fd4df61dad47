import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBytes, type HierarchyArray } from '@brine/core';
import { createHost, type Opened } from '@brine/core/host';
import { hdf5, keras, kerasWeights } from '../src/index.js';
import { isBigEndian } from '../src/tensors.js';

export const host = createHost([hdf5, keras, kerasWeights]);

export function fixture(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures', name)));
}

export function json<T>(name: string): T {
  return JSON.parse(new TextDecoder().decode(fixture(name))) as T;
}

export function open(name: string, bytes: Uint8Array = fixture(name)): Promise<Opened> {
  return host.open(fromBytes(bytes, name));
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** As the script that made the fixtures shows a value. */
export function shown({ type, shape, bytes, items }: HierarchyArray): unknown {
  if (shape === null) return { empty: true };
  const text = (data: Uint8Array) => new TextDecoder().decode(data);
  if (items) {
    const texts = items.map((item) => (item.kind === 'text' ? text(item.bytes) : item.kind));
    return shape.length === 0 ? { text: texts[0] } : { shape, texts };
  }
  const size = type.kind === 'compound' ? type.size / 2 : type.size;
  const little = isBigEndian(type) ? reversed(bytes, size) : bytes;
  return { shape, sha256: sha256(little) };
}

function reversed(bytes: Uint8Array, size: number): Uint8Array {
  const result = bytes.slice();
  for (let at = 0; at < result.length; at += size) result.subarray(at, at + size).reverse();
  return result;
}
