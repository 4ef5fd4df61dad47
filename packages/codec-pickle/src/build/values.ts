/** The back end that loads: it makes Python values, and calls nothing. */

import {
  dictExtend,
  isKind,
  pyByteArray,
  pyBytes,
  pyDict,
  pyFrozenSet,
  pyGlobal,
  pyList,
  pyObject,
  pyPersistent,
  pySet,
  pyTuple,
  setAdd,
  type PyDict,
  type PyGlobal,
  type PyList,
  type PyTuple,
  type PyValue,
} from '@brine/core';
import type { PickleOptions } from '../options.js';
import type { Backend, RawCursor } from '../read/backend.js';
import { Refusal } from '../read/errors.js';
import { smallInt } from '../read/numbers.js';
import { decodeAscii, decodeLatin1, decodeStrict } from '../read/text.js';
import { leaveUnread } from '../read/unread.js';
import { BUILTIN_REDUCERS, CONSTANTS } from './builtins.js';
import type { Dialect } from './dialect.js';
import { buildDType } from './dtype.js';
import { buildArray, NUMPY_REDUCERS, writable } from './ndarray.js';
import { appendPacked, packedList, unpacked } from './packed.js';
import { fixImports } from './python2.js';
import type { Origin, Reducer, Run } from './reducers.js';

const REDUCERS: ReadonlyMap<string, Reducer> = new Map([...BUILTIN_REDUCERS, ...NUMPY_REDUCERS]);

export class ValueBackend implements Backend<PyValue>, Run {
  /** Globals that the stream names, as it names them, in order of appearance; the key is both names with a newline between. */
  readonly globals = new Map<string, { readonly module: string; readonly name: string }>();
  readonly built?: (target: PyValue, raw: RawCursor<PyValue>) => PyValue;

  private readonly classes = new Map<string, PyGlobal>();
  private readonly reducers = new Map<PyValue, Reducer | undefined>();
  private readonly encoding: NonNullable<PickleOptions['encoding']>;
  private readonly extensions: NonNullable<PickleOptions['extensions']>;
  private readonly buffers: readonly Uint8Array[];
  private nextBuffer = 0;
  /** The dict that was given entries last, and how long its list was before. */
  private filled: PyDict | undefined;
  private filledFrom = 0;

  constructor(
    private readonly origin: Origin,
    private readonly dialects: readonly Dialect[] = [],
    { encoding = 'ASCII', extensions = {}, buffers = [] }: PickleOptions = {},
  ) {
    this.encoding = encoding;
    this.extensions = extensions;
    this.buffers = buffers;
    if (dialects.some((dialect) => dialect.onBuild)) {
      this.built = (target, raw) => {
        const answer = isKind(target, 'object') ? this.ask((dialect) => dialect.onBuild?.(target, raw)) : undefined;
        return answer === undefined ? target : answer;
      };
    }
  }

  none(): PyValue {
    return null;
  }

  bool(value: boolean): PyValue {
    return value;
  }

  smallInt(value: number): PyValue {
    return smallInt(value);
  }

  int(value: bigint): PyValue {
    return value;
  }

  float(value: number): PyValue {
    return value;
  }

  str(text: string): PyValue {
    return text;
  }

  string8(data: Uint8Array): PyValue {
    switch (this.encoding) {
      case 'bytes':
        return pyBytes(data);
      case 'latin1':
        return decodeLatin1(data);
      case 'utf8':
        return decodeStrict(data, 0, data.length);
      default: {
        const text = decodeAscii(data);
        if (text === undefined) throw new Refusal('ENCODING', 'a string of Python 2 is not ASCII');
        return text;
      }
    }
  }

  bytes(data: Uint8Array): PyValue {
    return pyBytes(data);
  }

  bytearray(data: Uint8Array): PyValue {
    return pyByteArray(data);
  }

  unread(kind: 'bytes' | 'bytearray' | 'string8' | 'text', offset: number, length: number): PyValue | undefined {
    // Python 2's must be looked at where they may be refused; there, bytes of an array are text as likely as bytes.
    const isText = kind === 'string8' && this.encoding !== 'bytes';
    if (isText && this.encoding !== 'latin1') return undefined;
    const data = leaveUnread(offset, length, kind === 'text');
    return kind === 'bytearray' ? pyByteArray(data) : pyBytes(data);
  }

  list(items: PyValue[]): PyValue {
    return pyList(items);
  }

  tuple(items: PyValue[]): PyValue {
    return pyTuple(items);
  }

