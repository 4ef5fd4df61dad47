import { globalName, isKind, type PyValue } from '@brine/core';
import type { Entry } from '../build/scope.js';
import { Table } from '../build/index.js';
import { elementwise, functionName } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import { defaultInput, describe, numberOf } from '../read/index.js';

/**
 * A function of numpy, scipy.special or operator that works element by element, or none.
 * Source: sklearn.preprocessing._function_transformer.FunctionTransformer.transform
 */
export const functionTransformer: Entry = {
  // Without a function it hands on its input, whatever that is.
  input: (e) => ({
    ...defaultInput(e),
    ...(e.has('func') ? {} : { types: Array<undefined>(defaultInput(e).width ?? 0).fill(undefined) }),
  }),
  convert: (e, x, b) => ({
    transform() {
      if (!e.has('func')) return x;
      const func = e.value('func');
      if (onlyChecks(func)) return Table.of(b, x.matrix(), x.width);
      const formula = elementwise(func, namedNumbers(e));
      if (!formula) {
        throw e.refuse(
          `FunctionTransformer with ${functionName(func) ?? 'a function of its own'}, which is not among the known functions`,
          'Known are element-wise functions of numpy, scipy.special and operator.',
        );
      }
      return Table.of(b, formula(b, x.matrix()), x.width);
    },
  }),
};

/** `kw_args`, which are known where they are numbers. */
function namedNumbers(e: Estimator): ReadonlyMap<string, number> {
  if (!isKind(e.raw('kw_args'), 'dict')) return new Map();
  const found = new Map<string, number>();
  for (const [name, value] of e.entries('kw_args')) {
    if (value === null) continue;
    const number = numberOf(value);
    if (number === undefined) throw e.refuse(`FunctionTransformer with ${name}=${describe(value)}`);
    found.set(name, number);
  }
  return found;
}

/** `functools.partial(check_array, ...)`, which HistGradientBoosting has for its columns of numbers. */
function onlyChecks(func: PyValue): boolean {
  return (
    isKind(func, 'object') &&
    globalName(func.func) === 'functools.partial' &&
    globalName(func.args.items[0]) === 'sklearn.utils.validation.check_array'
  );
}
