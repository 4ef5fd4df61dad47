import type { ConverterPlugin } from '@brine/core';
import { name, version } from '../package.json';
import type { Entries } from './registry.js';

/** Options of the converter, under the id `keras`. */
export interface KerasOptions {
  /** Converters of layers that are not Keras' own, or in place of ours: by class name, or as registered (`package>Class`). */
  readonly layers?: Entries;
}

/** Keras models to programs of one ONNX graph, in float32 as Keras computes. */
export const keras: ConverterPlugin<'keras', KerasOptions | undefined> = {
  descriptor: {
    contract: 1,
    kind: 'converter',
    id: 'keras',
    title: 'Keras models',
    package: name,
    version,
    from: 'keras',
    to: 'program',
    stages: ['keras.TextVectorization', 'keras.Hashing'],
  },
  async load() {
    const { makeRegistry } = await import('./registry.js');
    const { toProgram } = await import('./program.js');
    return {
      recognises: () => true,
      convert: (model, _, options) => toProgram(model, makeRegistry(options?.layers)),
      async stage(record) {
        const { remake } = await import('./stages/index.js');
        return remake(record);
      },
    };
  },
};
