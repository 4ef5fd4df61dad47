/** `builtins`, `operator`, `functools`: ranges, slices, exceptions, types, methods of builtin types, partials. */

import type { PyDict, PyValue } from '../../contract/value.js';
import { dictEntries } from '../../model/dict.js';
import { isKind } from '../../model/make.js';
import type { JsonObject } from '../json.js';
import { reprOf } from '../python/repr.js';
import { type Adapter, adapter, call, keyword, positional, shortName } from './adapter.js';

interface RangeView {
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
}

/** `range(stop)`, `range(start, stop, step)`. */
export function rangeOf(args: readonly PyValue[]): RangeView | undefined {
  if (args.length < 1 || args.length > 3 || !args.every((value) => typeof value === 'bigint')) return undefined;
  const [start, stop, step = 1n] = (args.length === 1 ? [0n, args[0]] : args) as bigint[];
  return step === 0n ? undefined : { start: start!, stop: stop!, step };
}

const range = adapter<RangeView>({
  names: ['builtins.range'],
  read: ({ how, args }) => (how === 'call' ? rangeOf(args) : undefined),
  tag: ({ start, stop, step }) => ({ $: 'range', v: [String(start), String(stop), String(step)] }),
  js: ({ start, stop, step }, out) =>
    out.named([
      ['start', start],
      ['stop', stop],
      ['step', step],
    ]),
  text: ({ start, stop, step }) => `range(${start}, ${stop}${step === 1n ? '' : `, ${step}`})`,
});

const slice = adapter<readonly PyValue[]>({
  names: ['builtins.slice'],
  read: ({ how, args }) => (how === 'call' && args.length === 3 ? args : undefined),
  tag: (args, out) => ({ $: 'slice', v: out.list(args) }),
  js: ([start, stop, step], out) =>
    out.named([
      ['start', start!],
      ['stop', stop!],
      ['step', step!],
    ]),
  text: (args) => call('slice', positional(args)),
});

/** Builtin types whose named attributes are methods of C, but for those listed. */
const METHODS_BUT: Readonly<Record<string, readonly string[]>> = {
  str: ['maketrans'],
  bytes: ['maketrans', 'fromhex'],
  bytearray: ['maketrans', 'fromhex'],
  list: [],
  tuple: [],
  dict: ['fromkeys'],
  set: [],
  frozenset: [],
};

/**
 * How Python shows a method of a builtin type that the stream names (`str.upper`): it is no function with a name of its own.
 *
 * @param name - of a global of the module builtins
 */
export function methodDescriptor(name: string): JsonObject | undefined {
  const [type, method, ...more] = name.split('.') as [string, string?, ...string[]];
  if (method === undefined || more.length > 0 || !isMethod(type, method)) return undefined;
  return { $: 'object', class: 'builtins.method_descriptor', repr: `<method '${method}' of '${type}' objects>` };
}

function isMethod(type: string, name: string): boolean {
  return Object.hasOwn(METHODS_BUT, type) && !name.startsWith('_') && !METHODS_BUT[type]!.includes(name);
}

interface Method {
  readonly self: PyValue;
  readonly name: string;
}

/** `getattr(value, name)`: how bound methods are pickled. Of other values only Python knows what the attribute is. */
const method = adapter<Method>({
  names: ['builtins.getattr'],
  read({ how, args: [self, name, ...more] }) {
    if (how !== 'call' || self == null || typeof name !== 'string' || more.length > 0) return undefined;
    const type = typeof self === 'string' ? 'str' : typeof self === 'object' ? self.kind : '';
    return isMethod(type, name) ? { self, name } : undefined;
  },
  tag({ self, name }, out) {
    const json: JsonObject = { $: 'builtin_method' };
    out.put(json, 'self', self);
    json['name'] = name;
    return json;
  },
  js: ({ self, name }, out) => out.named([['self', self]], { method: name }),
  text: ({ self, name }) => ({ open: '', parts: [{ value: self }], close: `.${name}` }),
});

/** The exceptions that Python itself defines, by what ends their names. */
const EXCEPTIONS =
  'BaseException Exception ArithmeticError BufferError LookupError AssertionError AttributeError EOFError FloatingPointError GeneratorExit ImportError ModuleNotFoundError IndexError KeyError KeyboardInterrupt MemoryError NameError NotImplementedError OSError OverflowError RecursionError ReferenceError RuntimeError StopIteration StopAsyncIteration SyntaxError IndentationError TabError SystemError SystemExit TypeError UnboundLocalError UnicodeError UnicodeEncodeError UnicodeDecodeError UnicodeTranslateError ValueError ZeroDivisionError BlockingIOError ChildProcessError ConnectionError BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError Warning UserWarning DeprecationWarning PendingDeprecationWarning SyntaxWarning RuntimeWarning FutureWarning ImportWarning UnicodeWarning BytesWarning ResourceWarning EncodingWarning';

