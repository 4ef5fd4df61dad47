/** Local and global heaps. @see HDF5 File Format Specification, III.D and III.E */

import { malformed } from '../errors.js';
import { decodeText } from './cursor.js';
import type { File } from './file.js';

/** The names of a group of the first version. */
export class LocalHeap {
  private constructor(
    readonly data: Uint8Array,
    readonly offset: number,
  ) {}

  static async read(file: File, address: number): Promise<LocalHeap> {
    const { offsets, lengths } = file.widths;
    const cursor = await file.cursor(address, 8 + 2 * lengths + offsets);
    cursor.signature('HEAP');
    cursor.skip(4);
    const size = cursor.length();
    cursor.skip(lengths);
    const data = await file.cursor(cursor.place(), size);
    return new LocalHeap(data.bytes, data.base);
  }

  text(at: number): string {
    const end = this.data.indexOf(0, at);
    if (at >= this.data.length || end < 0) throw malformed('a name is not inside its heap', this.offset + at);
    return decodeText(this.data.subarray(at, end));
  }
}

/** Objects of variable length: strings, sequences. */
export class GlobalHeap {
  readonly #collections = new Map<number, Promise<ReadonlyMap<number, Uint8Array>>>();

  constructor(private readonly file: File) {}

  /** @returns undefined for the reference that means nothing */
  async object(address: number | undefined, index: number): Promise<Uint8Array | undefined> {
    if (address === undefined || address === 0 || index === 0) return undefined;
    let collection = this.#collections.get(address);
    if (!collection) this.#collections.set(address, (collection = this.#read(address)));
    const object = (await collection).get(index);
    if (!object) throw malformed(`there is no object ${index} in the heap`, this.file.base + address);
    return object;
  }

  async #read(address: number): Promise<ReadonlyMap<number, Uint8Array>> {
    const { file } = this;
    const start = await file.cursor(address, 8 + file.widths.lengths);
    start.signature('GCOL');
    start.skip(4);
    const size = start.length();
    file.checkBytes(size, 'A heap');
    const cursor = await file.cursor(address, size);
    cursor.skip(start.at);
    const objects = new Map<number, Uint8Array>();
    while (cursor.left >= 8 + file.widths.lengths) {
      const index = cursor.u16();
      cursor.skip(6);
      const length = cursor.length();
      if (index === 0) {
        file.onRoom?.(cursor.bytes.subarray(cursor.at), cursor.offset);
        break;
      }
      objects.set(index, cursor.take(length));
      cursor.skip(Math.min((8 - (length % 8)) % 8, cursor.left));
      file.count(1, 'objects in heaps', cursor.offset);
    }
    return objects;
  }
}
