import { bytesOf, fromBytes, type KerasModel, type NumericData, toMemory } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { fixture, host, json, open, sha256 } from '../../test/fixtures.js';
import { modernCompile, legacyCompile } from './compile.js';
import { GroupMaker } from '../write/make.js';
import { jsonText } from './json.js';
import { listOf } from './text.js';
import { snakeCase } from './variables.js';

interface Expected {
  readonly layers: readonly (readonly [name: string, className: string, parameters: number])[];
  readonly weights: readonly { readonly shape: readonly number[]; readonly sha256: string }[];
}

const expected = json<Expected>('small.expected.json');

async function weightsOf(model: KerasModel) {
  return Promise.all(
    model.weights.map(async (weight) => {
      const { shape, data } = await weight.read();
      return { shape, sha256: sha256(bytesOf(data as NumericData)) };
    }),
  );
}

const layersOf = ({ layers }: KerasModel) =>
  layers.map(({ name, className, weights }) => [
    name,
    className,
    weights.reduce((sum, { shape }) => sum + shape.reduce((size, length) => size * length, 1), 0),
  ]);

describe.each(['small.h5', 'small.keras'])('%s', (name) => {
  it('has the layers and weights that Keras has, in its order', async () => {
    const model = await (await open(name)).view('keras');
    expect(layersOf(model)).toEqual(expected.layers);
    expect(await weightsOf(model)).toEqual(expected.weights);
    expect(model.layers[2]!.layers!.map((layer) => layer.name)).toEqual(['first', 'norm']);
    expect([model.className, model.name, model.kerasVersion?.[0]]).toEqual(['Functional', 'small', '3']);
    expect(model.compile).toMatchObject({ loss: 'mse' });
  });

  it.each(['small.h5', 'small.keras', 'small.weights.h5'])('is the same when it was written as %s', async (target) => {
    const sink = toMemory(target);
    const to = host.encoderFor(target)!;
    const opened = await open(name);
    await host.encode({ keras: () => opened.view('keras') }, sink, { to });
    const beside = sink.siblings.get('small.json');
    const source = fromBytes(sink.toBytes(), target);
    const sibling = (file: string) =>
      Promise.resolve(file === 'small.json' && beside ? fromBytes(beside.toBytes(), file) : undefined);
    const again = await (await host.open({ ...source, sibling })).view('keras');
    expect(layersOf(again)).toEqual(expected.layers);
    expect(await weightsOf(again)).toEqual(expected.weights);
  });
});

it('weights alone are read in the order in which they lie', async () => {
  const opened = await open('small.weights.h5');
  const model = await opened.view('keras');
  expect([opened.document.format, model.className]).toEqual(['keras-weights', undefined]);
  const hashes = (await weightsOf(model)).map((weight) => weight.sha256).sort();
  expect(hashes).toEqual(expected.weights.map((weight) => weight.sha256).sort());
});

it('the architecture beside weights makes a model of them, and the other way', async () => {
  const files = new Map(['small.json', 'small.weights.h5'].map((name) => [name, fixture(name)]));
  for (const name of files.keys()) {
    const sibling = (file: string) => {
      const bytes = files.get(file);
      return Promise.resolve(bytes && fromBytes(bytes, file));
    };
    const opened = await host.open({ ...fromBytes(files.get(name)!, name), sibling });
    const model = await opened.view('keras');
    expect(layersOf(model)).toEqual(expected.layers);
    expect(await weightsOf(model)).toEqual(expected.weights);
  }
});

it('names of classes become names of groups as in Keras', () => {
  const names = ['Dense', 'Conv2DTranspose', 'MaxPooling2D', 'SimpleRNN', 'LSTM', 'BatchNormalization'];
  expect(names.map(snakeCase)).toEqual([
    'dense',
    'conv2d_transpose',
    'max_pooling2d',
    'simple_rnn',
    'lstm',
    'batch_normalization',
  ]);
});

it('what a model was compiled with goes both ways', () => {
  const legacy = { loss: 'mse', optimizer_config: { class_name: 'Adam', config: { beta_1: 0.9 } } };
  expect(legacyCompile(modernCompile(legacy))).toEqual(legacy);
  expect(legacyCompile({ loss: 'mse' })).toBeUndefined();
});

it.each(['small.h5', 'small.keras'])(
  '%s: the configuration is written back with the text that it has',
  async (name) => {
    const sink = toMemory(name);
    const opened = await open(name);
    await host.encode({ keras: () => opened.view('keras') }, sink, { to: host.encoderFor(name)! });
    const again = await open(name, sink.toBytes());
    const [before, after] = [await opened.view('keras'), await again.view('keras')];
    expect(jsonText(before.config!)).toMatch(/: ?\d\.0\b/);
    expect(jsonText(after.config!)).toBe(jsonText(before.config!));
  },
);

it('names of more layers than an attribute holds are in several', async () => {
  const names = Array.from({ length: 9000 }, (_, i) => `layer_${i}`);
  const root = new GroupMaker().texts('layer_names', names).group;
  const sink = toMemory('names.h5');
  await host.encode({ hierarchy: () => Promise.resolve({ root }) }, sink, { to: 'hdf5' });
  const again = await (await open('names.h5', sink.toBytes())).view('hierarchy');
  const attributes = await again.root.attributes();
  expect(attributes.map(({ name }) => name)).toEqual(['layer_names0', 'layer_names1', 'layer_names2']);
  expect(await listOf(again.root, 'layer_names')).toEqual(names);
});