/** What `OSError(errno, ...)` makes, by the errno of Linux. */
const BY_ERRNO: Readonly<Record<string, string>> = {
  1: 'PermissionError',
  2: 'FileNotFoundError',
  3: 'ProcessLookupError',
  4: 'InterruptedError',
  10: 'ChildProcessError',
  11: 'BlockingIOError',
  13: 'PermissionError',
  17: 'FileExistsError',
  20: 'NotADirectoryError',
  21: 'IsADirectoryError',
  32: 'BrokenPipeError',
  103: 'ConnectionAbortedError',
  104: 'ConnectionResetError',
  108: 'BrokenPipeError',
  110: 'TimeoutError',
  111: 'ConnectionRefusedError',
  114: 'BlockingIOError',
  115: 'BlockingIOError',
};

interface Exception {
  readonly name: string;
  readonly args: readonly PyValue[];
  readonly attributes: PyDict | undefined;
}

const exception = adapter<Exception>({
  names: EXCEPTIONS.split(' ').map((name) => `builtins.${name}`),
  read({ how, name, args, object: { state, laterStates } }) {
    if (how !== 'call' || laterStates || (state !== undefined && !isKind(state, 'dict'))) return undefined;
    const subclass = name === 'builtins.OSError' && args.length > 1 ? BY_ERRNO[String(args[0])] : undefined;
    return { name: subclass ? `builtins.${subclass}` : name, args, attributes: state };
  },
  // As Python shows it: `args` are no attribute of the instance's dict.
  tag: ({ name, attributes }, out) => ({ $: 'object', class: name, attrs: out.named(named(attributes)) }),
  js: ({ name, args, attributes }, out) => out.named(named(attributes), { class: name, args: out.list(args) }),
  text: ({ name, args, attributes }) =>
    call(shortName(name), [...positional(args), ...named(attributes).map(([key, value]) => keyword(key, value))]),
});

function named(dict: PyDict | undefined): [string, PyValue][] {
  const result: [string, PyValue][] = [];
  for (const [key, value] of dict ? dictEntries(dict) : []) if (typeof key === 'string') result.push([key, value]);
  return result;
}

interface PartialCall {
  readonly func: PyValue;
  readonly args: readonly PyValue[];
  readonly kwargs: PyDict;
  readonly attributes: PyDict | undefined;
}

const partial = adapter<PartialCall>({
  names: ['functools.partial'],
  read({ how, object: { state } }) {
    if (how !== 'call' || !isKind(state, 'tuple')) return undefined;
    const [func, args, kwargs, attributes] = state.items;
    if (func === undefined || !isKind(args, 'tuple') || !isKind(kwargs, 'dict')) return undefined;
    return { func, args: args.items, kwargs, attributes: isKind(attributes, 'dict') ? attributes : undefined };
  },
  // As Python shows it: what it calls with what is not in the instance's dict.
  tag: ({ attributes }, out) => ({ $: 'object', class: 'functools.partial', attrs: out.named(named(attributes)) }),
  js: ({ func, args, kwargs, attributes }, out) =>
    out.named([['func', func], ...named(attributes)], {
      class: 'functools.partial',
      args: out.list(args),
      kwargs: out.dict(kwargs.entries),
    }),
  text: ({ func, args, kwargs }) =>
    call('functools.partial', [{ value: func }, ...positional(args), ...named(kwargs).map(([k, v]) => keyword(k, v))]),
});

interface Getter {
  readonly name: string;
  readonly args: readonly PyValue[];
  readonly kwargs: readonly [string, PyValue][];
}

const getters = adapter<Getter>({
  names: ['operator.itemgetter', 'operator.attrgetter', 'operator.methodcaller'],
  read({ how, name, args, kwargs }) {
    if (how !== 'call' || args.length === 0) return undefined;
    const getter = { name, args, kwargs: named(kwargs) };
    return reprOfGetter(getter) === undefined ? undefined : getter;
  },
  tag: (getter) => ({ $: 'object', class: getter.name, repr: reprOfGetter(getter)! }),
  js: ({ name, args, kwargs }, out) => ({ class: name, args: out.list(args), kwargs: out.named(kwargs) }),
  text: ({ name, args, kwargs }) =>
    call(name, [...positional(args), ...kwargs.map(([key, value]) => keyword(key, value))]),
});

/** A repr is all that Python shows of one; the sidecars cut it at 300 characters. */
function reprOfGetter({ name, args, kwargs }: Getter): string | undefined {
  const texts = args.map((arg) => reprOf(arg));
  for (const [key, value] of kwargs) {
    const text = reprOf(value);
    texts.push(text && `${key}=${text}`);
  }
  return texts.includes(undefined) ? undefined : `${name}(${texts.join(', ')})`.slice(0, 300);
}

export const BUILTINS: readonly Adapter[] = [range, slice, method, exception, partial, getters];
