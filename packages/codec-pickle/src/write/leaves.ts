/** Values that hold no others, and which of all values the memo knows. */

import type { PyRecord } from '@brine/core';
import type { Emitter } from './emitter.js';
import { Unwritable } from './errors.js';
import { Memo } from './memo.js';
import * as op from './opcodes.js';
import type { PickleBuffer, PickleWriteOptions } from './options.js';
import type { Made } from './reduce/made.js';
import { latin1Text } from './text.js';

/** Strings of one letter that is a name are interned, as another object than the one that bytes are decoded to (CPython to 3.12). */
const NAME = /[A-Za-z_]/;

export class Leaves {
  private readonly memo = new Memo();
  /** numpy 1 gives `numpy.dtype` a name that is one string with every other "dtype" (`_DType_reduce`). */
  private readonly sharesDType: boolean;
  private readonly codes: ReadonlyMap<string, number>;
  private readonly takeBuffer: PickleWriteOptions['bufferCallback'];

  constructor(
    private readonly emit: Emitter,
    { extensions = {}, bufferCallback, numpy = 1 }: PickleWriteOptions,
  ) {
    this.codes = new Map(Object.entries(extensions).map(([code, name]) => [name, Number(code)]));
    this.takeBuffer = bufferCallback;
    this.sharesDType = numpy === 1;
  }

  string(text: string): void {
    const { emit, memo } = this;
    const number = memo.count;
    const known = memo.share(text);
    if (known >= 0) {
      emit.get(known);
    } else {
      emit.str(text);
      emit.put(number);
    }
  }

  made(value: Made): void {
    const { emit, memo } = this;
    switch (value.kind) {
      case 'fresh text':
        // Of strings of one character there is only one each.
        if (value.text.length <= 1) this.string(value.text);
        else {
          emit.str(value.text);
          emit.put(memo.skip());
        }
        return;
      case 'latin-1 text':
        // There is one string of each character, but for names of one letter, which are interned as another.
        if (value.data.byteLength === 1 && !NAME.test(latin1Text(value.data))) this.string(latin1Text(value.data));
        else {
          emit.latin1(value.data);
          emit.put(memo.skip());
        }
        return;
      case 'buffer':
        this.buffer(value);
        return;
      default:
        throw new Unwritable('VALUE', 'an object without a kind of Python value');
    }
  }

  /** @see CPython, `save_picklebuffer` */
  private buffer(buffer: PickleBuffer): void {
    const { emit, memo } = this;
    const { out } = emit;
    if (this.takeBuffer && this.takeBuffer(buffer) !== true) {
      out.op(op.NEXT_BUFFER);
      if (buffer.readonly) out.op(op.READONLY_BUFFER);
      return;
    }
    if (buffer.readonly) emit.byteString(buffer.data);
    else emit.byteArray(buffer.data);
    emit.put(memo.skip());
  }

  /** Writes a global by its code in the extension registry, which is never stored. @returns whether it has one */
  coded(module: string, name: string): boolean {
    const { emit, codes } = this;
    const code = codes.size > 0 && emit.protocol >= 2 ? codes.get(`${module}.${name}`) : undefined;
    if (code === undefined) return false;
    emit.extension(code);
    return true;
  }

  /** @see CPython, `save_global` */
  named(record: PyRecord, module: string, name: string): void {
    const { emit, memo } = this;
    const { out } = emit;
    if (emit.protocol >= 4) {
      out.boundary();
      this.string(module);
      out.boundary();
      if (this.sharesDType && name === 'dtype' && module === 'numpy') {
        this.string(name);
      } else {
        // The name of a class or function is in no other place of a value.
        emit.str(name);
        emit.put(memo.skip());
      }
      out.op(op.STACK_GLOBAL);
    } else {
      emit.names(op.GLOBAL, module, name);
    }
    this.store(record);
  }

  /** Refers to a value that is in the memo. @returns whether it is */
  refer(record: PyRecord): boolean {
    const { emit, memo } = this;
    let known = memo.get(record);
    if (known === undefined) {
      const key = singleKey(record);
      if (key !== undefined) known = memo.getSingle(key, record);
    }
    if (known === undefined) return false;
    emit.get(known);
    return true;
  }

  has(record: PyRecord): boolean {
    return this.memo.get(record) !== undefined;
  }

  /** Stores what stands on top of the unpickler's stack. */
  store(record: PyRecord): void {
    const key = singleKey(record);
    this.emit.put(key === undefined ? this.memo.set(record) : this.memo.setSingle(key, record));
  }
}

/** Names what exists only once in Python, however many records stand for it. */
function singleKey(record: PyRecord): string | undefined {
  switch (record.kind) {
    case 'global':
      return `${record.module}\n${record.name}`;
    case 'constant':
      return `builtins\n${record.name}`;
    case 'bytes':
      return record.data.byteLength > 1 ? undefined : String(record.data[0]);
    default:
      return undefined;
  }
}
