import type { Value } from '@brine/graph';
import type { Build } from './build.js';
import { type Fitted, METHODS } from './fitted.js';
import type { Convert } from './scope.js';
import { Table } from './table.js';

/** A converter that computes in double whatever the graph's float type is; what it gives is of that type. */
export function inDouble(convert: Convert): Convert {
  return (e, x, b, scope) => {
    if (b.float === 'float64') return convert(e, x, b, scope);
    const wide = b.inDouble();
    const blocks = x.blocks.map(({ value, width }) => ({
      value: value.dtype === b.float ? b.cast(value, wide.float) : value,
      width,
    }));
    const fitted = convert(e, new Table(wide, blocks), wide, scope);
    const result: Record<string, unknown> = { ...fitted };
    for (const method of METHODS) {
      const compute = fitted[method] as (() => Value | Value[] | Table) | undefined;
      if (compute) result[method] = () => narrowed(b, compute());
    }
    const { predict_proba } = fitted;
    // The logarithm of what is nearly 0 or 1 is taken before that is rounded.
    if (predict_proba && !fitted.predict_log_proba)
      result['predict_log_proba'] = () => {
        const wideLogs = predict_proba();
        return narrowed(b, Array.isArray(wideLogs) ? wideLogs.map((value) => b.log(value)) : b.log(wideLogs));
      };
    return result as Fitted;
  };
}

function narrowed(b: Build, result: Value | Value[] | Table): Value | Value[] | Table {
  const narrow = (value: Value): Value => (value.dtype === 'float64' ? b.toFloat(value) : value);
  if (Array.isArray(result)) return result.map(narrow);
  if (!('blocks' in result)) return narrow(result);
  return new Table(
    b,
    result.blocks.map(({ value, width }) => ({ value: narrow(value), width })),
  );
}
