/** Heaps of many small objects: links and attributes of objects that have many. @see HDF5 File Format Specification, III.G */

import { malformed, unsupported } from '../errors.js';
import { records, widthOf } from './btree2.js';
import { Cursor } from './cursor.js';
import type { File } from './file.js';

export class FractalHeap {
  readonly #huge = new Map<number, { address: number; length: number }>();
  #hugeIsRead = false;

  private constructor(
    private readonly file: File,
    private readonly shape: Shape,
  ) {}

  static async read(file: File, address: number): Promise<FractalHeap> {
    const { offsets, lengths } = file.widths;
    const cursor = await file.cursor(address, 22 + 12 * lengths + 3 * offsets);
    cursor.signature('FRHP');
    cursor.skip(1);
    const idBytes = cursor.u16();
    const filterBytes = cursor.u16();
    cursor.skip(1);
    const mostManaged = cursor.u32();
    cursor.skip(lengths);
    const hugeTree = cursor.address();
    cursor.skip(lengths + offsets + 8 * lengths);
    const width = cursor.u16();
    const startBytes = cursor.length();
    const mostDirect = cursor.length();
    const offsetBits = cursor.u16();
    cursor.skip(2);
    const root = cursor.address();
    const rootRows = cursor.u16();
    if (filterBytes > 0) throw unsupported('heaps that are compressed are not read', cursor.base);
    const isPower = (value: number) => value > 0 && Number.isInteger(Math.log2(value));
    if (!isPower(width) || !isPower(startBytes) || !isPower(mostDirect) || offsetBits > 64) {
      throw malformed('a heap has no shape', cursor.base);
    }
    const offsetBytes = Math.ceil(offsetBits / 8);
    return new FractalHeap(file, {
      idBytes,
      hugeTree,
      width,
      startBytes,
      directRows: Math.log2(mostDirect) - Math.log2(startBytes) + 2,
      offsetBytes,
      lengthBytes: Math.min(widthOf(mostDirect), widthOf(mostManaged)),
      root,
      rootRows,
      offset: cursor.base,
    });
  }

  /** The object of an id. */
  async object(id: Cursor): Promise<Cursor> {
    const { file, shape } = this;
    const { offset } = id;
    const first = id.u8();
    switch ((first >> 4) & 3) {
      case 0:
        return this.#managed(id.uint(shape.offsetBytes), id.uint(shape.lengthBytes), offset);
      case 1:
        return this.#hugeObject(id, offset);
      case 2: {
        const isLong = shape.idBytes - 1 > 16;
        const length = (isLong ? ((first & 15) << 8) | id.u8() : first & 15) + 1;
        return new Cursor(id.take(length), offset, file.widths);
      }
      default:
        throw malformed('an object of a heap is of no kind', offset);
    }
  }

  async #managed(at: number, length: number, offset: number): Promise<Cursor> {
    const { file, shape } = this;
    if (shape.root === undefined) throw malformed('an object is in a heap that is empty', offset);
    let address: number | undefined = shape.root;
    let rows = shape.rootRows;
    let inside = at;
    // Each step enters a smaller block: a heap of 64 bits has fewer levels than bits.
    while (rows > 0) {
      const { row, column, bytes, start } = this.#blockAt(inside);
      if (row >= rows) throw malformed('an object is not inside its heap', offset);
      const { offsets } = file.widths;
      const index = row * shape.width + column;
      const cursor: Cursor = await file.cursor(address + 5 + offsets + shape.offsetBytes + index * offsets, offsets);
      const isDirect = row < shape.directRows;
      address = cursor.place();
      inside -= start;
      const inner: number = isDirect ? 0 : Math.log2(bytes) - Math.log2(shape.startBytes * shape.width) + 1;
      if (inner >= rows) throw malformed('a heap holds itself', cursor.base);
      rows = inner;
    }
    return file.cursor(address + inside, length);
  }

  #blockAt(at: number): { row: number; column: number; bytes: number; start: number } {
    const { width, startBytes } = this.shape;
    const first = width * startBytes;
    const row = at < first ? 0 : Math.floor(Math.log2(at / first)) + 1;
    const bytes = row === 0 ? startBytes : startBytes * 2 ** (row - 1);
    const rowStart = row === 0 ? 0 : first * 2 ** (row - 1);
    const column = Math.floor((at - rowStart) / bytes);
    return { row, column, bytes, start: rowStart + column * bytes };
  }

  /** @see III.A.2, records of type 1: address, length, id */
  async #hugeObject(id: Cursor, offset: number): Promise<Cursor> {
    const { file, shape } = this;
    const { offsets, lengths } = file.widths;
    if (offsets + lengths <= shape.idBytes - 1) {
      const address = id.place();
      return this.#part(address, id.length());
    }
    if (!this.#hugeIsRead && shape.hugeTree !== undefined) {
      for await (const record of records(file, shape.hugeTree, 1)) {
        const place = { address: record.place(), length: record.length() };
        this.#huge.set(record.length(), place);
      }
      this.#hugeIsRead = true;
    }
    const place = this.#huge.get(id.uint(Math.min(id.left, lengths)));
    if (!place) throw malformed('a large object is not in its heap', offset);
    return this.#part(place.address, place.length);
  }

  #part(address: number, length: number): Promise<Cursor> {
    this.file.checkBytes(length, 'An object');
    return this.file.cursor(address, length);
  }
}

interface Shape {
  readonly idBytes: number;
  readonly hugeTree: number | undefined;
  /** Blocks in a row. */
  readonly width: number;
  readonly startBytes: number;
  /** Rows of blocks that hold objects, not blocks. */
  readonly directRows: number;
  readonly offsetBytes: number;
  readonly lengthBytes: number;
  readonly root: number | undefined;
  readonly rootRows: number;
  readonly offset: number;
}
