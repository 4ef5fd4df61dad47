/** The pickles of a file, one after another. */

import { isCodecError, isKind, type Limits, type Note, type PyValue } from '@brine/core';
import type { Dialect } from '../build/dialect.js';
import { ValueBackend } from '../build/values.js';
import type { PickleOptions } from '../options.js';
import { Cursor } from '../read/cursor.js';
import { Machine } from '../read/machine.js';
import type { Memo } from '../read/memo.js';
import { OPCODES } from '../spec/opcodes.js';

export interface LoaderInit {
  /** Id of the codec, for errors. */
  readonly codec: string;
  readonly limits: Limits;
  readonly options?: PickleOptions | undefined;
  readonly dialects?: readonly Dialect[] | undefined;
}

/** Where the machine stops for another window: whoever goes on has moved the cursor's. */
type Reading<T> = Generator<void, T, void>;

/** Reads the first pickle of a file when it is made, and the others when they are asked for. */
export class Loader {
  /** Of the first: what PROTO says, else the highest that one of its opcodes needs. */
  readonly protocol: number;
  readonly notes: Note[] = [];

  private memo: Memo<PyValue> | undefined;
  private values: readonly PyValue[] | undefined;

  private constructor(
    readonly first: PyValue,
    machine: Machine<PyValue>,
    private readonly cursor: Cursor,
    private readonly backend: ValueBackend,
    private readonly firstEnd: number,
    private readonly init: LoaderInit,
  ) {
    this.protocol = machine.seen[PROTO] === 1 ? machine.protocol : highestProtocol(machine.seen);
    this.memo = machine.memo;
  }

  /**
   * Of a file whose bytes are in memory.
   *
   * @throws CodecError when the first pickle cannot be read
   */
  static of(bytes: Uint8Array, init: LoaderInit): Loader {
    return finish(Loader.open(new Cursor(bytes), init));
  }

  /**
   * Of a file that is read window by window.
   *
   * @param next - moves the window of the cursor to its place
   * @throws CodecError when the first pickle cannot be read
   */
  static async inWindows(cursor: Cursor, next: () => Promise<void>, init: LoaderInit): Promise<Loader> {
    return feed(Loader.open(cursor, init), next);
  }

  private static *open(cursor: Cursor, init: LoaderInit): Reading<Loader> {
    const backend = new ValueBackend(cursor, init.dialects, init.options);
    const machine = yield* run(cursor, backend, init);
    return new Loader(machine.value!, machine, cursor, backend, cursor.offset, init);
  }

  /** `module.name` of all globals so far, as the stream names them, in order of appearance. */
  get globals(): string[] {
    return Array.from(this.backend.globals.values(), ({ module, name }) => `${module}.${name}`);
  }

  /**
   * All values. Each pickle has a memo of its own, as with one `pickle.load` after another. When one refers to what it did not
   * store, or to itself as its own item, they are taken for dumps of one Pickler and read as by one Unpickler, which keeps its memo.
   *
   * @throws CodecError when what follows the first pickle begins as one and cannot be read
   */
  all(): readonly PyValue[] {
    return this.values ?? finish(this.reading());
  }

  /** As {@link all}, of a file that is read window by window. */
  async allInWindows(next: () => Promise<void>): Promise<readonly PyValue[]> {
    return this.values ?? feed(this.reading(), next);
  }

  private *reading(): Reading<readonly PyValue[]> {
    this.values = [this.first, ...(yield* this.rest())];
    this.memo = undefined;
    return this.values;
  }

  private *rest(): Reading<PyValue[]> {
    let values: PyValue[];
    try {
      values = yield* this.following(undefined);
      if (!values.some(holdsItself)) return values;
    } catch (error) {
      if (!isCodecError(error) || error.code !== 'BRINE-PICKLE-MEMO') throw error;
      const together = yield* this.together();
      return together ?? (yield* this.following(undefined, false));
    }
    // A list in itself is rarer than a list that begins with what was dumped before it.
    const together = yield* this.together();
    return together && !together.some(holdsItself) ? together : values;
  }

  /** The other pickles as one Unpickler reads them; undefined when it cannot. */
  private *together(): Reading<PyValue[] | undefined> {
    // Buffers that the first attempt took cannot be told from those that it should have.
    if (this.init.options?.buffers) return undefined;
    try {
      return yield* this.following(this.memo);
    } catch (error) {
      if (!isCodecError(error) || error.fault === 'io') throw error;
      return undefined;
    }
  }

  /** @param strict - whether a missing memo key is an error also where nothing else tells that a pickle begins there */
  private *following(memo: Memo<PyValue> | undefined, strict = true): Reading<PyValue[]> {
    const { cursor } = this;
    const values: PyValue[] = [];
    this.notes.length = 0;
    yield* seek(cursor, this.firstEnd);
    while (cursor.offset < cursor.size) {
      const start = cursor.offset;
      if (yield* isBlank(cursor)) {
        this.trailing(start, 'nothing but zeros and white space');
        break;
      }
      yield* seek(cursor, start);
      const [begin] = cursor.bytes.subarray(cursor.at);
      try {
        values.push((yield* run(cursor, this.backend, this.init, memo)).value!);
      } catch (error) {
        if (!isCodecError(error) || error.fault !== 'malformed') throw error;
        if (begin === PROTO || (strict && error.code === 'BRINE-PICKLE-MEMO')) throw error;
        this.trailing(start, 'no pickle');
        break;
      }
    }
    return values;
  }

  private trailing(offset: number, what: string): void {
    this.notes.push({
      code: 'BRINE-PICKLE-TRAILING',
      message: `${this.cursor.size - offset} bytes after the last STOP, from offset ${offset} on, are ${what}; Python does not read them`,
    });
  }
}

const PROTO = 0x80;

function* run(
  cursor: Cursor,
  backend: ValueBackend,
  { codec, limits }: LoaderInit,
  memo?: Memo<PyValue>,
): Reading<Machine<PyValue>> {
  const machine = new Machine(cursor, backend, { codec, limits, ...(memo ? { memo } : {}) });
  while (!machine.run()) yield;
  return machine;
}

function* seek(cursor: Cursor, offset: number): Reading<void> {
  cursor.seek(offset);
  if (cursor.at < 0) yield;
}

/** Whether nothing but zeros and white space is left, or so much of it that no more is looked at. The place moves. */
function* isBlank(cursor: Cursor): Reading<boolean> {
  const end = Math.min(cursor.size, cursor.offset + MOST_BLANK);
  for (; cursor.offset < end; cursor.at++) {
    if (cursor.at >= cursor.bytes.byteLength) yield;
    const byte = cursor.bytes[cursor.at]!;
    if (byte !== 0 && !isSpace(byte)) return false;
  }
  return true;
}

const MOST_BLANK = 1 << 20;

/** Runs to the end where the whole file is one window, which is never too short. */
function finish<T>(reading: Reading<T>): T {
  const { value } = reading.next() as IteratorReturnResult<T>;
  return value;
}

async function feed<T>(reading: Reading<T>, next: () => Promise<void>): Promise<T> {
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
    await next();
  }
}

function holdsItself(value: PyValue): boolean {
  if (isKind(value, 'list')) return Array.isArray(value.items) && value.items.includes(value);
  return isKind(value, 'dict') && value.entries.includes(value);
}

function highestProtocol(seen: Uint8Array): number {
  let highest = 0;
  for (const { code, protocol } of OPCODES.values()) if (seen[code] === 1) highest = Math.max(highest, protocol);
  return highest;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