  dict(entries: PyValue[]): PyValue {
    const dict = pyDict();
    if (entries.length > 0) this.setItems(dict, entries);
    return dict;
  }

  set(): PyValue {
    return pySet();
  }

  frozenset(items: PyValue[]): PyValue {
    const set = pyFrozenSet();
    addAll(set, items);
    return set;
  }

  append(target: PyValue, items: PyValue[]): void {
    if (isKind(target, 'list')) {
      if (target.items.length === 0) target.items = items;
      else if (Array.isArray(target.items) || !appendPacked(target, items)) pushAll(unpacked(target), items);
    } else if (isKind(target, 'object')) {
      pushAll((target.items ??= []), items);
    } else {
      throw new Refusal('TYPE', `items are appended to ${kindOf(target)}`);
    }
  }

  takesNumbers(target: PyValue): boolean {
    return isKind(target, 'list') && (target.items.length === 0 || !Array.isArray(target.items));
  }

  appendNumbers(target: PyValue, numbers: Float64Array | BigInt64Array): void {
    packedList(target as PyList, numbers);
  }

  setItems(target: PyValue, entries: PyValue[]): void {
    if (isKind(target, 'dict')) {
      if (target !== this.filled) {
        this.filled = target;
        this.filledFrom = target.entries.length;
      }
      const bad = dictExtend(target, entries);
      if (bad >= 0) throw new Refusal('KEY', `a key of a dict is ${kindOf(entries[bad]!)}`);
    } else if (isKind(target, 'object')) {
      pushAll((target.entries ??= []), entries);
    } else {
      throw new Refusal('TYPE', `items are set in ${kindOf(target)}`);
    }
  }

  addItems(target: PyValue, items: PyValue[]): void {
    if (isKind(target, 'set')) addAll(target, items);
    else if (isKind(target, 'object')) pushAll((target.items ??= []), items);
    else throw new Refusal('TYPE', `items are added to ${kindOf(target)}`);
  }

  encodesLatin1(callable: PyValue): boolean {
    return isKind(callable, 'global') && callable.name === 'encode' && callable.module === '_codecs';
  }

  global(module: string, name: string, protocol: number): PyValue {
    const key = `${module}\n${name}`;
    if (!this.globals.has(key)) this.globals.set(key, { module, name });
    return this.resolve(module, name, protocol);
  }

  private resolve(module: string, name: string, protocol: number): PyValue {
    const [newModule, newName] = protocol < 3 ? fixImports(module, name) : [module, name];
    const answer = this.ask((dialect) => dialect.onGlobal?.(newModule, newName));
    if (answer !== undefined) return answer;
    return CONSTANTS.get(`${newModule}.${newName}`) ?? this.named(newModule, newName);
  }

  named(module: string, name: string): PyGlobal {
    const key = `${module}\n${name}`;
    let known = this.classes.get(key);
    if (!known) this.classes.set(key, (known = pyGlobal(module, name)));
    return known;
  }

  offsetOf(data: Uint8Array): number | undefined {
    return this.origin.offsetOf(data);
  }

  textOf(value: PyValue): string | undefined {
    return typeof value === 'string' ? value : undefined;
  }

  extension(code: number, protocol: number): PyValue {
    const answer = this.ask((dialect) => dialect.onExtension?.(code));
    if (answer !== undefined) return answer;
    const full = Object.hasOwn(this.extensions, code) ? this.extensions[code]! : '';
    const dot = full.lastIndexOf('.');
    if (dot < 1) throw new Refusal('EXTENSION', `the extension code ${code} is not registered`);
    return this.resolve(full.slice(0, dot), full.slice(dot + 1), protocol);
  }

  persistent(id: PyValue): PyValue {
    const answer = this.ask((dialect) => dialect.onPersistent?.(id));
    return answer === undefined ? pyPersistent(id) : answer;
  }

  reduce(callable: PyValue, args: PyValue): PyValue {
    const tuple = argumentsOf(callable, args);
    if (isKind(callable, 'global')) {
      let reducer = this.reducers.get(callable);
      if (reducer === undefined && !this.reducers.has(callable)) {
        reducer = this.reducerOf(callable);
        this.reducers.set(callable, reducer);
      }
      const value = reducer?.(tuple.items, this);
      if (value !== undefined) return value;
    }
    return pyObject('reduce', callable, tuple);
  }

