/**
 * Runs of numbers. CPython appends to a list in batches, `MARK number ... number APPENDS`; a batch of nothing but floats or nothing
 * but ints is decoded here straight into a typed array, without a value per element.
 */

/** A shorter batch is not worth a typed array. */
const SHORTEST = 64;

const BINFLOAT = 0x47;
const BININT = 0x4a;
const BININT1 = 0x4b;
const BININT2 = 0x4d;
const LONG1 = 0x8a;
const APPENDS = 0x65;

/** Whether a run may begin with this opcode. */
export function beginsRun(opcode: number | undefined): boolean {
  return opcode === BINFLOAT || opcode === BININT1 || opcode === BININT2 || opcode === BININT || opcode === LONG1;
}

export class NumberRuns {
  private floats = new Float64Array(1024);
  /** Ints as little-endian pairs of 32 bits, so that none becomes a bigint on its way. */
  private words = new Int32Array(2048);
  /** The numbers of the run that `scan` found; valid until the next. */
  numbers: Float64Array | BigInt64Array = this.floats;

  /**
   * Decodes a run.
   *
   * @param at - of its first number; `bytes[at]` begins a run
   * @param end - of the window
   * @returns the place after its APPENDS, or -1 when this is no run, or a short one, or it passes the window
   */
  scan(bytes: Uint8Array, view: DataView, at: number, end: number): number {
    return bytes[at] === BINFLOAT ? this.scanFloats(bytes, view, at, end) : this.scanInts(bytes, view, at, end);
  }

  private scanFloats(bytes: Uint8Array, view: DataView, at: number, end: number): number {
    let { floats } = this;
    let count = 0;
    for (; bytes[at] === BINFLOAT && at + 9 <= end; at += 9) {
      if (count === floats.length) {
        this.floats = new Float64Array(2 * count);
        this.floats.set(floats);
        floats = this.floats;
      }
      floats[count++] = view.getFloat64(at + 1);
    }
    this.numbers = floats.subarray(0, count);
    return this.end(bytes, at, count);
  }

  private scanInts(bytes: Uint8Array, view: DataView, at: number, end: number): number {
    let { words } = this;
    let count = 0;
    for (;;) {
      let low: number;
      let high: number;
      const opcode = bytes[at];
      if (opcode === BININT1 && at + 2 <= end) {
        low = bytes[at + 1]!;
        high = 0;
        at += 2;
      } else if (opcode === BININT2 && at + 3 <= end) {
        low = view.getUint16(at + 1, true);
        high = 0;
        at += 3;
      } else if (opcode === BININT && at + 5 <= end) {
        low = view.getInt32(at + 1, true);
        high = low >> 31;
        at += 5;
      } else if (opcode === LONG1 && at + 2 <= end) {
        const length = bytes[at + 1]!;
        if (length === 0 || length > 8 || at + 2 + length > end) break;
        const first = at + 2;
        const last = first + length - 1;
        const sign = (bytes[last]! << 24) >> 31;
        low = sign;
        high = sign;
        for (let i = last; i >= first; i--) {
          high = (high << 8) | (low >>> 24);
          low = (low << 8) | bytes[i]!;
        }
        at = last + 1;
      } else {
        break;
      }
      if (count === words.length) {
        this.words = new Int32Array(2 * count);
        this.words.set(words);
        words = this.words;
      }
      words[count] = low;
      words[count + 1] = high;
      count += 2;
    }
    this.numbers = new BigInt64Array(words.buffer as ArrayBuffer, 0, count / 2);
    return this.end(bytes, at, count / 2);
  }

  private end(bytes: Uint8Array, at: number, count: number): number {
    return bytes[at] === APPENDS && count >= SHORTEST ? at + 1 : -1;
  }
}
