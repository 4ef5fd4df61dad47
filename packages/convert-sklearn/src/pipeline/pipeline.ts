import type { Entry, InputSpec, Scope } from '../build/scope.js';
import { type Estimator, malformed, type Part, partsOf } from '../read/index.js';

/**
 * Steps in order; the methods are those of the last one. Without a last estimator it transforms.
 * Source: sklearn.pipeline.Pipeline
 */
export const pipeline: Entry = {
  input: pipelineInput,
  convert(e, x, _b, scope) {
    const steps = stepsOf(e);
    let rows = x;
    for (const [i, step] of steps.entries()) {
      if (isPassthrough(step)) continue;
      const fitted = scope.convert(step, rows);
      if (i === steps.length - 1) return fitted;
      if (!fitted.transform) throw malformed('a step before the last that does not transform', step.path);
      rows = fitted.transform();
    }
    return { transform: () => rows };
  },
};

/** The estimators (or the words for none) of `steps`, a list of pairs. */
export function stepsOf(e: Estimator): Part[] {
  return e.parts('steps').map((step) => {
    const pair = partsOf(step);
    if (pair.length !== 2) throw malformed('a step that is no pair', step.path);
    return pair[1]!;
  });
}

/** Steps that are left out, written as a word or None. */
export function isPassthrough({ value }: Part): boolean {
  return value === null || value === 'passthrough' || value === 'drop';
}

/** What the first step that looks at its input takes. */
function pipelineInput(e: Estimator, scope: Scope): InputSpec {
  let spec: InputSpec = {};
  for (const step of stepsOf(e)) {
    if (isPassthrough(step)) continue;
    const own = scope.input(step);
    // A later step counts as long as those before it hand the columns on as they are.
    spec = { ...own, ...spec, ...(own.types ? { types: own.types } : {}) };
    if (own.types === undefined || own.types.some((type) => type !== undefined)) break;
  }
  return spec;
}
