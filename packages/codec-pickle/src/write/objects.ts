/** Objects: the call that makes one, then what it is given, then what is done for its effect alone. */

import type { PyDict, PyObject, PyRecord, PyValue } from '@brine/core';
import { TO_DICT, TO_LIST, type Batches } from './batches.js';
import { Doing, type Frame, type Writing } from './frames.js';
import * as op from './opcodes.js';
import { SETTER } from './parts.js';
import { reduceObject } from './reduce/builtins.js';
import { freshText } from './reduce/made.js';

export class Objects {
  /** Dicts of which only so many items of their list are written until the object that they wait for is complete. */
  private readonly late = new Map<PyDict, number>();

  constructor(
    private readonly writing: Writing,
    private readonly batches: Batches,
    private readonly protocol: number,
  ) {}

  /**
   * Begins an object.
   *
   * @param record - the identity that the memo knows it by
   * @returns false: it is finished later
   */
  push(record: PyRecord, object: PyObject): false {
    const { out, emit, leaves, stack } = this.writing;
    for (const effect of object.effects ?? []) {
      if (effect.kind === 'late entries' && !leaves.has(effect.dict)) this.late.set(effect.dict, effect.from);
    }
    const maker = reduceObject(object, this.protocol);
    const { via, func, args } = maker;
    let frame: Frame;
    if (via === 'inst') {
      out.op(op.MARK);
      const items = emit.binary ? [func, ...args.items] : args.items;
      frame = stack.push(Doing.Parts, record, items, emit.binary ? op.OBJ : op.INST);
    } else if (via === 'newobj_ex') {
      const kwargs: PyDict = maker.kwargs ?? { kind: 'dict', entries: [] };
      frame = stack.push(Doing.Parts, record, [func, args, kwargs], op.NEWOBJ_EX);
    } else {
      frame = stack.push(Doing.Parts, record, [func, args], via === 'newobj' ? op.NEWOBJ : op.REDUCE);
    }
    frame.object = object;
    return false;
  }

  /** Entries of a dict that are written where it is first met. */
  entriesNow(dict: PyDict): readonly PyValue[] {
    const late = this.late.size > 0 ? this.late.get(dict) : undefined;
    return late === undefined ? dict.entries : dict.entries.slice(0, late);
  }

  /** What an object is given, in the order in which CPython gives it. */
  complete(frame: Frame): void {
    const { writing, batches } = this;
    const { out, stack } = writing;
    const { items, entries, state, setter, laterStates } = frame.object!;
    for (;;) {
      const step = frame.at++;
      if (step === 0) {
        if (items && !batches.push(undefined, items, TO_LIST)) return;
      } else if (step === 1) {
        if (entries && !batches.push(undefined, entries, TO_DICT)) return;
      } else {
        // Two steps for each state: it is saved, then built.
        const which = (step - 2) >> 1;
        const given = which === 0 ? state : laterStates?.[which - 1];
        if (given === undefined) break;
        if (which === 0 && setter !== undefined) {
          frame.at++;
          stack.push(Doing.Parts, undefined, [setter, frame.value!, given], SETTER);
          return;
        }
        if (step % 2 === 1) out.op(op.BUILD);
        else if (!writing.save(given)) return;
      }
    }
    stack.depth--;
    const { object } = frame;
    if (object!.effects) stack.push(Doing.Effects, undefined).object = object;
  }

  /** Each effect leaves one value on the stack, which is dropped. */
  doEffects(frame: Frame): void {
    const { writing, late } = this;
    const { out, leaves, stack } = writing;
    const effects = frame.object!.effects!;
    for (;;) {
      // Two steps for each: it is written, then dropped.
      const step = frame.at++;
      const effect = effects[step >> 1];
      if (effect === undefined) break;
      if (step % 2 === 1) {
        out.op(op.POP);
      } else if (effect.kind === 'object') {
        stack.push(Doing.Parts, undefined, [effect.func, effect.args], op.REDUCE);
        return;
      } else {
        const { dict } = effect;
        const from = late.get(dict);
        late.delete(dict);
        if (from === undefined) frame.at++;
        else if (leaves.refer(dict)) {
          if (!this.batches.push(undefined, lateEntries(dict, from), TO_DICT)) return;
        } else if (!writing.save(dict)) return;
      }
    }
    stack.depth--;
  }
}

/** The keys are names that dill reads out of a disassembly, so that none is a string that was written before. */
function lateEntries({ entries }: PyDict, from: number): PyValue[] {
  return entries.slice(from).map((item, i) => (i % 2 === 0 && typeof item === 'string' ? freshText(item) : item));
}
