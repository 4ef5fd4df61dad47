import {
  CodecError,
  type DenseTensor,
  type EnginePlugin,
  type Graph,
  isCodecError,
  type OpaqueStage,
  type Port,
  type Program,
} from '@brine/core';
import { createHost } from '@brine/core/host';
import { beforeEach, describe, expect, it } from 'vitest';
import { createModel, type ModelSettings } from './model.js';
import type { Rows } from './rows/types.js';

/** An engine whose only operator multiplies a float64 input by the factor in the graph's metadata. */
let log: string[] = [];
interface More {
  readonly cost?: (rows: number) => number;
  /** Its native part is missing. */
  readonly broken?: boolean;
}
const engine = (
  id: string,
  rank: number,
  supports: true | readonly string[] = true,
  { cost, broken }: More = {},
): EnginePlugin => ({
  descriptor: { contract: 1, kind: 'engine', id, title: id, package: id, version: '1.0.0', rank },
  load: () =>
    Promise.resolve({
      supports: () => supports,
      ...(cost ? { cost: (_: Graph, rows: number) => ({ start: 1, run: cost(rows) }) } : {}),
      load(graph: Graph) {
        if (broken)
          return Promise.reject(Object.assign(new Error(`no ${id}`), { name: 'CodecError', fault: 'unsupported' }));
        log.push(`${id} loads ${graph.name}`);
        return Promise.resolve({
          inputs: graph.inputs,
          outputs: graph.outputs,
          async run(feeds, outputs) {
            log.push(`${graph.name}(${Object.keys(feeds).join()}) -> ${(outputs ?? []).join()}`);
            const { shape, data } = feeds[graph.inputs[0]!.name]!;
            await new Promise((resolve) => setTimeout(resolve, 5));
            log.push(`${graph.name} done`);
            const factor = Number(graph.metadata.factor);
            const tensor: DenseTensor = {
              dtype: 'float64',
              shape,
              data: Float64Array.from(data as Float64Array, (x) => x * factor),
            };
            return Object.fromEntries((outputs ?? []).map((name) => [name, tensor]));
          },
          close: () => {
            log.push(`${graph.name} closed`);
            return Promise.resolve();
          },
        });
      },
    }),
});

const port = (name: string, width = 2): Port => ({ name, dtype: 'float64', shape: [null, width] });
const graph = (name: string, factor: number, from: string, to: readonly string[]): Graph => ({
  name,
  opsets: { '': 21 },
  inputs: [port(from)],
  outputs: to.map((output) => port(output)),
  initializers: [],
  nodes: [],
  metadata: { factor: String(factor) },
});
const negate: OpaqueStage = {
  kind: 'function',
  inputs: [port('mid')],
  outputs: [port('negated')],
  description: { kind: 'test.none', parameters: {} },
  run: ({ mid }) => {
    log.push('negate');
    return Promise.resolve({ negated: { ...mid!, data: (mid!.data as Float64Array).map((x) => -x) } });
  },
};

const program: Program = {
  name: 'toy.Classifier',
  inputs: [port('X')],
  outputs: [port('label'), port('proba'), port('mid')],
  stages: [
    { kind: 'graph', graph: graph('first', 2, 'X', ['mid', 'label']) },
    negate,
    { kind: 'graph', graph: graph('second', 10, 'negated', ['proba']) },
  ],
  methods: { predict: ['label'], predict_proba: ['proba'], transform: ['mid'] },
  classes: [1n, 2n ** 60n],
};

const model = (of: Program = program, settings: Partial<ModelSettings> = {}) =>
  createModel(of, { engines: [engine('fast', 1), engine('slow', 2)], context: createHost([]).context(), ...settings });

async function failure(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isCodecError(error)) throw new Error(`no CodecError: ${String(error)}`);
  return { codec: error.codec, fault: error.fault, message: error.message, hint: error.hint };
}

beforeEach(() => {
  log = [];
});

