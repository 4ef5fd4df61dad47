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

/** Reads the first pickle of a file when it is made, and the others when they are asked for. */
export class Loader {
  readonly first: PyValue;
  /** Of the first: what PROTO says, else the highest that one of its opcodes needs. */
  readonly protocol: number;
  readonly notes: Note[] = [];

  private readonly cursor: Cursor;
  private readonly backend: ValueBackend;
  private readonly firstEnd: number;
  private memo: Memo<PyValue> | undefined;
  private values: readonly PyValue[] | undefined;

  /** @throws CodecError when the first pickle cannot be read */
  constructor(
    bytes: Uint8Array,
    private readonly init: LoaderInit,
  ) {
    this.cursor = new Cursor(bytes);
    this.backend = new ValueBackend(this.cursor, init.dialects, init.options);
    const machine = this.run();
    this.first = machine.value!;
    this.protocol = machine.seen[PROTO] === 1 ? machine.protocol : highestProtocol(machine.seen);
    this.firstEnd = this.cursor.at;
    this.memo = machine.memo;
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
    this.values ??= [this.first, ...this.rest()];
    this.memo = undefined;
    return this.values;
  }

  private rest(): PyValue[] {
    let values: PyValue[];
    try {
      values = this.following(undefined);
      if (!values.some(holdsItself)) return values;
    } catch (error) {
      if (!isCodecError(error) || error.code !== 'BRINE-PICKLE-MEMO') throw error;
      const together = this.together();
      if (together) return together;
      this.cursor.at = this.firstEnd;
      return this.following(undefined, false);
    }
    // A list in itself is rarer than a list that begins with what was dumped before it.
    const together = this.together();
    return together && !together.some(holdsItself) ? together : values;
  }

  /** The other pickles as one Unpickler reads them; undefined when it cannot. */
  private together(): PyValue[] | undefined {
    // Buffers that the first attempt took cannot be told from those that it should have.
    if (this.init.options?.buffers) return undefined;
    const { at } = this.cursor;
    this.cursor.at = this.firstEnd;
    try {
      return this.following(this.memo);
    } catch {
      this.cursor.at = at;
      return undefined;
    }
  }

  /** @param strict - whether a missing memo key is an error also where nothing else tells that a pickle begins there */
  private following(memo: Memo<PyValue> | undefined, strict = true): PyValue[] {
    const { cursor } = this;
    const values: PyValue[] = [];
    this.notes.length = 0;
    while (cursor.at < cursor.bytes.byteLength) {
      const start = cursor.at;
      const rest = cursor.bytes.subarray(start);
      if (rest.every((byte) => byte === 0 || isSpace(byte))) {
        this.trailing(start, rest.byteLength, 'nothing but zeros and white space');
        break;
      }
      try {
        values.push(this.run(memo).value!);
      } catch (error) {
        if (!isCodecError(error) || error.fault !== 'malformed') throw error;
        if (rest[0] === PROTO || (strict && error.code === 'BRINE-PICKLE-MEMO')) throw error;
        this.trailing(start, rest.byteLength, 'no pickle');
        break;
      }
    }
    return values;
  }

  private trailing(offset: number, length: number, what: string): void {
    this.notes.push({
      code: 'BRINE-PICKLE-TRAILING',
      message: `${length} bytes after the last STOP, from offset ${offset} on, are ${what}; Python does not read them`,
    });
  }

  private run(memo?: Memo<PyValue>): Machine<PyValue> {
    const { codec, limits } = this.init;
    const machine = new Machine(this.cursor, this.backend, { codec, limits, ...(memo ? { memo } : {}) });
    // The whole file is one window, so it is never too short.
    machine.run();
    return machine;
  }
}

const PROTO = 0x80;

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
