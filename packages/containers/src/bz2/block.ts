import { malformed, unsupported } from '../errors.js';
import type { Task } from '../task.js';
import type { BitReader } from './bits.js';
import { HuffmanTable, MAX_LENGTH } from './huffman.js';
import { CRC, GROUP, MAX_TABLES, MIN_TABLES, RUN, RUN_B } from './spec.js';

/** Bytes of the sorted block that are made into output at a time, and how many each can become at most. */
const STEP = 4096;
const MOST = 255;

/** Reads the blocks of one stream; its memory serves all of them. */
export class BlockReader {
  readonly #task: Task;
  readonly #bits: BitReader;
  /** The block's bytes, in the lower 8 bits; above them, once sorted out, the place of the byte that follows. */
  readonly #block: Int32Array;

  /** @param capacity - bytes of a block at most */
  constructor(task: Task, bits: BitReader, capacity: number) {
    this.#task = task;
    this.#bits = bits;
    this.#block = new Int32Array(capacity);
  }

  /**
   * Reads a block, behind its magic number and checksum, into the output.
   *
   * @returns CRC-32 of what came out
   */
  read(): number {
    const bits = this.#bits;
    if (bits.read(1) === 1)
      throw unsupported(this.#task.id, 'has randomised blocks, which bzip2 0.9 wrote', bits.offset);
    const origin = bits.read(24);
    const used = readUsed(bits);
    const { selectors, tables } = this.#readTables(used.length + 2);
    const counts = new Int32Array(256);
    const length = this.#readSymbols(used, selectors, tables, counts);
    if (origin >= length) throw this.#damaged('the block begins outside of itself');
    this.#link(counts, length);
    return this.#write(origin, length);
  }

  #damaged(message: string): Error {
    this.#bits.check();
    return malformed(this.#task.id, message, this.#bits.offset);
  }

  #readTables(symbols: number): { selectors: Uint8Array; tables: HuffmanTable[] } {
    const bits = this.#bits;
    const count = bits.read(3);
    const selectors = new Uint8Array(bits.read(15));
    if (symbols === 2) throw this.#damaged('a block uses no bytes');
    if (count < MIN_TABLES || count > MAX_TABLES) throw this.#damaged(`a block has ${count} Huffman tables`);
    if (selectors.length === 0) throw this.#damaged('a block chooses no Huffman table');
    const recent = Array.from({ length: count }, (_, table) => table);
    for (let i = 0; i < selectors.length; i++) {
      let place = 0;
      while (bits.read(1) === 1)
        if (++place === count) throw this.#damaged('a Huffman table is chosen that is not there');
      selectors[i] = moveToFront(recent, place);
    }
    const tables = Array.from({ length: count }, () => new HuffmanTable(this.#readLengths(symbols)));
    bits.check();
    return { selectors, tables };
  }

  #readLengths(symbols: number): Uint8Array {
    const bits = this.#bits;
    const lengths = new Uint8Array(symbols);
    let length = bits.read(5);
    for (let symbol = 0; symbol < symbols; symbol++) {
      for (;;) {
        if (length < 1 || length > MAX_LENGTH) throw this.#damaged(`a Huffman code has ${length} bits`);
        if (bits.read(1) === 0) break;
        length += bits.read(1) === 0 ? 1 : -1;
      }
      lengths[symbol] = length;
    }
    return lengths;
  }

  /** Undoes the Huffman coding, the runs of zeros, and the moving to the front. */
  #readSymbols(used: Uint8Array, selectors: Uint8Array, tables: readonly HuffmanTable[], counts: Int32Array): number {
    const bits = this.#bits;
    const block = this.#block;
    const end = used.length + 1;
    const recent = used.slice();
    let length = 0;
    let run = 0;
    let weight = 1;
    for (const selector of selectors) {
      const table = tables[selector]!;
      for (let left = GROUP; left > 0; left--) {
        const symbol = table.decode(bits);
        if (symbol < 0) throw this.#damaged('bits that are no Huffman code');
        if (symbol <= RUN_B) {
          // A run's length in digits 1 and 2, the lowest first.
          run += weight << symbol;
          weight <<= 1;
          if (run > block.length - length) throw this.#damaged('a block is longer than the stream says');
          continue;
        }
        if (run > 0) {
          counts[recent[0]!]! += run;
          block.fill(recent[0]!, length, (length += run));
          run = 0;
          weight = 1;
        }
        if (symbol === end) {
          bits.check();
          return length;
        }
        if (length === block.length) throw this.#damaged('a block is longer than the stream says');
        const place = symbol - 1;
        const value = recent[place]!;
        if (place < 16) for (let i = place; i > 0; i--) recent[i] = recent[i - 1]!;
        else recent.copyWithin(1, 0, place);
        recent[0] = value;
        counts[value]!++;
        block[length++] = value;
      }
      bits.check();
    }
    throw this.#damaged('a block does not end');
  }

  /** Undoes the sorting: for each byte, where in the block the one behind it is. */
  #link(counts: Int32Array, length: number): void {
    const block = this.#block;
    let sum = 0;
    for (let value = 0; value < 256; value++) {
      const count = counts[value]!;
      counts[value] = sum;
      sum += count;
    }
    for (let i = 0; i < length; i++) block[counts[block[i]! & 0xff]!++]! |= i << 8;
  }

  /** Follows the links, and undoes the run-length coding. */
  #write(origin: number, length: number): number {
    const { output } = this.#task;
    const block = this.#block;
    let next = block[origin]! >>> 8;
    let crc = -1;
    let previous = -1;
    let equal = 0;
    for (let done = 0; done < length;) {
      const stop = Math.min(length, done + STEP);
      const memory = output.room(MOST * STEP);
      let at = output.size;
      for (; done < stop; done++) {
        const entry = block[next]!;
        const value = entry & 0xff;
        next = entry >>> 8;
        if (equal === RUN) {
          memory.fill(previous, at, at + value);
          at += value;
          for (let i = 0; i < value; i++) crc = (crc << 8) ^ CRC[(crc >>> 24) ^ previous]!;
          equal = 0;
          previous = -1;
          continue;
        }
        equal = value === previous ? equal + 1 : 1;
        previous = value;
        memory[at++] = value;
        crc = (crc << 8) ^ CRC[(crc >>> 24) ^ value]!;
      }
      output.advance(at, this.#bits.offset);
    }
    return ~crc;
  }
}

/** The byte values that a block uses: 16 bits for the ranges of 16 that have any, then 16 for each of these. */
function readUsed(bits: BitReader): Uint8Array {
  const ranges = bits.read(16);
  const used: number[] = [];
  for (let range = 0; range < 16; range++) {
    if (!((ranges >> (15 - range)) & 1)) continue;
    const values = bits.read(16);
    for (let i = 0; i < 16; i++) if ((values >> (15 - i)) & 1) used.push(16 * range + i);
  }
  return Uint8Array.from(used);
}

function moveToFront(list: number[], place: number): number {
  const [item] = list.splice(place, 1) as [number];
  list.unshift(item);
  return item;
}
