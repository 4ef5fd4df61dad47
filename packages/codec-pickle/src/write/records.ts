/** How each kind of record is written. */

import type { PyConstant, PyGlobal, PyRecord, PyTuple, PyValue } from '@brine/core';
import { TO_DICT, TO_LIST, TO_SET, type Batches } from './batches.js';
import { Unwritable } from './errors.js';
import { Doing, type Writing } from './frames.js';
import type { Objects } from './objects.js';
import * as op from './opcodes.js';
import { reduceByteArray, reduceBytes, reduceComplex, reduceGlobal, reduceSet } from './reduce/builtins.js';
import type { Made, Manner } from './reduce/made.js';
import { reduceArray, reduceDType, reduceScalar } from './reduce/numpy.js';

export class Records {
  constructor(
    private readonly writing: Writing,
    private readonly batches: Batches,
    private readonly objects: Objects,
    private readonly manner: Manner,
  ) {}

  /** @returns as {@link Writing.save} */
  save(record: PyRecord): boolean {
    const { objects, manner } = this;
    const { out, emit, leaves } = this.writing;
    const { protocol } = manner;
    if (leaves.refer(record)) return true;
    switch (record.kind) {
      case 'dict':
        this.open(op.EMPTY_DICT, op.DICT, record);
        return this.batches.push(record, objects.entriesNow(record), TO_DICT);
      case 'list':
        this.open(op.EMPTY_LIST, op.LIST, record);
        return this.batches.push(record, record.items, TO_LIST);
      case 'tuple':
        return this.tuple(record);
      case 'object':
        return objects.push(record, record);
      case 'global':
        return this.global(record, record.module, record.name);
      case 'bytes':
        if (protocol < 3) return objects.push(record, reduceBytes(record));
        emit.byteString(record.data);
        break;
      case 'bytearray':
        if (protocol < 5) return objects.push(record, reduceByteArray(record));
        emit.byteArray(record.data);
        break;
      case 'set':
        if (protocol < 4) return objects.push(record, reduceSet(record));
        this.open(op.EMPTY_SET, 0, record);
        return this.batches.push(record, record.items, TO_SET);
      case 'frozenset':
        if (protocol < 4) return objects.push(record, reduceSet(record));
        out.op(op.MARK);
        return this.parts(record, record.items, op.FROZENSET);
      case 'complex':
        return objects.push(record, reduceComplex(record));
      case 'constant':
        return this.global(record, 'builtins', record.name);
      case 'persistent':
        return this.persistent(record.id);
      case 'ndarray':
        return objects.push(record, reduceArray(record, manner));
      case 'npscalar':
        return objects.push(record, reduceScalar(record, manner));
      case 'dtype':
        return objects.push(record, reduceDType(record, manner));
      default:
        leaves.made(record as unknown as Made);
        return true;
    }
    leaves.store(record);
    return true;
  }

  /** A container that is stored in the memo while it is still empty, so that it can hold itself. */
  private open(empty: number, marked: number, record: PyRecord): void {
    const { out, emit, leaves } = this.writing;
    if (emit.binary) {
      out.op(empty);
    } else {
      out.op(op.MARK);
      out.op(marked);
    }
    leaves.store(record);
  }

  private parts(value: PyRecord | undefined, items: readonly PyValue[], opcode: number): false {
    this.writing.stack.push(Doing.Parts, value, items, opcode);
    return false;
  }

  private tuple(tuple: PyTuple): boolean {
    const { out } = this.writing;
    const { protocol } = this.manner;
    const { length } = tuple.items;
    if (length === 0) {
      // There is one empty tuple, and it is never stored.
      if (protocol >= 1) {
        out.op(op.EMPTY_TUPLE);
      } else {
        out.op(op.MARK);
        out.op(op.TUPLE);
      }
      return true;
    }
    const short = length <= 3 && protocol >= 2;
    if (!short) out.op(op.MARK);
    return this.parts(tuple, tuple.items, short ? op.TUPLE1 + length - 1 : op.TUPLE);
  }

  /** @see CPython, `save_global` */
  private global(record: PyGlobal | PyConstant, module: string, name: string): boolean {
    const { leaves } = this.writing;
    if (leaves.coded(module, name)) return true;
    const reduced = reduceGlobal(module, name, this.manner.protocol);
    if (reduced) return this.objects.push(record, reduced);
    leaves.named(record, module, name);
    return true;
  }

  private persistent(id: PyValue): boolean {
    const { emit } = this.writing;
    if (emit.binary) return this.parts(undefined, [id], op.BINPERSID);
    if (typeof id !== 'string' || !/^[^\n\u0080-\uffff]*$/.test(id)) {
      throw new Unwritable('PERSID', 'a persistent id is not a line of ASCII');
    }
    emit.persistentLine(id);
    return true;
  }
}
