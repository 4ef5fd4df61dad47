/** Heaps for what has no fixed length. @see HDF5 File Format Specification, III.E */

import { Bytes } from './bytes.js';

/** The least size of a collection, and that at which the next one begins. */
const LEAST = 4096;
const FULL = 1 << 20;
const MOST_OBJECTS = 0xfff0;

export interface HeapPlace {
  readonly collection: number;
  readonly index: number;
}

/** Objects are added first; addresses come when all is known. */
export class HeapWriter {
  readonly #collections: { objects: Uint8Array[]; size: number }[] = [];

  add(bytes: Uint8Array): HeapPlace {
    let last = this.#collections.at(-1);
    if (!last || last.size >= FULL || last.objects.length >= MOST_OBJECTS) {
      last = { objects: [], size: 16 };
      this.#collections.push(last);
    }
    last.objects.push(bytes);
    last.size += 16 + Math.ceil(bytes.length / 8) * 8;
    return { collection: this.#collections.length - 1, index: last.objects.length };
  }

  /** Sizes of the collections in order. */
  get sizes(): readonly number[] {
    return this.#collections.map(({ size }) => Math.max(LEAST, size));
  }

  collection(number: number): Uint8Array {
    const { objects } = this.#collections[number]!;
    const size = this.sizes[number]!;
    const out = new Bytes().text('GCOL').u8(1, 0, 0, 0).u64(size);
    for (const [i, bytes] of objects.entries())
      out
        .u16(i + 1)
        .u16(1)
        .u32(0)
        .u64(bytes.length)
        .put(bytes)
        .pad8();
    const free = size - out.length;
    if (free >= 16) out.u16(0).u16(0).u32(0).u64(free);
    return out.zeros(size - out.length).done();
  }
}
