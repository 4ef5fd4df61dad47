/** The kinds that tagged JSON can be read back from. */

import type { PyEffect, PyMaker, PyObject, PyTuple, PyValue } from '../../contract/value.js';
import {
  ELLIPSIS,
  isKind,
  NOT_IMPLEMENTED,
  pyBytes,
  pyByteArray,
  pyComplex,
  pyDict,
  pyFrozenSet,
  pyGlobal,
  pyList,
  pyPersistent,
  pySet,
  pyTuple,
} from '../../model/make.js';
import { reduced } from '../adapters/adapter.js';
import { floatFromHex, floatOfJson } from '../python/numbers.js';
import { CLASS_MAKERS } from './class-makers.js';
import { COLLAPSED, globalOf, hexBytes, intOf, type Maker, type Making, type Node, textOf } from './making.js';
import { NUMPY_MAKERS } from './numpy-makers.js';

function floatValue(node: Node, making: Making): number {
  const hex = typeof node['hex'] === 'string' ? floatFromHex(node['hex']) : undefined;
  return hex ?? floatOfJson(node['v']) ?? making.fail('a float has neither "v" nor "hex"');
}

function part(node: Node, key: string, making: Making): number {
  return floatOfJson(node[key]) ?? making.fail(`"${key}" is no number`);
}

/** Items of a sequence, or its plain ints. */
function items(node: Node, making: Making): PyValue[] {
  const ints = node['ints'];
  if (ints === undefined) return making.list(node['v']);
  if (!Array.isArray(ints) || !ints.every(Number.isSafeInteger)) return making.fail('"ints" are not all ints');
  return (ints as number[]).map(BigInt);
}

/** A record whose parts are filled in when their turn comes. */
function record(node: Node, making: Making): PyObject {
  const via = node['via'] ?? 'reduce';
  if (!VIAS.has(via as PyMaker)) making.fail(`"via" is ${JSON.stringify(via)}`);
  const object: PyObject = { kind: 'object', via: via as PyMaker, func: null, args: EMPTY };
  making.put(object, 'func', node['func']);
  making.put(object, 'args', node['args']);
  for (const key of ['kwargs', 'state', 'setter']) if (key in node) making.put(object, key, node[key]);
  if ('laterStates' in node) object.laterStates = making.list(node['laterStates']);
  if ('items' in node) object.items = making.list(node['items']);
  if ('dictItems' in node) object.entries = making.pairs(node['dictItems']);
  if ('effects' in node) object.effects = effects(node['effects'], making);
  making.after(() => {
    if (!isKind(object.args as PyValue, 'tuple')) making.fail('"args" is no tuple');
    if (object.kwargs && !isKind(object.kwargs as PyValue, 'dict')) making.fail('"kwargs" is no dict');
  });
  return object;
}

function effects(json: unknown, making: Making): PyEffect[] {
  if (!Array.isArray(json)) return making.fail('a list of effects is missing');
  const found: PyEffect[] = [];
  json.forEach((node: Node | null, i) => {
    if (typeof node !== 'object' || node === null) return making.fail('an effect is neither a call nor entries');
    if ('call' in node) {
      making.put(found, i, node['call']);
      making.after(() => {
        if (found[i]?.kind !== 'object') making.fail('an effect is no call');
      });
      return;
    }
    const { from } = node;
    if (!Number.isSafeInteger(from)) making.fail('"from" is no whole number');
    const late = { kind: 'late entries' as const, dict: pyDict(), from: from as number };
    making.put(late, 'dict', node['dict']);
    making.after(() => {
      if (!isKind(late.dict as PyValue, 'dict')) making.fail('"dict" is no dict');
    });
    found[i] = late;
  });
  return found;
}

const VIAS: ReadonlySet<PyMaker> = new Set(['reduce', 'newobj', 'newobj_ex', 'reconstructor', 'inst'] as const);
const EMPTY: PyTuple = pyTuple();

