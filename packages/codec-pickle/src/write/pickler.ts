/**
 * Writes a value as opcodes, in the order and form of CPython's C pickler (Modules/_pickle.c, `save`), which calls itself for what a
 * value holds; here a stack of frames stands for those calls, so that depth costs no recursion, and writing can stop between two
 * values and go on.
 */

import type { Note, PyRecord, PyValue } from '@brine/core';
import { Batches } from './batches.js';
import { Emitter } from './emitter.js';
import { optionError, Unwritable } from './errors.js';
import { Doing, Stack, type Frame, type Writing } from './frames.js';
import { Leaves } from './leaves.js';
import { Objects } from './objects.js';
import * as op from './opcodes.js';
import type { PickleWriteOptions, Saving, SavingDialect } from './options.js';
import { Output } from './output.js';
import { Parts } from './parts.js';
import { Records } from './records.js';

const DEFAULT_PROTOCOL = 4;

export class Pickler implements Writing {
  readonly out = new Output();
  readonly emit: Emitter;
  readonly leaves: Leaves;
  readonly stack = new Stack();
  private readonly parts = new Parts(this);
  private readonly batches = new Batches(this);
  private readonly objects: Objects;
  private readonly records: Records;
  private begun = false;

  private readonly protocol: number;
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
    this.objects = new Objects(this, this.batches, protocol);
    const manner = { protocol, numpy: numpy === 1 ? 'numpy.core' : 'numpy._core' } as const;
    this.records = new Records(this, this.batches, this.objects, manner);
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
    const { out, stack } = this;
    try {
      if (!this.begun) this.begin();
      while (stack.depth > 0) {
        if (out.waiting >= most) return false;
        this.step(stack.top);
      }
    } catch (error) {
      throw error instanceof Unwritable ? error.at(stack.path()) : error;
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

  private step(frame: Frame): void {
    switch (frame.doing) {
      case Doing.Parts:
        this.parts.run(frame);
        break;
      case Doing.Batches:
        this.batches.run(frame);
        break;
      case Doing.Completing:
        this.objects.complete(frame);
        break;
      case Doing.Effects:
        this.objects.doEffects(frame);
        break;
      case Doing.After:
        this.callAfter(frame);
    }
  }

  save(value: PyValue): boolean {
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
        if (value !== null) return this.hooks.length > 0 ? this.saveHooked(value) : this.records.save(value);
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
    if (!saving) return this.records.save(value);
    if ('opcodes' in saving) {
      this.out.copy(saving.opcodes);
      return true;
    }
    if (saving.after) this.stack.push(Doing.After, undefined).after = saving.after;
    const replacement = saving.value;
    const done =
      typeof replacement === 'object' && replacement !== null ? this.records.save(replacement) : this.save(replacement);
    return done && !saving.after;
  }

  private callAfter(frame: Frame): void {
    const { out } = this;
    this.stack.depth--;
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
