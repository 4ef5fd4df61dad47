import { globalName, isKind, type PyValue } from '@brine/core';
import type { Entry } from '../build/scope.js';
import { Table } from '../build/table.js';
import { elementwise, functionName } from '../math/functions.js';
import { defaultInput } from '../read/input.js';

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
      const formula = elementwise(func);
      if (!formula) {
        throw e.refuse(
          `FunctionTransformer with ${functionName(func) ?? 'a function of its own'}, which is not among the known functions`,
          'Known are element-wise functions of numpy, scipy.special and operator.',
        );
      }
      const kwargs = e.raw('kw_args');
      if (isKind(kwargs, 'dict') && kwargs.entries.length > 0) throw e.refuse('FunctionTransformer with kw_args');
      return Table.of(b, formula(b, x.matrix()), x.width);
    },
  }),
};

/** `functools.partial(check_array, ...)`, which HistGradientBoosting has for its columns of numbers. */
function onlyChecks(func: PyValue): boolean {
  return (
    isKind(func, 'object') &&
    globalName(func.func) === 'functools.partial' &&
    globalName(func.args.items[0]) === 'sklearn.utils.validation.check_array'
  );
}
