/** Items of lists, sets and dicts, which are added a thousand at a time. */

import type { PyList, PyRecord, PyValue } from '@brine/core';
import { Doing, type Frame, type Writing } from './frames.js';
import * as op from './opcodes.js';

/** Items between two opcodes that add them (`BATCHSIZE`). */
const BATCH = 1000;

/** How items are added: values that make one, and the opcodes for one (0 where there is none) and for many. */
export interface Adding {
  readonly stride: number;
  readonly single: number;
  readonly many: number;
}

export const TO_LIST: Adding = { stride: 1, single: op.APPEND, many: op.APPENDS };
export const TO_SET: Adding = { stride: 1, single: 0, many: op.ADDITEMS };
export const TO_DICT: Adding = { stride: 2, single: op.SETITEM, many: op.SETITEMS };

export class Batches {
  constructor(private readonly writing: Writing) {}

  /**
   * @param container - list, dict or set; undefined for what an object is given, which CPython takes from an iterator
   * @returns true when there is nothing to write
   */
  push(container: PyRecord | undefined, items: ArrayLike<PyValue>, { stride, single, many }: Adding): boolean {
    if (items.length === 0) return true;
    const { stack, emit } = this.writing;
    const frame = stack.push(Doing.Batches, container, items);
    frame.stride = stride;
    frame.single = single;
    frame.many = many;
    frame.exact = container !== undefined && emit.binary;
    this.begin(frame);
    return false;
  }

  /** @see CPython, `batch_list`, `batch_list_exact`, `batch_dict`, `batch_dict_exact`, `save_set` */
  private begin(frame: Frame): void {
    const { out, emit } = this.writing;
    const { at, end, stride, single, many } = frame;
    const alone = single !== 0 && (!emit.binary || (frame.exact ? end : end - at) === stride);
    frame.from = at;
    frame.stop = alone ? at + stride : Math.min(end, at + BATCH * stride);
    frame.opcode = alone ? single : many;
    if (!alone) out.op(op.MARK);
  }

  /** Writes on, up to the end of a batch or to an item that is not finished at once. */
  run(frame: Frame): void {
    const { writing } = this;
    const { items, end } = frame;
    if (!Array.isArray(items)) this.saveNumbers(frame, items as Exclude<PyList['items'], PyValue[]>);
    while (frame.at < frame.stop) if (!writing.save(items[frame.at++]!)) return;
    writing.out.op(frame.opcode);
    // CPython looks for the end of a dict or set only when a batch comes out short.
    const full = frame.stop - frame.from === BATCH * frame.stride;
    const more = frame.exact && frame.many !== op.APPENDS ? full : frame.at < end;
    if (more) this.begin(frame);
    else writing.stack.depth--;
  }

  /** A batch of a packed list. */
  private saveNumbers(frame: Frame, items: Float64Array | BigInt64Array): void {
    const { emit, out } = this.writing;
    const { at, stop } = frame;
    frame.at = stop;
    if (items instanceof Float64Array) {
      for (let i = at; i < stop; i++) {
        out.boundary();
        emit.float(items[i]!);
      }
      return;
    }
    // Halves of the ints, little-endian, so that most never become a bigint.
    const halves = new Int32Array(items.buffer, items.byteOffset, 2 * items.length);
    for (let i = at; i < stop; i++) {
      out.boundary();
      const low = halves[2 * i]!;
      if (halves[2 * i + 1] === low >> 31) emit.smallInt(low);
      else emit.int(items[i]!);
    }
  }
}
