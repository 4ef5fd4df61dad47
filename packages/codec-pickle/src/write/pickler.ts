/**
 * Writes a value as opcodes, in the order and form of CPython's C pickler (Modules/_pickle.c, `save`), which calls itself for what a
 * value holds; here a stack of frames stands for those calls, so that depth costs no recursion, and writing can stop between two
 * values and go on.
 */

import {
  isKind,
  type Note,
  type PyConstant,
  type PyDict,
  type PyGlobal,
  type PyList,
  type PyObject,
  type PyRecord,
  type PyTuple,
  type PyValue,
} from '@brine/core';
import { Emitter } from './emitter.js';
import { optionError, Unwritable } from './errors.js';
import { Doing, Frame } from './frames.js';
import { Leaves } from './leaves.js';
import * as op from './opcodes.js';
import type { PickleWriteOptions, Saving, SavingDialect } from './options.js';
import { Output } from './output.js';
import { pathOf } from './path.js';
import {
  reduceByteArray,
  reduceBytes,
  reduceComplex,
  reduceGlobal,
  reduceObject,
  reduceSet,
} from './reduce/builtins.js';
import { freshText, type Manner, type Made } from './reduce/made.js';
import { reduceArray, reduceDType, reduceScalar } from './reduce/numpy.js';

/** Items between two opcodes that add them (`BATCHSIZE`). */
const BATCH = 1000;

const DEFAULT_PROTOCOL = 4;

/** Stands for the opcodes at the end of a call of a setter, whose result nobody wants. */
const SETTER = 0;

const NO_ITEMS: readonly PyValue[] = [];

export class Pickler {
  readonly out = new Output();
  private readonly emit: Emitter;
  private readonly leaves: Leaves;
  private readonly frames: Frame[] = [];
  private depth = 0;
  private begun = false;
  /** Dicts of which only so many items of their list are written until the object that they wait for is complete. */
  private readonly late = new Map<PyDict, number>();

  private readonly protocol: number;
  private readonly dialect: Manner;
  private readonly hooks: readonly SavingDialect[];

  /** @throws CodecError `option` */
  constructor(
    private readonly root: PyValue,
    options: PickleWriteOptions = {},
  ) {
    const { protocol = DEFAULT_PROTOCOL, numpy = 1, bufferCallback, dialects = [] } = options;
    if (!(Number.isInteger(protocol) && protocol >= 0 && protocol <= 5)) {
      throw optionError(`there is no pickle protocol ${protocol}`, 'Protocols are 0 to 5.');
    }
    if (bufferCallback && protocol < 5) {
      throw optionError('buffers go out of band in protocol 5 only', 'Write protocol 5, or without bufferCallback.');
    }
    this.protocol = protocol;
    this.emit = new Emitter(this.out, protocol);
    this.leaves = new Leaves(this.emit, options);
    this.dialect = { protocol, numpy: numpy === 1 ? 'numpy.core' : 'numpy._core' };
    this.hooks = dialects.filter((dialect) => dialect.onSave);
  }

  /** What was lost. */
  get notes(): readonly Note[] {
    return this.emit.notes;
  }

  /**
   * Writes on, until the value is written or about `most` bytes wait to be taken.
   *
   * @returns whether all is written
   * @throws CodecError `encode` with the path of the value that cannot be written
   */
  run(most = Infinity): boolean {
    const { out, frames } = this;
    try {
      if (!this.begun) this.begin();
      while (this.depth > 0) {
        if (out.waiting >= most) return false;
        const frame = frames[this.depth - 1]!;
        switch (frame.doing) {
          case Doing.Parts:
            this.doParts(frame);
            break;
          case Doing.Batches:
            this.doBatches(frame);
            break;
          case Doing.Completing:
            this.complete(frame);
            break;
          case Doing.Effects:
            this.doEffects(frame);
            break;
          case Doing.After:
            this.callAfter(frame);
        }
      }
    } catch (error) {
      throw error instanceof Unwritable ? error.at(pathOf(frames.slice(0, this.depth))) : error;
    }
    out.op(op.STOP);
    out.closeFrame();
    out.cut();
    return true;
  }

  private begin(): void {
    this.begun = true;
    if (this.protocol >= 2) this.out.op1(op.PROTO, this.protocol);
    if (this.protocol >= 4) this.out.openFrame();
    this.save(this.root);
  }

