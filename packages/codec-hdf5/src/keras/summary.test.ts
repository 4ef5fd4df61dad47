import { gunzipSync } from 'node:zlib';
import type { JsonValue, LayerInfo } from '@brine/core';
import { expect, it } from 'vitest';
import { fixture, json, open } from '../../test/fixtures.js';
import { kerasModel } from './open.js';
import { layerTable } from './summary.js';

type Row = readonly [
  name: string,
  outputs: readonly (readonly (number | null)[])[],
  parameters: number,
  inside?: readonly Row[],
];
interface Case {
  readonly config: JsonValue;
  readonly rows: readonly Row[];
}

const cases = JSON.parse(gunzipSync(fixture('shapes.json.gz')).toString()) as Record<string, Case>;

/** Models with layers of which the configuration alone does not tell the shape: those are shown without one, others never. */
const OPEN =
  /^(operations\/(index_slices|prod_var|transpose_expand|where_number_clip|rsqrt_square|sin_cos|swapaxes_gelu)|preparing\/(discretization|integer_lookup|string_lookup|text)_.*|sequences\/masks_merge)$/;

/** `name shapes` of each layer, those of models inside behind them. */
const wanted = (rows: readonly Row[]): string[] =>
  rows.flatMap(([name, outputs, , inside = []]) => [`${name} ${JSON.stringify(outputs)}`, ...wanted(inside)]);
const told = (layers: readonly LayerInfo[]): string[] =>
  layers.flatMap(({ name, outputs, layers: inside = [] }) => [
    `${name} ${outputs ? JSON.stringify(outputs) : '?'}`,
    ...told(inside),
  ]);

/** Keras 3.15 takes the scores to be as many as the queries; its call gives one for each value, as is shown here. */
const SCORES = 'sequences/multi_head_scores';

it.each(Object.keys(cases))('%s: output shapes are those of Keras', async (name) => {
  const { config, rows } = cases[name]!;
  const { layers } = layerTable(await kerasModel(config, undefined, {}));
  const shapes = new Map(told(layers).map((line) => [line.split(' ')[0]!, line]));
  const expected = wanted(rows).map((line) => (name === SCORES ? line.replace('2,6,6', '2,6,8') : line));
  for (const line of expected) {
    const [layer] = line.split(' ') as [string];
    if (!OPEN.test(name) || shapes.get(layer) !== `${layer} ?`) expect(shapes.get(layer)).toBe(line);
  }
  expect(told(layers)).toHaveLength(expected.length);
});

it('a table has the totals, and what each layer is connected to', async () => {
  const { layerTable: table } = await (await open('small.keras')).inspect();
  const { layers, total, trainable, nonTrainable, optimizer } = table!;
  const parameters = json<{ layers: [string, string, number][] }>('small.expected.json').layers;
  expect(layers.map((layer) => [layer.name, layer.className, layer.parameters])).toEqual(parameters);
  expect(total).toBe(parameters.reduce((sum, [, , count]) => sum + count, 0));
  expect([trainable + nonTrainable, optimizer! > 0]).toEqual([total, true]);
  expect(layers[1]!.connectedTo).toEqual(['words[0][0]']);
  expect(layers[2]!.layers!.map(({ name }) => name)).toEqual(['first', 'norm']);
});

it('models that call each other over and over are left alone', async () => {
  let inner: JsonValue = { class_name: 'Dense', config: { name: 'd0', units: 2 } };
  for (let depth = 1; depth < 40; depth++) {
    const call = (from: string) => [[[from, 0, 0, {}]], [[from, 0, 0, {}]]];
    const stored: JsonValue = { ...(inner as object), name: `d${depth - 1}`, inbound_nodes: call('in') };
    inner = {
      class_name: 'Functional',
      config: {
        name: `d${depth}`,
        layers: [
          { class_name: 'InputLayer', name: 'in', config: { name: 'in', batch_shape: [null, 2] }, inbound_nodes: [] },
          stored,
        ],
        input_layers: [['in', 0, 0]],
        output_layers: [[`d${depth - 1}`, 1, 0]],
      },
    };
  }
  const { layers } = layerTable(await kerasModel(inner, undefined, {}));
  expect(layers).toHaveLength(2);
});
