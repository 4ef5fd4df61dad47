import type { ConverterPlugin } from '@brine/core';
import { name, version } from '../package.json';
import type { Float } from '@brine/graph';
import type { Entries } from './build/scope.js';

/** Options of the converter, under the id `sklearn`. */
export interface SklearnOptions {
  /**
   * The type of the graph's inputs, constants and outputs. Default `float64`: what scikit-learn computes in. `float32` halves the
   * size and suits GPUs.
   */
  readonly float?: Float;
  /** Version of ai.onnx that the graph is in, 7 or later. Default: the lowest that its nodes allow, 17 or later. */
  readonly opset?: number;
  /** Converters of classes that are not scikit-learn's, by `module.Class` as stored. */
  readonly estimators?: Entries;
}

/** Fitted scikit-learn estimators to programs of one ONNX graph. */
export const sklearn: ConverterPlugin<'sklearn', SklearnOptions | undefined> = {
  descriptor: {
    contract: 1,
    kind: 'converter',
    id: 'sklearn',
    title: 'scikit-learn estimators',
    package: name,
    version,
    from: 'value',
    to: 'program',
    stages: [
      'sklearn.CountVectorizer',
      'sklearn.HashingVectorizer',
      'sklearn.DictVectorizer',
      'sklearn.FeatureHasher',
      'sklearn.MultiLabelBinarizer',
      'sklearn.PatchExtractor',
    ],
  },
  async load() {
    const { converter } = await import('./converter.js');
    return converter;
  },
};
