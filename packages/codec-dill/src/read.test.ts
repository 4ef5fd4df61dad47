import {
  className,
  definitionOf,
  dictEntries,
  fromBytes,
  isKind,
  typeName,
  type PyFunction,
  type PyList,
  type PyObject,
  type PyValue,
} from '@brine/core';
import { createHost } from '@brine/core/host';
import { toJs, toTagged, toText } from '@brine/core/values';
import { pickle } from '@brine/codec-pickle';
import { describe, expect, test } from 'vitest';
import { expected, fixture, NAMES } from '../test/fixtures.js';
import { dill } from './index.js';

const host = createHost([pickle, dill]);
const open = (name: string) => host.open(fromBytes(fixture(name), name));
const read = async (name: string): Promise<PyValue> => (await open(name)).view('value');

async function functionIn(name: string): Promise<PyFunction> {
  const definition = definitionOf(await read(name));
  if (definition?.kind !== 'function') throw new Error(`${name} holds no function`);
  return definition;
}

const contentsOf = (cell: PyValue) => {
  const definition = definitionOf(cell);
  return definition?.kind === 'cell' ? definition.contents : undefined;
};

describe('functions are as Python says', () => {
  const functions = NAMES.filter((name) => expected(name).function);

  test.each(functions)('%s', async (name) => {
    const want = expected(name).function!;
    const { code, ...found } = await functionIn(name);
    expect({
      name: found.name,
      qualname: found.qualname,
      module: found.module,
      signature: found.signature,
      doc: found.doc ?? null,
      bytecode: Buffer.from(code.bytecode).toString('hex'),
      names: code.names,
      varnames: code.varnames,
      freevars: code.freevars,
      flags: code.flags,
    }).toEqual({ ...want, python: undefined });
    expect(code.python).toContain(want.python);
    expect(code.python).toEqual(['3.11', '3.12', '3.13', '3.14']);
  });

  test.each(['counter.dill', 'counter.recurse.dill', 'counter.cloudpickle.pkl'])(
    '%s: cells have what the closure had, also when it is set late',
    async (name) => {
      const { closure, code } = await functionIn(name);
      expect(code.freevars).toEqual(['step', 'total']);
      expect(closure.map(contentsOf)).toEqual([2n, 0n]);
    },
  );

  test('globals come along, or are needed: builtins are everywhere', async () => {
    expect((await functionIn('fact.dill')).needs).toEqual(['fact']);
    expect((await functionIn('add.dill')).needs).toEqual([]);
    expect((await functionIn('fact.cloudpickle.pkl')).needs).toEqual([]);
  });

  test('a function may be among its own globals', async () => {
    const value = await read('fact.recurse.dill');
    const { globals } = await functionIn('fact.recurse.dill');
    expect(isKind(globals, 'dict')).toBe(true);
    const own = definitionOf(value) as PyFunction;
    const [entry] = [...dictEntries(own.globals as never)].filter(([key]) => key === 'fact');
    expect(entry![1]).toBe(value);
  });
});

