import { className, type ConverterPlugin, isKind } from '@brine/core';
import { name, version } from '../package.json';
import type { Float } from '@brine/graph';
import type { Entries } from './build/scope.js';
import { ID } from './read/errors.js';

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
    id: ID,
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
    const { findEntry, makeRegistry } = await import('./registry.js');
    const { atOpset } = await import('./opset.js');
    const { toProgram } = await import('./program.js');
    const { unsupported } = await import('./read/errors.js');
    const own = makeRegistry();
    return {
      // An estimator of scikit-learn that has no converter is recognised too: the refusal then says which and why.
      recognises(value) {
        const known = className(value) ?? '';
        return (
          isKind(value, 'object') && (/^sklearn\..+\.[A-Z]\w*$/.test(known) || findEntry(own, known) !== undefined)
        );
      },
      async convert(value, context, options) {
        if (!isKind(value, 'object')) throw unsupported('no estimator', '');
        const registry = options?.estimators ? makeRegistry(options.estimators) : own;
        const program = toProgram(value, registry, options?.float ?? 'float64', context);
        return options?.opset === undefined ? program : atOpset(program, options.opset);
      },
      async stage(record) {
        const { remake } = await import('./stages/index.js');
        return remake(record);
      },
    };
  },
};
