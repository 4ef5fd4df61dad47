/** Values that one opcode makes of parts that lie on the stack: tuples, frozensets, calls. */

import { isKind, type PyObject } from '@brine/core';
import { Unwritable } from './errors.js';
import { Doing, type Frame, type Writing } from './frames.js';
import * as op from './opcodes.js';

/** Stands for the opcodes at the end of a call of a setter, whose result nobody wants. */
export const SETTER = 0;

export class Parts {
  constructor(private readonly writing: Writing) {}

  /** Writes on, up to a part that is not finished at once. */
  run(frame: Frame): void {
    const { writing } = this;
    const { items, end } = frame;
    while (frame.at < end) {
      if (writing.save(items[frame.at++]!)) continue;
      frame.nested = true;
      return;
    }
    writing.stack.depth--;
    this.finish(frame);
  }

  /** The opcode; unless the value has come to be written inside of itself. */
  private finish({ value, opcode, end, nested, object }: Frame): void {
    const { out, leaves, stack } = this.writing;
    if (nested && value && opcode !== op.OBJ && opcode !== op.INST && leaves.has(value)) {
      this.discard(opcode, end);
      leaves.refer(value);
      return;
    }
    if (opcode === op.INST) this.emitInst(object!);
    else if (opcode === SETTER) {
      out.op(op.TUPLE2);
      out.op(op.REDUCE);
      out.op(op.POP);
    } else out.op(opcode);
    if (value) leaves.store(value);
    if (object && (object.items || object.entries || object.state !== undefined || object.effects)) {
      stack.push(Doing.Completing, value).object = object;
    }
  }

  private emitInst({ func }: PyObject): void {
    if (!isKind(func, 'global')) throw new Unwritable('VALUE', 'the class of an old-style instance has no name');
    this.writing.emit.names(op.INST, func.module, func.name);
  }

  /** Takes parts that were written in vain off the stack. @see CPython, `save_tuple`, `save_frozenset`, `save_reduce` */
  private discard(opcode: number, parts: number): void {
    const { out, emit } = this.writing;
    const marked = opcode === op.TUPLE || opcode === op.FROZENSET;
    if (marked && emit.binary) {
      out.op(op.POP_MARK);
    } else if (marked || (opcode >= op.TUPLE1 && opcode < op.NEWTRUE)) {
      for (let i = marked ? -1 : 0; i < parts; i++) out.op(op.POP);
    } else {
      out.op(opcode);
      out.op(op.POP);
    }
  }
}