describe('what a Python programmer recognises', () => {
  test.each([
    ['add.dill', "def add(a, b=10, /, m: int = 3, *args, c=5, d: 'text' = None, **kw) -> float: ..."],
    ['double.dill', 'lambda x: ...'],
    ['counter.dill', 'def make_counter.<locals>.count(n=1): ...'],
    ['child.dill', "Child(name='kid')"],
    ['child.cloudpickle.pkl', "Child(name='kid')"],
    ['method.dill', "<bound method Child.hello of Child(name='kid')>"],
    ['modules.dill', "[<module 'math'>, <module 'json'>]"],
  ])('%s', async (name, text) => {
    expect(toText(await read(name), { width: Infinity })).toBe(text);
  });

  test('a code object by its place', async () => {
    expect(toText(await read('code.dill'))).toMatch(/^<code object <lambda>, file 'made.py', line \d+>$/);
  });

  test('tagged as what it is', async () => {
    expect(toTagged(await read('add.dill'))).toEqual({ $: 'global', v: '__main__.add' });
    expect(toTagged(await read('method.dill'))).toMatchObject({
      $: 'method',
      self: { $: 'object', class: '__main__.Child', attrs: { name: 'kid' } },
      func: { $: 'global', v: '__main__.Child.hello' },
    });
    expect(toTagged(await read('code.dill'))).toMatchObject({ $: 'code', name: '<lambda>', varnames: ['x'] });
    expect(toJs(await read('modules.dill'))).toEqual([{ module: 'math' }, { module: 'json' }]);
  });

  test('inspect lists functions, methods of classes among them', async () => {
    const { root, functions, format } = await (await open('child.dill')).inspect();
    expect({ root, format }).toEqual({ root: '__main__.Child', format: 'dill' });
    expect(functions!.map(({ qualname }) => qualname)).toEqual(
      expect.arrayContaining(['Base.hello', 'Child.shout', 'Child.build', 'Child.twice', 'Child.hello']),
    );
    expect(functions!.find(({ qualname }) => qualname === 'Child.hello')).toEqual({
      name: 'hello',
      qualname: 'Child.hello',
      signature: "(self, greeting='hey')",
      python: '3.11 to 3.14',
      needs: ['super', 'hello'].filter((name) => name !== 'super'),
    });
  });
});

describe('classes', () => {
  test.each(['child.dill', 'child.cloudpickle.pkl'])('%s: with their bases, members and nested names', async (name) => {
    const child = (await read(name)) as PyObject;
    expect(typeName(child)).toBe('__main__.Child');
    const cls = definitionOf(child.func);
    if (cls?.kind !== 'class') throw new Error('no class');
    expect(cls.bases.map((base) => (definitionOf(base) as { qualname: string }).qualname)).toEqual(['Base']);
    const members = new Map(dictEntries(cls.members!));
    expect([...members.keys()]).toEqual(expect.arrayContaining(['hello', 'shout', 'build', 'twice', 'Inner']));
    // cloudpickle does not write where a class was defined.
    const qualname = name === 'child.dill' ? 'Child.Inner' : 'Inner';
    expect(definitionOf(members.get('Inner'))).toMatchObject({ kind: 'class', qualname });
  });

  test('a class of the file may have any name, so a library is not taken for what it is', async () => {
    expect(className(await read('child.dill'))).toBeUndefined();
  });
});

test('arrays are arrays', async () => {
  const opened = await open('arrays.dill');
  const [tensor] = await opened.view('tensors');
  expect({ name: tensor!.name, dtype: tensor!.dtype, data: (await tensor!.read()).data }).toEqual({
    name: '["w"]',
    dtype: 'float64',
    data: Float64Array.of(0, 1, 2),
  });
});

test('a record whose arguments are not those that dill writes is no definition', async () => {
  const stream = Buffer.from('cdill._dill\n_create_code\n(I1\nI2\ntR.', 'latin1');
  const opened = await host.open(fromBytes(new Uint8Array(stream), 'x.dill'));
  const value = await opened.view('value');
  expect(definitionOf(value)).toBeUndefined();
  expect(toTagged(value)).toMatchObject({ $: 'reduce' });
});

describe('whichever codec opens the file', () => {
  test('a pickle that names dill after its first bytes is read by the dialect', async () => {
    const opened = await open('inside.pkl');
    expect(opened.codec).toBe('pickle');
    const { functions, format } = await opened.inspect();
    expect([format, opened.document.format]).toEqual(['dill', 'dill']);
    expect(functions).toMatchObject([{ name: '<lambda>', signature: '(x)' }]);
  });

  test('without the plugin the records are inert', async () => {
    const opened = await createHost([pickle]).open(fromBytes(fixture('add.dill'), 'add.dill'));
    expect(toTagged(await opened.view('value'))).toMatchObject({
      $: 'reduce',
      func: { v: 'dill._dill._create_function' },
    });
    expect((await opened.inspect()).functions).toBeUndefined();
  });

  test('several values', async () => {
    const twice = new Uint8Array([...fixture('modules.dill'), ...fixture('double.dill')]);
    const values = (await (await createHost([pickle, dill]).open(fromBytes(twice))).values()) as [PyList, PyValue];
    expect(definitionOf(values[1])?.kind).toBe('function');
  });
});
