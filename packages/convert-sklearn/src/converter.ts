/** What the plugin loads: the machinery of conversions, without a single estimator's converter. */

import { className, type Converter, isKind } from '@brine/core';
import type { SklearnOptions } from './plugin.js';
import { toProgram } from './program.js';
import { unsupported } from './read/index.js';
import { registryFor } from './registry.js';

/** An estimator of scikit-learn that has no converter is recognised too: the refusal then says which and why. */
const ESTIMATOR = /^(?:sklearn\..+\._?[A-Z]|xgboost\.(?:.+\.)?XGB|lightgbm\.(?:.+\.)?LGBM)\w*$/;

export const converter: Converter<'value', 'program', SklearnOptions | undefined> = {
  recognises: (value) => isKind(value, 'object') && ESTIMATOR.test(className(value) ?? ''),
  async convert(value, context, options) {
    if (!isKind(value, 'object')) throw unsupported('no estimator', '');
    const registry = await registryFor(value, options?.estimators);
    const program = toProgram(value, registry, options?.float ?? 'float64', context);
    if (options?.opset === undefined) return program;
    const { atOpset } = await import('./opset.js');
    return atOpset(program, options.opset);
  },
  async stage(record) {
    const { remake } = await import('./stages/index.js');
    return remake(record);
  },
};
