/** dill/**: functions, classes, instances and models that dill and cloudpickle saved. */

import { dill as codec } from '@brine/codec-dill';
import { pickle } from '@brine/codec-pickle';
import {
  attribute,
  definitionOf,
  dictEntries,
  isKind,
  typeName,
  fromBytes,
  type PyClass,
  type PyFunction,
  type PyValue,
} from '@brine/core';
import { createHost } from '@brine/core/host';
import { toTagged } from '@brine/core/values';
import { compareTagged } from '../compare.js';
import { RAISES } from '../inert.js';
import type { CorpusFile, Kind, Outcome } from '../kind.js';
import { compareValue, outcomeOf, worst } from '../values.js';

const host = createHost([pickle, codec]);

type Facts = Readonly<Record<string, unknown>>;

export const dill: Kind = {
  name: 'dill',
  folders: /\/dill(\/|$)/,
  compare: (file) =>
    outcomeOf(async () => {
      const path = `${file.folder}/${file.name}`;
      const opened = await host.open(fromBytes(file.bytes(), file.name));
      const value = await opened.view('value');
      const { sidecar } = file;
      if (sidecar['loads'] === false) return raising(sidecar, path);
      const outcomes = [compareRoot(file, value, path)];
      const expected = sidecar['function'] as Facts | undefined;
      const definition = definitionOf(wrapped(value));
      if (expected && definition?.kind === 'function') {
        const { functions = [] } = await opened.inspect();
        const listed = functions.some(
          ({ name, signature }) => name === definition.name && signature === definition.signature,
        );
        if (!listed) outcomes.push(different('inspect', definition.name, functions));
      }
      return worst(outcomes);
    }),
};

/** A file that Python refuses because of what only the process that wrote it has: the stream itself is whole. */
function raising({ error }: CorpusFile['sidecar'], path: string): Outcome {
  const entry = RAISES.find(({ files, error: text }) => files.test(path) && text.test(String(error)));
  return entry ? { status: 'inert', names: [`raises: ${entry.reason}`] } : different('(root)', error, 'a value');
}

function compareRoot({ sidecar }: CorpusFile, value: PyValue, path: string): Outcome {
  if ('function' in sidecar) {
    const definition = definitionOf(wrapped(value));
    if (definition?.kind !== 'function') return different('(root)', 'a function', toTagged(value));
    return compareFacts(sidecar['function'] as Facts, factsOf(definition, String(sidecar['env'])), path);
  }
  if ('class' in sidecar) {
    const definition = definitionOf(value);
    if (definition?.kind !== 'class') return different('(root)', 'a class', toTagged(value));
    return compareFacts(sidecar['class'] as Facts, classFacts(definition), path);
  }
  if ('steps' in sidecar) return compareFacts({ steps: sidecar['steps'] }, { steps: stepsOf(value) }, path);
  if ('value' in sidecar) return compareValue(sidecar['value'], value, path);
  // What has no facts of its own: `operator.itemgetter(0)`, a ufunc. That it is read at all is the test.
  return { status: 'equal' };
}

/** What a `functools.partial` is of, partials of partials included; the value itself for anything else. */
function wrapped(value: PyValue): PyValue {
  if (!isKind(value, 'object') || typeName(value) !== 'functools.partial') return value;
  return value.args.items[0] ?? value;
}

function factsOf(definition: PyFunction, env: string): Facts {
  const { code, annotations } = definition;
  const version = /python (3\.\d+)/.exec(env)![1]!;
  return {
    name: definition.name,
    qualname: definition.qualname,
    module: definition.module,
    defaults: toTagged(definition.defaults.length > 0 ? { kind: 'tuple', items: [...definition.defaults] } : null),
    kwdefaults: toTagged(definition.kwdefaults ?? null),
    annotations: Object.fromEntries(
      (annotations ? [...dictEntries(annotations)] : []).map(([name, note]) => [name, noteText(note)]),
    ),
    doc: definition.doc ?? null,
    freevars: code.freevars,
    closure_types: definition.closure.map(cellType),
    argcount: code.argcount,
    kwonlyargcount: code.kwonlyargcount,
    flags: code.flags,
    stacksize: code.stacksize,
    firstlineno: code.firstlineno,
    ...(code.python.includes(version) ? {} : { python: code.python }),
  };
}