  private reducerOf({ module, name }: PyGlobal): Reducer | undefined {
    for (const dialect of this.dialects) {
      const reducer = dialect.reducer?.(module, name);
      if (reducer) return reducer;
    }
    return REDUCERS.get(`${module}.${name}`);
  }

  newobj(cls: PyValue, args: PyValue): PyValue {
    return pyObject('newobj', cls, argumentsOf(cls, args));
  }

  newobjEx(cls: PyValue, args: PyValue, kwargs: PyValue): PyValue {
    if (!isKind(kwargs, 'dict')) throw new Refusal('TYPE', `keyword arguments are ${kindOf(kwargs)}`);
    return { ...pyObject('newobj_ex', cls, argumentsOf(cls, args)), kwargs };
  }

  inst(cls: PyValue, args: PyValue[]): PyValue {
    return pyObject('inst', cls, argumentsOf(cls, pyTuple(args)));
  }

  build(target: PyValue, state: PyValue): void {
    if (isKind(target, 'object')) {
      if (target.state === undefined) target.state = state;
      else (target.laterStates ??= []).push(state);
    } else if (isKind(target, 'dtype')) {
      buildDType(target, state);
    } else if (isKind(target, 'ndarray')) {
      buildArray(target, state, this.origin);
    } else if (state !== null) {
      // Python does nothing for a state of None, whatever the target.
      throw new Refusal('TYPE', `${kindOf(target)} is given a state`);
    }
  }

  /**
   * What is done for its effect and then dropped belongs to the object below, which is complete by then. The sixth item of what
   * `__reduce__` may return is a function that sets the state: its call is the commonest.
   */
  dropped(value: PyValue, under: PyValue | undefined): void {
    if (isKind(value, 'dict') && isKind(under, 'object') && value === this.filled) {
      (under.effects ??= []).push({ kind: 'late entries', dict: value, from: this.filledFrom });
    }
    if (!isKind(value, 'object') || value.via !== 'reduce') return;
    for (const dialect of this.dialects) dialect.onEffect?.(value);
    const [target, state, ...more] = value.args.items;
    if (isKind(target, 'object') && state !== undefined && more.length === 0) {
      if (target.state === undefined && target.setter === undefined) {
        target.setter = value.func;
        target.state = state;
        return;
      }
    }
    if (isKind(under, 'object')) (under.effects ??= []).push(value);
  }

  buffer(): PyValue {
    const data = this.buffers[this.nextBuffer];
    if (data === undefined) {
      throw new Refusal(
        'BUFFERS',
        `the stream refers to out-of-band buffer ${this.nextBuffer + 1} of ${this.buffers.length} given`,
      );
    }
    this.nextBuffer++;
    const buffer = pyBytes(data);
    writable.add(buffer);
    return buffer;
  }

  readonlyBuffer(buffer: PyValue): PyValue {
    if (isKind(buffer, 'bytes') || isKind(buffer, 'bytearray')) return pyBytes(buffer.data);
    throw new Refusal('TYPE', `${kindOf(buffer)} is no buffer`);
  }

  /** The first answer of the dialects. */
  private ask(hook: (dialect: Dialect) => PyValue | undefined): PyValue | undefined {
    for (const dialect of this.dialects) {
      const answer = hook(dialect);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
}

/** The arguments of a call, of something that may be callable. */
function argumentsOf(callable: PyValue, args: PyValue): PyTuple {
  if (!isKind(callable, 'global') && !isKind(callable, 'object') && !isKind(callable, 'persistent')) {
    throw new Refusal('TYPE', `${kindOf(callable)} is called`);
  }
  if (!isKind(args, 'tuple')) throw new Refusal('TYPE', `the arguments of a call are ${kindOf(args)}, not a tuple`);
  return args;
}

function addAll(set: Parameters<typeof setAdd>[0], items: readonly PyValue[]): void {
  for (const item of items) if (!setAdd(set, item)) throw new Refusal('KEY', `an item of a set is ${kindOf(item)}`);
}

function pushAll(to: PyValue[], items: readonly PyValue[]): void {
  for (let i = 0; i < items.length; i++) to.push(items[i]!);
}

const PLAIN: Readonly<Record<string, string>> = { string: 'str', bigint: 'int', number: 'float', boolean: 'bool' };

/** What a value is, for messages: `a list`, `an int`. */
function kindOf(value: PyValue): string {
  if (value === null) return 'None';
  const kind = typeof value === 'object' ? value.kind : PLAIN[typeof value]!;
  return `${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind}`;
}