  /** Writes a value, or begins to. @returns whether it is finished; else a frame of its own lies on the stack */
  private save(value: PyValue): boolean {
    const { emit } = this;
    this.out.boundary();
    switch (typeof value) {
      case 'string':
        this.leaves.string(value);
        return true;
      case 'bigint':
        emit.int(value);
        return true;
      case 'number':
        emit.float(value);
        return true;
      case 'boolean':
        emit.bool(value);
        return true;
      case 'object':
        if (value !== null) return this.hooks.length > 0 ? this.saveHooked(value) : this.saveRecord(value);
        emit.none();
        return true;
      default:
        throw new Unwritable('VALUE', `${typeof value} is no Python value`);
    }
  }

  private saveHooked(value: PyRecord): boolean {
    let saving: Saving | undefined;
    for (const hook of this.hooks) {
      saving = hook.onSave!(value, this.protocol);
      if (saving) break;
    }
    if (!saving) return this.saveRecord(value);
    if ('opcodes' in saving) {
      this.out.copy(saving.opcodes);
      return true;
    }
    if (saving.after) this.push(Doing.After, undefined).after = saving.after;
    const replacement = saving.value;
    const done =
      typeof replacement === 'object' && replacement !== null ? this.saveRecord(replacement) : this.save(replacement);
    return done && !saving.after;
  }

  private saveRecord(record: PyRecord): boolean {
    const { emit, leaves, protocol } = this;
    if (leaves.refer(record)) return true;
    switch (record.kind) {
      case 'dict':
        this.open(op.EMPTY_DICT, op.DICT, record);
        return this.pushBatches(record, this.entriesNow(record), 2, op.SETITEM, op.SETITEMS, true);
      case 'list':
        this.open(op.EMPTY_LIST, op.LIST, record);
        return this.pushBatches(record, record.items, 1, op.APPEND, op.APPENDS, true);
      case 'tuple':
        return this.saveTuple(record);
      case 'object':
        return this.saveObject(record, record);
      case 'global':
        return this.saveGlobal(record, record.module, record.name);
      case 'bytes':
        if (protocol < 3) return this.saveObject(record, reduceBytes(record));
        emit.byteString(record.data);
        break;
      case 'bytearray':
        if (protocol < 5) return this.saveObject(record, reduceByteArray(record));
        emit.byteArray(record.data);
        break;
      case 'set':
        if (protocol < 4) return this.saveObject(record, reduceSet(record));
        this.open(op.EMPTY_SET, 0, record);
        return this.pushBatches(record, record.items, 1, 0, op.ADDITEMS, true);
      case 'frozenset':
        if (protocol < 4) return this.saveObject(record, reduceSet(record));
        this.out.op(op.MARK);
        return this.pushParts(record, record.items, op.FROZENSET);
      case 'complex':
        return this.saveObject(record, reduceComplex(record));
      case 'constant':
        return this.saveGlobal(record, 'builtins', record.name);
      case 'persistent':
        return this.savePersistent(record.id);
      case 'ndarray':
        return this.saveObject(record, reduceArray(record, this.dialect));
      case 'npscalar':
        return this.saveObject(record, reduceScalar(record, this.dialect));
      case 'dtype':
        return this.saveObject(record, reduceDType(record, this.dialect));
      default:
        this.leaves.made(record as unknown as Made);
        return true;
    }
    this.leaves.store(record);
    return true;
  }

  /** A container that is stored in the memo while it is still empty, so that it can hold itself. */
  private open(empty: number, marked: number, record: PyRecord): void {
    const { out } = this;
    if (this.emit.binary) {
      out.op(empty);
    } else {
      out.op(op.MARK);
      out.op(marked);
    }
    this.leaves.store(record);
  }

  private saveTuple(tuple: PyTuple): boolean {
    const { out, protocol } = this;
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
    return this.pushParts(tuple, tuple.items, short ? op.TUPLE1 + length - 1 : op.TUPLE);
  }

  /** @see CPython, `save_global` */
  private saveGlobal(record: PyGlobal | PyConstant, module: string, name: string): boolean {
    const { leaves } = this;
    if (leaves.coded(module, name)) return true;
    const reduced = reduceGlobal(module, name, this.protocol);
    if (reduced) return this.saveObject(record, reduced);
    leaves.named(record, module, name);
    return true;
  }

