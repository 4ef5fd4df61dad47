/** What a module is: plain text that runs anywhere by itself, says its types, and has nothing of the model in it but literals. */

import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codecChecks } from '@brine/codec-testkit';
import { fromBytes, type Program, toMemory } from '@brine/core';
import { createHost } from '@brine/core/host';
import { GraphBuilder } from '@brine/graph';
import ts from 'typescript';
import { describe, expect, it, test } from 'vitest';
import { declarations } from '../../src/module/declare.js';
import { module } from '../../src/module/index.js';
import { compile, type Exports, imported, inFolder, textOf, written } from './made.js';

/** `x * 2 + bias`, with names that would do harm anywhere but in a literal. */
function program(more: Partial<Program> = {}, names = { input: 'X', output: 'Y', node: 'n' }): Program {
  const g = new GraphBuilder('g');
  const x = g.input(names.input, 'float64', [null, 2]);
  g.output(names.output, g.op('Add', [g.op('Mul', [x, g.scalar(2)]), g.vector([1, -1])]));
  const graph = g.build();
  return {
    name: 'model',
    inputs: graph.inputs,
    outputs: graph.outputs,
    stages: [{ kind: 'graph', graph }],
    methods: { predict: [names.output] },
    ...more,
  };
}

/** Text that ends a literal, a comment or a script where it is not escaped. */
const HARM = '"`${1}\'*/</script>\u2028\\__proto__\n';

