/** keras: models and weights by Keras 3, in its own forms and those of Keras 2: layers and weights. */

import { join } from 'node:path';
import { hdf5, keras as codec } from '@brine/codec-hdf5';
import { fromBytes } from '@brine/core';
import { createHost } from '@brine/core/host';
import { fromFile } from '@brine/core/node';
import { kerasJson } from '../../../packages/cli/src/dump/keras.js';
import { compareTagged } from '../compare.js';
import type { CorpusFile, Kind } from '../kind.js';
import { outcomeOf } from '../values.js';

const host = createHost([hdf5, codec]);

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
        const keys = Object.keys(expected).filter((key) => ['model_class', 'name', 'layers', 'params', 'weights'].includes(key));
        const pick = (from: Json) => Object.fromEntries(keys.map((key) => [key, from[key]]));
        const { difference } = compareTagged(
          shortPaths(pick(expected)),
          shortPaths(pick(actual)),
          file.path,
        );
        return difference ? { status: 'different', ...difference } : { status: 'equal' };
      } finally {
        await opened.close();
      }
    }),
};

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