/** `str(annotation)` of a class or a string; what other objects would show only Python knows. */
function noteText(note: PyValue): string {
  const cls = isKind(note, 'global') ? { module: note.module, qualname: note.name } : definitionOf(note);
  if (cls && 'qualname' in cls && 'module' in cls)
    return `<class '${cls.module === 'builtins' ? '' : `${cls.module}.`}${cls.qualname}'>`;
  return typeof note === 'string' ? note : ONLY_PYTHON;
}

const ONLY_PYTHON = 'an object';

const PLAIN: Readonly<Record<string, string>> = {
  bigint: 'int',
  number: 'float',
  string: 'str',
  boolean: 'bool',
  function: 'function',
  class: 'type',
};

/** `type(cell.cell_contents).__name__`. */
function cellType(cell: PyValue): string {
  const definition = definitionOf(cell);
  const contents = definition?.kind === 'cell' ? definition.contents : undefined;
  if (contents === undefined) return 'nothing';
  if (contents === null) return 'NoneType';
  if (typeof contents !== 'object') return PLAIN[typeof contents]!;
  const kind = definitionOf(contents)?.kind ?? contents.kind;
  return PLAIN[kind] ?? (kind === 'object' ? typeName(contents)!.split('.').at(-1)! : kind);
}

/** Attributes that Python itself adds to, or takes out of, the dict of a class. */
const PYTHONS = new Set([
  '__dict__',
  '__weakref__',
  '__abstractmethods__',
  '_abc_impl',
  '__module__',
  '__qualname__',
  '__slotnames__',
]);

function classFacts({ name, members, module, qualname, bases }: PyClass): Facts {
  const names = [...(members ? dictEntries(members) : [])].map(([key]) => String(key));
  return { name, mro: [`${module}.${qualname}`, bases.length], attrs: names.filter((key) => !PYTHONS.has(key)).sort() };
}

function stepsOf(value: PyValue): unknown {
  const steps = isKind(value, 'object') ? attribute(value, 'steps') : undefined;
  return isKind(steps, 'list')
    ? Array.from<PyValue>(steps.items).map((step) => {
        const [name, estimator] = isKind(step, 'tuple') ? step.items : [];
        return [name, typeName(estimator)];
      })
    : undefined;
}

function compareFacts(expected: Facts, actual: Facts, path: string): Outcome {
  const { attrs, mro } = expected as { attrs?: string[]; mro?: string[] };
  const notes = (actual['annotations'] ?? {}) as Facts;
  const annotations = Object.entries((expected['annotations'] ?? {}) as Facts).map(
    ([name, text]) => [name, notes[name] === ONLY_PYTHON ? ONLY_PYTHON : text] as const,
  );
  const wanted = {
    ...expected,
    ...('annotations' in expected ? { annotations: Object.fromEntries(annotations) } : {}),
    ...(attrs ? { attrs: attrs.filter((name) => !PYTHONS.has(name)) } : {}),
    ...(mro ? { mro: [mro[0], (actual['mro'] as unknown[])[1]] } : {}),
  };
  const { difference, inert } = compareTagged(wanted, JSON.parse(JSON.stringify(actual)), path);
  if (difference) return { status: 'different', ...difference };
  return inert.length > 0 ? { status: 'inert', names: inert } : { status: 'equal' };
}

function different(at: string, expected: unknown, actual: unknown): Outcome {
  const short = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 300);
  return { status: 'different', at, expected: short(expected), actual: short(actual) };
}