describe('a module', () => {
  it('runs in a bare process, in a folder with nothing else', async () => {
    const files = await written(program());
    await inFolder(new Map([['model.mjs', files.get('model.mjs')!]]), (folder) => {
      const run = `import('./model.mjs').then(({ predict }) => console.log(JSON.stringify([...predict([[1, 2], [3, null]]).data])))`;
      const out = execFileSync(process.execPath, ['--disallow-code-generation-from-strings', '-e', run], {
        cwd: folder,
      });
      expect(JSON.parse(out.toString())).toEqual([3, 3, 7, null]);
      return Promise.resolve();
    });
  });

  it('imports nothing, makes no code of text, and has only the kernels of its operators', async () => {
    const source = textOf(await written(program()), 'model.mjs');
    const file = ts.createSourceFile('model.mjs', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
    const names = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) names.add(node.text);
      expect(ts.isImportDeclaration(node) || node.kind === ts.SyntaxKind.ImportKeyword).toBe(false);
      ts.forEachChild(node, visit);
    };
    visit(file);
    expect(['eval', 'Function', 'require', 'process', 'globalThis'].filter((name) => names.has(name))).toEqual([]);
    expect([names.has('binary'), names.has('gemm'), names.has('treeEnsemble'), names.has('topK')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('says at its head what it is, what it exports and where its types are', async () => {
    const head = (text: string) => text.slice(0, text.indexOf(' */\n'));
    const inside = head(textOf(await written(program({ name: 'a.Model', classes: ['x'] })), 'model.mjs'));
    expect(inside).toMatch(/^\/\/ @ts-self-types="\.\/model\.d\.mts"\n\/\*\*\n \* a\.Model, a model/);
    expect(inside).toContain("\n *     import { classes, predict } from './model.mjs';\n");
    const beside = head(textOf(await written(program(), { weights: 'beside' }), 'model.mjs'));
    expect(beside).toContain('needs nothing but this file and its weights, model.bin.');
    expect(beside).toContain('const { predict } = create(weights);');
    const sink = toMemory(`x\nalert(1) "'.mjs`);
    const views = { program: () => Promise.resolve(program({ name: '*/ evil' })) };
    await createHost([module]).encode(views, sink, { to: 'mjs' });
    const hostile = new TextDecoder().decode(sink.toBytes());
    expect(hostile).toMatch(/^\/\*\*\n \*  {2}evil, a model/);
    expect(hostile).toContain("from './x alert(1)  .mjs';");
  });

  it('is the same bytes for the same program', async () => {
    expect(await written(program())).toEqual(await written(program()));
  });

  it('with weights beside it takes them from its caller', async () => {
    const files = await written(program(), { weights: 'beside' });
    expect([...files.keys()]).toEqual(['model.mjs', 'model.bin', 'model.d.mts']);
    const results = await inFolder(files, async (folder) => {
      const { create } = (await import(pathToFileURL(join(folder, 'model.mjs')).href)) as {
        create(weights: Uint8Array): Exports;
      };
      const bytes = Uint8Array.of(0, ...files.get('model.bin')!).subarray(1);
      return create(bytes)['predict']!([[1, 2]]);
    });
    expect(results).toEqual({ shape: [1, 2], data: Float64Array.of(3, 3) });
  });

  it.each([HARM, '__proto__', 'constructor'])('keeps the text of a model in literals: %j', async (text) => {
    const classes = [text, 'b'];
    const hostile = program(
      { name: text, methods: { predict: [text] }, classes, network: true },
      { input: text, output: text + 'y', node: text },
    );
    const made = { ...hostile, methods: { predict: [text + 'y'] } };
    const files = await written(made);
    const exports = await imported(made);
    expect(exports['classes']).toEqual(classes);
    expect(exports['predict']!([[1, 2]])).toEqual({ [text + 'y']: { shape: [1, 2], data: Float64Array.of(3, 3) } });
    expect(textOf(files, 'model.mjs')).not.toMatch(/[^\n -~]|<\//);
  });

  it.each<[string, Program, RegExp]>([
    ['a method that is none', program({ methods: { 'x;evil()': ['Y'] } as never }), /has the method/],
    ['no method', program({ methods: {} }), /has no method/],
  ])('refuses %s', async (_, bad, message) => {
    await expect(written(bad)).rejects.toMatchObject({
      fault: 'encode',
      message: expect.stringMatching(message) as string,
    });
  });

  it.each<[string, unknown, RegExp]>([
    ['no list', 5, /rows are a list/],
    ['no rows', [], /rows are a list/],
    ['a narrow row', [[1, 2], [3]], /row 1 has 1 cells, not 2/],
    ['text', [['a', 1]], /row 0, column 0: "a" is no number/],
    ['numbers that are not whole rows', Float64Array.of(1, 2, 3), /not rows of 2/],
    ['records without names', [{ a: 1 }], /row 0 is a record, and the columns have no names/],
  ])('says what is wrong with %s', async (_, rows, message) => {
    const { predict } = await imported(program());
    expect(() => predict!(rows)).toThrow(message);
  });

  it('takes rows as lists, typed arrays and all at once', async () => {
    const { predict } = await imported(program());
    const expected = { shape: [2, 2], data: Float64Array.of(3, 3, 7, 7) };
    for (const rows of [
      [
        [1, 2],
        [3, 4],
      ],
      [Float32Array.of(1, 2), Float64Array.of(3, 4)],
      Float64Array.of(1, 2, 3, 4),
    ])
      expect(predict!(rows)).toEqual(expected);
  });

  it('runs loops, and takes the tensors of a network by name', async () => {
    const g = new GraphBuilder('loop');
    const [trips, x] = [g.input('n', 'int64', []), g.input('x', 'float32', [null])];
    const body = g.subgraph('body', (b) => {
      b.input('i', 'int64', []);
      const going = b.input('going', 'bool', []);
      const doubled = b.op('Mul', [b.input('v', 'float32', [null]), b.scalar(2, 'float32')]);
      b.output('goes', b.op('Identity', [going]));
      b.output('next', doubled);
    });
    g.output('y', g.op('Loop', [trips, g.scalar(true, 'bool'), x], { body }));
    const graph = g.build();
    const { predict } = await imported({
      name: 'loop',
      inputs: graph.inputs,
      outputs: graph.outputs,
      stages: [{ kind: 'graph', graph }],
      methods: { predict: ['y'] },
      network: true,
    });
    const y = { shape: [2], data: Float32Array.of(8, 16) };
    expect(predict!({ n: { shape: [], data: [3] }, x: [1, 2] })).toEqual({ y });
    expect(() => predict!({ n: { shape: [], data: [3] } })).toThrow(/input x is missing/);
  });
});

const NO_STAGES = new Map<never, never>();

describe('its declarations', () => {
  const labelled = program({
    inputs: [
      { name: 'age', dtype: 'float64', shape: [null, 1] },
      { name: 'city', dtype: 'str', shape: [null, 1], columns: ['the "city"'] },
    ],
    outputs: [
      { name: 'Y', dtype: 'str', shape: [null] },
      { name: 'P', dtype: 'float64', shape: [null, 2] },
    ],
    methods: { predict: ['Y'], predict_proba: ['P'] },
    classes: ['yes', 'no'],
  });

  it('are sound, and say what a model takes and gives', async () => {
    const good = `import { classes, predict, predict_proba } from './model.mjs';
      const label: 'yes' | 'no' | undefined = predict([{ age: 41, 'the "city"': null }]).data[0];
      const scores: Float64Array = predict_proba([[41, 'Oslo']]).data;
      const first: 'yes' = classes[0];
      export { label, scores, first };`;
    const bad = `import { predict } from './model.mjs'; predict([{ age: 'old', 'the "city"': null }]);`;
    const beside = `import { create } from './model.mjs';
      export const labels: readonly ('yes' | 'no')[] = create(new Uint8Array()).predict([[41, 'Oslo']]).data;`;
    const variants: Partial<Program>[] = [
      { inputs: [{ name: 'text', dtype: 'str', shape: [null] }] },
      { inputs: [{ name: 'x', dtype: 'float32', shape: [null, 3, 8, 8] }], network: true },
      {
        classes: [
          [1n, 2n ** 60n],
          ['a', true, NaN],
        ],
      },
      { methods: { predict: ['Y', 'Y'] } },
      { inputs: [{ name: HARM, dtype: 'float64', shape: [null, 1], columns: [HARM] }], classes: [HARM] },
    ];
    const errors = await compile([
      [declarations(labelled, NO_STAGES, false), good],
      [declarations(labelled, NO_STAGES, true), beside],
      ...variants.map((variant) => [declarations(program(variant), NO_STAGES, false)] as const),
      [declarations(labelled, NO_STAGES, false), bad],
    ]);
    expect(errors.pop()).toHaveLength(1);
    expect(errors.flat()).toEqual([]);
  }, 60_000);
});

describe('the promises of a codec', () => {
  const checks = codecChecks(module, {
    cases: [],
    encodes: [{ name: 'a graph', views: { program: () => Promise.resolve(program()) } }],
    unencodable: [
      {
        name: 'a program of text',
        views: {
          program: () =>
            Promise.resolve(
              program({
                stages: [
                  {
                    kind: 'text',
                    inputs: [],
                    outputs: [],
                    description: { kind: 'test.none', parameters: {} },
                    run: () => Promise.reject(),
                  },
                ],
              }),
            ),
        },
      },
    ],
    entry: { path: 'src/module/index.ts', read: (path) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8') },
  });
  for (const { name, run } of checks) test(name, run, 60_000);

  it('does not read modules', async () => {
    const host = createHost([module]);
    await expect(host.open(fromBytes(new TextEncoder().encode('export{}'), 'a.mjs'))).rejects.toMatchObject({
      code: 'BRINE-ENGINE-OPEN',
    });
  });

  it('says that declarations have no place beside a module without a name', async () => {
    const notes = await createHost([module]).encode({ program: () => Promise.resolve(program()) }, toMemory(), {
      to: 'mjs',
    });
    expect(notes).toEqual([expect.objectContaining({ code: 'BRINE-ENGINE-DECLARATIONS' })]);
  });
});