describe('a model', () => {
  it('says what it is and takes', () => {
    const { name, inputs, methods, classes } = model();
    expect({ name, inputs, methods, classes }).toEqual({
      name: 'toy.Classifier',
      inputs: [port('X')],
      methods: ['predict', 'transform', 'predict_proba'],
      classes: [1, 2n ** 60n],
    });
  });

  describe('with a stage before its graph', () => {
    const missing = (kind: string): Program => {
      const run = () =>
        Promise.reject(
          new CodecError({
            codec: 'core',
            code: 'BRINE-CORE-STAGE',
            fault: 'unsupported',
            message: 'nobody',
            hint: 'Ask.',
          }),
        );
      const stage: OpaqueStage = { ...negate, inputs: [port('mid')], run, description: { kind, parameters: {} } };
      return {
        ...program,
        inputs: [port('mid')],
        stages: [stage, { kind: 'graph', graph: graph('second', 10, 'negated', ['proba']) }],
        methods: { predict_proba: ['proba'] },
      };
    };

    it('takes what the stage makes in place of what it takes', async () => {
      const inputs = { negated: [[1, 2]] };
      expect((await model(missing('keras.x')).predictProba({ inputs })).toArray()).toEqual([[10, 20]]);
      const whole = { ...missing('keras.x'), stages: [negate, missing('').stages[1]!] };
      expect((await model(whole).predictProba({ inputs })).toArray()).toEqual([[10, 20]]);
      expect(log).not.toContain('negate');
      expect((await model(whole).predictProba([[1, 2]])).toArray()).toEqual([[-10, -20]]);
      expect(await failure(model(whole).predictProba({ inputs: { negate: [[1, 2]] } }))).toMatchObject({
        fault: 'option',
      });
    });

    it.each([
      ['keras.x', 'Add the plugin keras: npm install @brine/convert-keras'],
      ['@evil/package.x', 'Ask.'],
    ])('says what to install for %s when nothing makes it', async (kind, hint) => {
      expect(await failure(model(missing(kind)).predictProba([[1, 2]]))).toMatchObject({
        codec: 'runtime',
        fault: 'unsupported',
        hint: `${hint} Or give what it makes: { inputs: { "negated": ... } }.`,
      });
    });
  });

  it('runs the stages that a method needs, and asks for the outputs that it needs', async () => {
    const subject = model();
    expect(log).toEqual([]);
    expect((await subject.transform([[1, 2]])).toArray()).toEqual([[2, 4]]);
    expect(log).toEqual(['fast loads first', 'first(X) -> mid', 'first done']);
    log = [];
    const proba = await subject.predictProba([[1, 2]]);
    expect(proba).toMatchObject({ dtype: 'float64', shape: [1, 2], classes: [1, 2n ** 60n] });
    expect([...proba.data]).toEqual([-20, -40]);
    expect(log).toEqual([
      'first(X) -> mid',
      'first done',
      'negate',
      'fast loads second',
      'second(negated) -> proba',
      'second done',
    ]);
    expect((await subject.predict([[1, 2]])).classes).toBeUndefined();
  });

  it('leaves inputs with a default to it', async () => {
    const first = graph('first', 2, 'X', ['label']);
    const withDefault: Graph = {
      ...first,
      inputs: [...first.inputs, port('W')],
      initializers: [{ name: 'W', tensor: { dtype: 'float64', shape: [1], data: Float64Array.of(1) } }],
    };
    await model({ ...program, stages: [{ kind: 'graph', graph: withDefault }] }).predict([[1, 2]]);
    expect(log[1]).toBe('first(X) -> label');
  });

  it('runs calls at the same time one after another', async () => {
    const subject = model();
    await Promise.all([subject.transform([[1, 2]]), subject.transform([[3, 4]])]);
    expect(log).toEqual(['fast loads first', 'first(X) -> mid', 'first done', 'first(X) -> mid', 'first done']);
  });

  it('goes on after a call that failed', async () => {
    const subject = model();
    const [bad, good] = await Promise.allSettled([subject.transform([[1]]), subject.transform([[3, 4]])]);
    expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('closes its sessions, and makes new ones when asked again', async () => {
    const subject = model();
    await subject.transform([[1, 2]]);
    await subject.close();
    expect(log.at(-1)).toBe('first closed');
    await subject.close();
    expect((await subject.transform([[1, 2]])).toArray()).toEqual([[2, 4]]);
  });

  it('refuses a method that it does not have', async () => {
    expect(await failure(model().decisionFunction([[1, 2]]))).toMatchObject({
      fault: 'option',
      message: 'toy.Classifier has no method "decision_function"',
      hint: 'It has: predict, transform, predict_proba.',
    });
  });
});

describe('several outputs of one method', () => {
  const multi: Program = {
    ...program,
    stages: [{ kind: 'graph', graph: graph('first', 2, 'X', ['a', 'b']) }],
    methods: { predict_proba: ['a', 'b'], predict: ['a'] },
    classes: [
      [0n, 1n],
      ['x', 'y'],
    ],
  };

  it('go by their place, with the classes of each', async () => {
    const outputs = await model(multi).runAll('predict_proba', [[1, 2]]);
    expect(Object.keys(outputs)).toEqual(['0', '1']);
    expect(outputs['1']).toMatchObject({ shape: [1, 2], classes: ['x', 'y'] });
    expect(model(multi).classes).toEqual([
      [0, 1],
      ['x', 'y'],
    ]);
  });

  it('go by their names for a network', async () => {
    const network: Program = { ...multi, network: true, methods: { predict: ['b', 'a'] } };
    expect(Object.keys(await model(network).runAll('predict', [[1, 2]]))).toEqual(['b', 'a']);
  });

  it('are one under the name of the method when there is one', async () => {
    expect(Object.keys(await model(multi).runAll('predict', [[1, 2]]))).toEqual(['predict']);
  });

  it('are refused where one is expected', async () => {
    expect(await failure(model(multi).predictProba([[1, 2]]))).toMatchObject({
      fault: 'option',
      message: 'predict_proba of toy.Classifier has 2 outputs',
      hint: 'Get them by runAll("predict_proba", rows).',
    });
  });
});

describe('the engine', () => {
  const rows: Rows = [[1, 2]];

  it('is the first that supports the graphs, and is known before a prediction', async () => {
    const subject = model(program, { engines: [engine('fast', 1, ['no TopK']), engine('slow', 2)] });
    expect(await subject.engine()).toBe('slow');
    expect(log).toEqual([]);
  });

  it('is the one that was asked for', async () => {
    expect(await model(program, { engine: 'slow' }).engine()).toBe('slow');
    expect(await failure(model(program, { engine: 'slwo' }).predict(rows))).toMatchObject({
      fault: 'option',
      message: 'there is no engine "slwo"',
      hint: 'Is "slow" meant? Engines that are installed: fast, slow.',
    });
  });

  it('is the one that is done first with so many rows', async () => {
    const engines = [engine('slope', 1, true, { cost: (n) => n }), engine('level', 2, true, { cost: () => 2 })];
    const [one, many] = [model(program, { engines }), model(program, { engines })];
    await one.predict([[1, 2]]);
    await many.predict(Array.from({ length: 9 }, () => [1, 2]));
    expect([await one.engine(), await many.engine()]).toEqual(['slope', 'level']);
    const without = [engine('dear', 1, true, { cost: () => 99 }), engine('unknown', 2)];
    expect(await model(program, { engines: without }).engine()).toBe('dear');
  });

  it('is the next one when the best cannot be loaded', async () => {
    const engines = [engine('absent', 1, true, { broken: true }), engine('there', 2)];
    const subject = model(program, { engines });
    expect((await subject.transform([[1, 2]])).toArray()).toEqual([[2, 4]]);
    expect(await subject.engine()).toBe('there');
    expect(await failure(model(program, { engines, engine: 'absent' }).predict([[1, 2]]))).toMatchObject({
      fault: 'unsupported',
      message: 'no absent',
    });
  });

  it('gives its reasons when none can', async () => {
    const engines = [engine('fast', 1, ['no TopK', 'no strings']), engine('slow', 2, ['no TopK'])];
    expect(await failure(model(program, { engines }).predict(rows))).toMatchObject({
      fault: 'unsupported',
      message: 'no installed engine runs toy.Classifier (fast: no TopK; no strings. slow: no TopK)',
    });
  });

  it('can be installed when there is none', async () => {
    expect(await failure(model(program, { engines: [] }).predict(rows))).toMatchObject({
      fault: 'unsupported',
      message: 'no engine is installed to run the model',
      hint: 'npm install @brine/engine, and name its engine among the plugins.',
    });
  });
});
