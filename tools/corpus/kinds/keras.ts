/** keras: models and weights by Keras 3, in its own forms and those of Keras 2: layers, weights, predictions. */

import { join } from 'node:path';
import { hdf5, keras as codec } from '@brine/codec-hdf5';
import { onnxruntime } from '@brine/codec-onnx/engine';
import { keras as converter } from '@brine/convert-keras';
import { fromBytes } from '@brine/core';
import { createHost, type Opened } from '@brine/core/host';
import { fromFile } from '@brine/core/node';
import { engine } from '@brine/engine';
import { createModel } from '@brine/runtime';
import { kerasJson } from '../../../packages/cli/src/dump/keras.js';
import { compareTagged } from '../compare.js';
import type { CorpusFile, Kind, Outcome } from '../kind.js';
import { type ArrayJson, toTensor } from '../arrays.js';
import { outcomeOf } from '../values.js';

const host = createHost([hdf5, codec, converter]);

type Json = Record<string, unknown>;

export const keras: Kind = {
  name: 'keras',
  folders: /\/keras(\/|$)/,
  compare: (file) =>
    outcomeOf(async () => {
      // Weights are read by themselves: what lies beside them is another file of the corpus.
      const source = file.sidecar['weights_only']
        ? fromBytes(file.bytes(), file.name)
        : await fromFile(join(file.folder, file.name));
      const opened = await host.open(source);
      try {
        const actual = (await kerasJson(await opened.view('keras'), false)) as Json;
        const expected = { ...sidecarOf(file) };
        const keys = Object.keys(expected).filter((key) =>
          ['model_class', 'name', 'layers', 'params', 'weights'].includes(key),
        );
        const pick = (from: Json) => Object.fromEntries(keys.map((key) => [key, from[key]]));
        const { difference } = compareTagged(shortPaths(pick(expected)), shortPaths(pick(actual)), file.path);
        if (difference) return { status: 'different', ...difference };
        return await predicted(expected, opened);
      } finally {
        await opened.close();
      }
    }),
};

/** Largest |a - b| over the largest |b| of an output. */
const TOLERANCE = 1e-5;

interface Sidecar {
  readonly inputs?: readonly ArrayJson[];
  readonly outputs?: ArrayJson | readonly ArrayJson[];
}

/** What Keras predicted, on both engines. */
async function predicted(sidecar: Json, opened: Opened): Promise<Outcome> {
  const { inputs, outputs } = sidecar as Sidecar;
  if (!inputs || !outputs) return { status: 'equal' };
  const wanted = [outputs].flat() as readonly ArrayJson[];
  const program = await opened.view('program');
  for (const plugin of [onnxruntime, engine]) {
    const model = createModel(program, { engines: [plugin], context: host.context() });
    const results = Object.values(await model.runAll('predict', { inputs: inputs.map(toTensor) }));
    await model.close();
    const wrong = wanted.findIndex(
      (output, i) => !(apart([output.data].flat(Infinity), results[i]?.data) <= TOLERANCE),
    );
    if (wrong < 0) continue;
    const distance = apart([wanted[wrong]!.data].flat(Infinity), results[wrong]?.data);
    return {
      status: 'different',
      at: `output ${wrong} on ${plugin.descriptor.id}`,
      expected: '0',
      actual: String(distance),
    };
  }
  return { status: 'equal' };
}

function apart(expected: readonly unknown[], actual: ArrayLike<unknown> | undefined): number {
  if (expected.length !== actual?.length) return Infinity;
  const scale = expected.reduce<number>((most, b) => Math.max(most, Math.abs(Number(b))), 0) || 1;
  return expected.reduce<number>((most, b, i) => Math.max(most, Math.abs(Number(b) - Number(actual[i]))), 0) / scale;
}

function sidecarOf(file: CorpusFile): Json {
  const { same_as: same } = file.sidecar;
  return typeof same === 'string' ? { ...file.other(same), ...file.sidecar } : file.sidecar;
}

/**
 * Whether Keras puts the names of models and wrappers before the paths of its variables depends on how the model came to be built (by calling
 * it, or by `build_from_config` when it was loaded), which no file tells. So of the paths the last two names are compared.
 */
function shortPaths(json: Json): unknown {
  const text = JSON.stringify(json, (key, value: unknown) =>
    key === 'path' && typeof value === 'string' ? value.split('/').slice(-2).join('/') : value,
  );
  return JSON.parse(text);
}
