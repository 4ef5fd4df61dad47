/** The back end that judges: it follows the stream as loading does, over the same inert values, and has every operation judged. */

import { isKind, pyBytes, type PyValue } from '@brine/core';
import type { Dialect } from '../build/dialect.js';
import { ValueBackend } from '../build/values.js';
import type { PickleOptions } from '../options.js';
import type { Origin } from '../build/reducers.js';
import { leaveUnread } from '../read/unread.js';
import type { Judge } from './judge.js';
import { isTorchSource, isTorchStorage } from './names/torch.js';
import { outOfBand } from './rules/out-of-band.js';
import { outside } from './rules/outside.js';
import { explodes } from './rules/explodes.js';

/** Bytes inside that may be a pickle of their own. */
export interface Candidate {
  readonly data: Uint8Array;
}

/** An int of more bits takes seconds to print. */
const MOST_BITS = 1n << 65_536n;

/** What stands for a name that an earlier call computed. */
const COMPUTED = '<computed>';

export class AuditBackend extends ValueBackend {
  readonly candidates: Candidate[] = [];
  /** What persistent ids of PyTorch stand for, in order. */
  readonly storages: PyValue[] = [];

  constructor(
    origin: Origin,
    dialects: readonly Dialect[] | undefined,
    options: PickleOptions | undefined,
    private readonly judge: Judge,
  ) {
    super(origin, dialects, options);
  }

  override int(value: bigint): PyValue {
    if (value > MOST_BITS || value < -MOST_BITS) {
      this.judge.report(explodes, { message: 'An int has more than 65,536 bits.' });
    }
    return super.int(value);
  }

  override bytes(data: Uint8Array): PyValue {
    if (mayBePickle(data)) this.candidates.push({ data });
    return super.bytes(data);
  }

  override bytearray(data: Uint8Array): PyValue {
    if (mayBePickle(data)) this.candidates.push({ data });
    return super.bytearray(data);
  }

  override textOf(value: PyValue): string | undefined {
    return super.textOf(value) ?? (isKind(value, 'object') || isKind(value, 'global') ? COMPUTED : undefined);
  }

  override global(module: string, name: string, protocol: number, at = 0): PyValue {
    const value = super.global(module, name, protocol);
    if (isKind(value, 'global')) this.judge.reference(value.module, value.name, at);
    return value;
  }

  override extension(code: number, protocol: number, at = 0): PyValue {
    const value = this.lenient(() => super.extension(code, protocol));
    if (isKind(value, 'global')) this.judge.reference(value.module, value.name, at);
    else
      this.judge.report(outside, {
        message: `What extension code ${code} stands for depends on the process.`,
        offset: at,
        global: `<extension ${code}>`,
      });
    return value ?? this.named(`<extension ${code}>`, 'value');
  }

  override persistent(id: PyValue, at = 0): PyValue {
    const value = super.persistent(id);
    if (isKind(value, 'persistent')) {
      if (isTorchStorage(id, this.judge)) this.storages.push(id);
      else if (isTorchSource(id, this.judge)) return id.items[1]!;
      else
        this.judge.report(outside, {
          message: 'What a persistent id stands for depends on the program that loads the file.',
          offset: at,
        });
    }
    return value;
  }

  override buffer(at = 0): PyValue {
    const value = this.lenient(() => super.buffer());
    if (value !== undefined) return value;
    this.judge.report(outOfBand, { message: 'The stream takes data from a buffer that was not given.', offset: at });
    // Bytes that nobody knows, as many as are wanted: no schema asks what bytes there are, only that they are bytes.
    return pyBytes(leaveUnread(at, 0, true));
  }

  override reduce(callable: PyValue, args: PyValue, at = 0): PyValue {
    if (!this.asMaker(callable, args, at)) this.judge.call(callable, args, 'call', at);
    const value = super.reduce(callable, args);
    // getattr of a class by name, as protocols 0 to 3 write nested classes: the name that it gives is what counts.
    if (isKind(value, 'global') && isKind(callable, 'global') && callable.name === 'getattr')
      this.judge.reference(value.module, value.name, at);
    return value;
  }

  override newobj(cls: PyValue, args: PyValue, at = 0): PyValue {
    this.judge.call(cls, args, 'new', at);
    return super.newobj(cls, args);
  }

  override newobjEx(cls: PyValue, args: PyValue, kwargs: PyValue, at = 0): PyValue {
    const values = isKind(kwargs, 'dict') ? kwargs.entries.filter((_, i) => i % 2 === 1) : [];
    const all = isKind(args, 'tuple') ? { ...args, items: [...args.items, ...values] } : args;
    this.judge.call(cls, all, 'new', at);
    return super.newobjEx(cls, args, kwargs);
  }

  override inst(cls: PyValue, args: PyValue[], at = 0): PyValue {
    // A class of Python 2 without arguments is made without its __init__.
    this.judge.call(
      cls,
      { kind: 'tuple', items: args },
      args.length === 0 && this.judge.isMadeEmpty(cls) ? 'new' : 'call',
      at,
    );
    return super.inst(cls, args);
  }

  override build(target: PyValue, state: PyValue, at = 0): void {
    this.judge.receive(target, 'build', [state], at);
    if (!isKind(target, 'global')) super.build(target, state);
  }

  override append(target: PyValue, items: PyValue[], at = 0): void {
    this.judge.receive(target, 'append', items, at);
    if (!isKind(target, 'global')) super.append(target, items);
  }

  override setItems(target: PyValue, entries: PyValue[], at = 0): void {
    this.judge.receive(target, 'setItems', entries, at);
    if (!isKind(target, 'global')) super.setItems(target, entries);
  }

  override addItems(target: PyValue, items: PyValue[], at = 0): void {
    this.judge.receive(target, 'addItems', items, at);
    if (!isKind(target, 'global')) super.addItems(target, items);
  }

  /** copyreg's functions that stand for opcodes: judged as those. */
  private asMaker(callable: PyValue, args: PyValue, at: number): boolean {
    if (!isKind(callable, 'global') || !isKind(args, 'tuple')) return false;
    const [cls, ...rest] = args.items;
    switch (`${callable.module}.${callable.name}`) {
      case 'copyreg.__newobj__':
        if (cls === undefined) return false;
        this.judge.call(cls, { kind: 'tuple', items: rest }, 'new', at);
        return true;
      case 'copyreg._reconstructor': {
        // object.__new__(cls), or base.__new__(cls, state) and base.__init__(obj, state) for a subclass of a builtin type.
        const [base, state, ...more] = rest;
        if (cls === undefined || more.length > 0 || !isKind(base, 'global') || base.module !== 'builtins') return false;
        this.judge.call(cls, { kind: 'tuple', items: base.name === 'object' ? [] : [state ?? null] }, 'new', at);
        return true;
      }
      default:
        return false;
    }
  }

  /** A value that loading would refuse for want of what the caller did not give. */
  private lenient(make: () => PyValue): PyValue | undefined {
    try {
      return make();
    } catch {
      return undefined;
    }
  }
}

const PROTO = 0x80;
const STOP = 0x2e;
/** First opcodes of protocols 0 and 1 that can lead to a call. */
const FIRST = new Set([...'c(]}'].map((char) => char.charCodeAt(0)));

function mayBePickle(data: Uint8Array): boolean {
  if (data.length < 4) return false;
  return (
    (data[0] === PROTO && data[1]! >= 2 && data[1]! <= 5) || (data[data.length - 1] === STOP && FIRST.has(data[0]!))
  );
}