  private savePersistent(id: PyValue): boolean {
    if (this.emit.binary) return this.pushParts(undefined, [id], op.BINPERSID);
    if (typeof id !== 'string' || !/^[^\n\u0080-\uffff]*$/.test(id)) {
      throw new Unwritable('PERSID', 'a persistent id is not a line of ASCII');
    }
    this.emit.persistentLine(id);
    return true;
  }

  /**
   * An object by the call that makes it, and what it is given afterwards.
   *
   * @param record - the identity that the memo knows it by
   */
  private saveObject(record: PyRecord, object: PyObject): boolean {
    const { out, emit, leaves } = this;
    for (const effect of object.effects ?? []) {
      if (effect.kind === 'late entries' && !leaves.has(effect.dict)) this.late.set(effect.dict, effect.from);
    }
    const maker = reduceObject(object, this.protocol);
    const { via, func, args } = maker;
    let frame: Frame;
    if (via === 'inst') {
      out.op(op.MARK);
      const items = emit.binary ? [func, ...args.items] : args.items;
      frame = this.push(Doing.Parts, record, items, emit.binary ? op.OBJ : op.INST);
    } else if (via === 'newobj_ex') {
      frame = this.push(Doing.Parts, record, [func, args, maker.kwargs ?? { kind: 'dict', entries: [] }], op.NEWOBJ_EX);
    } else {
      frame = this.push(Doing.Parts, record, [func, args], via === 'newobj' ? op.NEWOBJ : op.REDUCE);
    }
    frame.object = object;
    return false;
  }

  private push(doing: Doing, value: PyRecord | undefined, items: ArrayLike<PyValue> = NO_ITEMS, opcode = 0): Frame {
    const frame = (this.frames[this.depth++] ??= new Frame());
    frame.doing = doing;
    frame.value = value;
    frame.items = items;
    frame.at = 0;
    frame.end = items.length;
    frame.opcode = opcode;
    frame.nested = false;
    frame.object = undefined;
    return frame;
  }

  private pushParts(value: PyRecord | undefined, items: readonly PyValue[], opcode: number): boolean {
    this.push(Doing.Parts, value, items, opcode);
    return false;
  }

  private doParts(frame: Frame): void {
    const { items, end } = frame;
    while (frame.at < end) {
      if (this.save(items[frame.at++]!)) continue;
      frame.nested = true;
      return;
    }
    this.depth--;
    this.finish(frame);
  }

  /** The opcode that makes one value of the parts on the stack; unless the value has come to be written inside of itself. */
  private finish({ value, opcode, end, nested, object }: Frame): void {
    const { out, leaves } = this;
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
    if (value) this.leaves.store(value);
    if (object && (object.items || object.entries || object.state !== undefined || object.effects)) {
      this.push(Doing.Completing, value).object = object;
    }
  }

  /** Entries of a dict that are written where it is first met. */
  private entriesNow(dict: PyDict): readonly PyValue[] {
    const late = this.late.size > 0 ? this.late.get(dict) : undefined;
    return late === undefined ? dict.entries : dict.entries.slice(0, late);
  }

  private emitInst({ func }: PyObject): void {
    if (!isKind(func, 'global')) throw new Unwritable('VALUE', 'the class of an old-style instance has no name');
    this.emit.names(op.INST, func.module, func.name);
  }

  /** Takes parts that were written in vain off the stack. @see CPython, `save_tuple`, `save_frozenset`, `save_reduce` */
  private discard(opcode: number, parts: number): void {
    const { out } = this;
    const marked = opcode === op.TUPLE || opcode === op.FROZENSET;
    if (marked && this.emit.binary) {
      out.op(op.POP_MARK);
    } else if (marked || (opcode >= op.TUPLE1 && opcode < op.NEWTRUE)) {
      for (let i = marked ? -1 : 0; i < parts; i++) out.op(op.POP);
    } else {
      out.op(opcode);
      out.op(op.POP);
    }
  }