/** The value of an instance of a builtin type's subclass, by the key under which it is written. */
const BASES: Readonly<Record<string, (node: Node, making: Making) => PyValue>> = {
  int: (node, making) => intOf(node['int'], making),
  float: (node, making) => part(node, 'float', making),
  str: (node, making) => textOf(node, 'str', making),
  bytes: (node, making) => pyBytes(hexBytes({ hex: node['bytes'] }, making)),
  tuple: (node, making) => pyTuple(making.list(node['tuple'])),
};

/**
 * An instance: `cls.__new__(cls)`, then items, entries and attributes; of a subclass of int and the like `copyreg._reconstructor`, which
 * makes a namedtuple too; of a set a call of the class, as sets are pickled.
 */
function instance(node: Node, making: Making): PyObject {
  if ('repr' in node) making.fail('a repr does not say what the object holds', 'Write it with `exact`.');
  const cls = globalOf(textOf(node, 'class', making));
  const object: PyObject = { kind: 'object', ...maker(node, making), func: cls };
  if ('list' in node) object.items = making.list(node['list']);
  if ('dict_items' in node) object.entries = making.pairs(node['dict_items']);
  const attributes = named(node['attrs'], making);
  const slots = named(node['slots'], making);
  if (slots) object.state = pyTuple([attributes ?? null, slots]);
  else if (attributes && attributes.entries.length > 0) object.state = attributes;
  return object;
}

function maker(node: Node, making: Making): Pick<PyObject, 'via' | 'args'> {
  if ('set' in node) return { via: 'reduce', args: pyTuple([pyList(making.list(node['set']))]) };
  const base = Object.keys(BASES).find((key) => key in node);
  if (base === undefined) return { via: 'newobj', args: pyTuple() };
  return { via: 'reconstructor', args: pyTuple([pyGlobal('builtins', base), BASES[base]!(node, making)]) };
}

function named(json: unknown, making: Making) {
  if (json === undefined) return undefined;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return making.fail('attributes are no object');
  const dict = pyDict();
  for (const [name, value] of Object.entries(json)) {
    dict.entries.push(name, null);
    making.put(dict.entries, dict.entries.length - 1, value);
  }
  return dict;
}

export const MAKERS: Readonly<Record<string, Maker>> = {
  int: (node, making) => intOf(node['v'], making),
  float: floatValue,
  complex: (node, making) => pyComplex(part(node, 're', making), part(node, 'im', making)),
  str: (_, making) => making.fail('a text is only its hash', COLLAPSED),
  bytes: (node, making) => pyBytes(hexBytes(node, making)),
  bytearray: (node, making) => pyByteArray(hexBytes(node, making)),
  list: (node, making) => pyList(items(node, making)),
  tuple: (node, making) => pyTuple(items(node, making)),
  set(node, making) {
    const set = pySet(items(node, making));
    making.unique(set);
    return set;
  },
  frozenset(node, making) {
    const set = pyFrozenSet(items(node, making));
    making.unique(set);
    return set;
  },
  dict(node, making) {
    const dict = pyDict(making.pairs(node['v']));
    making.unique(dict);
    return dict;
  },
  const(node, making) {
    const constant = [ELLIPSIS, NOT_IMPLEMENTED].find(({ name }) => name === node['v']);
    return constant ?? making.fail('a constant is neither Ellipsis nor NotImplemented');
  },
  global: (node, making) => globalOf(textOf(node, 'v', making), node['module']),
  persid(node, making) {
    const persistent = pyPersistent(null);
    making.put(persistent, 'id', node['v']);
    return persistent;
  },
  range(node, making) {
    const bounds = node['v'];
    if (!Array.isArray(bounds) || bounds.length !== 3) return making.fail('a range has not three bounds');
    return reduced(
      pyGlobal('builtins', 'range'),
      bounds.map((bound) => intOf(bound, making)),
    );
  },
  slice: (node, making) => reduced(pyGlobal('builtins', 'slice'), making.list(node['v'])),
  reduce: record,
  object: instance,
  ...CLASS_MAKERS,
  ...NUMPY_MAKERS,
};