  /** What an object is given, in the order in which CPython gives it. */
  private complete(frame: Frame): void {
    const { out } = this;
    const { items, entries, state, setter, laterStates } = frame.object!;
    for (;;) {
      const step = frame.at++;
      if (step === 0) {
        if (items && !this.pushBatches(undefined, items, 1, op.APPEND, op.APPENDS, false)) return;
      } else if (step === 1) {
        if (entries && !this.pushBatches(undefined, entries, 2, op.SETITEM, op.SETITEMS, false)) return;
      } else {
        // Two steps for each state: it is saved, then built.
        const which = (step - 2) >> 1;
        const given = which === 0 ? state : laterStates?.[which - 1];
        if (given === undefined) break;
        if (which === 0 && setter !== undefined) {
          frame.at++;
          this.push(Doing.Parts, undefined, [setter, frame.value!, given], SETTER);
          return;
        }
        if (step % 2 === 1) out.op(op.BUILD);
        else if (!this.save(given)) return;
      }
    }
    this.depth--;
    const { object } = frame;
    if (object!.effects) this.push(Doing.Effects, undefined).object = object;
  }

  /** Each effect leaves one value on the stack, which is dropped. */
  private doEffects(frame: Frame): void {
    const { out, leaves, late } = this;
    const effects = frame.object!.effects!;
    for (;;) {
      // Two steps for each: it is written, then dropped.
      const step = frame.at++;
      const effect = effects[step >> 1];
      if (effect === undefined) break;
      if (step % 2 === 1) {
        out.op(op.POP);
      } else if (effect.kind === 'object') {
        this.push(Doing.Parts, undefined, [effect.func, effect.args], op.REDUCE);
        return;
      } else {
        const { dict } = effect;
        const from = late.get(dict);
        late.delete(dict);
        if (from === undefined) frame.at++;
        else if (leaves.refer(dict)) {
          if (!this.pushBatches(undefined, lateEntries(dict, from), 2, op.SETITEM, op.SETITEMS, false)) return;
        } else if (!this.save(dict)) return;
      }
    }
    this.depth--;
  }

  /** @returns true when there is nothing to write */
  private pushBatches(
    value: PyRecord | undefined,
    items: ArrayLike<PyValue>,
    stride: number,
    single: number,
    many: number,
    exact: boolean,
  ): boolean {
    if (items.length === 0) return true;
    const frame = this.push(Doing.Batches, value, items);
    frame.stride = stride;
    frame.single = single;
    frame.many = many;
    frame.exact = exact && this.emit.binary;
    this.beginBatch(frame);
    return false;
  }

  /** @see CPython, `batch_list`, `batch_list_exact`, `batch_dict`, `batch_dict_exact`, `save_set` */
  private beginBatch(frame: Frame): void {
    const { at, end, stride, single, many } = frame;
    const alone = single !== 0 && (!this.emit.binary || (frame.exact ? end : end - at) === stride);
    frame.from = at;
    frame.stop = alone ? at + stride : Math.min(end, at + BATCH * stride);
    frame.opcode = alone ? single : many;
    if (!alone) this.out.op(op.MARK);
  }

  private doBatches(frame: Frame): void {
    const { items, end } = frame;
    if (!Array.isArray(items)) this.saveNumbers(frame, items as Exclude<PyList['items'], PyValue[]>);
    while (frame.at < frame.stop) if (!this.save(items[frame.at++]!)) return;
    this.out.op(frame.opcode);
    // CPython looks for the end of a dict or set only when a batch comes out short.
    const full = frame.stop - frame.from === BATCH * frame.stride;
    const more = frame.exact && frame.many !== op.APPENDS ? full : frame.at < end;
    if (more) this.beginBatch(frame);
    else this.depth--;
  }

  /** A batch of a packed list. */
  private saveNumbers(frame: Frame, items: Float64Array | BigInt64Array): void {
    const { emit, out } = this;
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

  private callAfter(frame: Frame): void {
    const { out } = this;
    this.depth--;
    const framed = out.closeFrame();
    frame.after!({
      get offset() {
        return out.offset;
      },
      write: (bytes) => out.append(bytes),
    });
    if (framed) out.openFrame();
  }
}

/** The keys are names that dill reads out of a disassembly, so that none is a string that was written before. */
function lateEntries({ entries }: PyDict, from: number): PyValue[] {
  return entries.slice(from).map((item, i) => (i % 2 === 0 && typeof item === 'string' ? freshText(item) : item));
}
