import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { commonInput, type Fitted, once, Table, takeLabels } from '../build/index.js';
import type { Entry, Scope } from '../build/scope.js';
import type { Estimator } from '../read/estimator.js';
import { labelsOf } from '../read/index.js';

/** The columns that the final estimator is given. Source: sklearn.ensemble._stacking._BaseStacking._concatenate_predictions */
function stacked(e: Estimator, x: Table, b: Build, scope: Scope): Table {
  const methods = e.parts('stack_method_').map(({ value }) => value);
  const isBinary = e.name === 'StackingClassifier' && classesOf(e, scope)?.shape[0] === 2;
  const columns = e.parts('estimators_').flatMap((part, i) => {
    const child = scope.convert(part, x);
    const method = methods[i] as 'predict' | 'predict_proba' | 'decision_function';
    const output = child[method]?.();
    if (!output) throw e.refuse(`stacking by ${String(method)}, which an estimator does not have`);
    if (Array.isArray(output)) return output.map((each) => withoutFirst(b, each));
    if (output.shape?.length === 1) return [Table.of(b, b.unsqueeze(output, 1), 1)];
    return [method === 'predict_proba' && isBinary ? withoutFirst(b, output) : Table.of(b, output, widthOf(e, output))];
  });
  return Table.join(b, [...columns, ...(e.flag('passthrough') ? [x] : [])]);
}

function withoutFirst(b: Build, output: Value): Table {
  const width = Number(output.shape?.[1] ?? 2);
  return Table.of(b, b.slice(output, 1, width), width - 1);
}

function widthOf(e: Estimator, output: Value): number {
  const width = output.shape?.[1];
  if (typeof width !== 'number') throw e.refuse('an estimator whose outputs are not counted');
  return width;
}

/** The classes behind the numbers that the estimators were fitted on. */
function classesOf(e: Estimator, scope: Scope): DenseTensor | undefined {
  const encoder = scope.read(e.part('_label_encoder'));
  return encoder.has('classes_') ? labelsOf(encoder.value('classes_'), encoder.at('classes_')) : undefined;
}

export const stackingRegressor: Entry = {
  input: commonInput,
  convert(e, x, b, scope) {
    const columns = stacked(e, x, b, scope);
    const final = scope.convert(e.part('final_estimator_'), columns);
    return { predict: final.predict!, transform: () => columns };
  },
};

/** Source: sklearn.ensemble._stacking.StackingClassifier */
export const stackingClassifier: Entry = {
  input: commonInput,
  convert(e, x, b, scope): Fitted {
    const classes = classesOf(e, scope);
    if (!classes) throw e.refuse('StackingClassifier of several targets');
    const columns = stacked(e, x, b, scope);
    const final = scope.convert(e.part('final_estimator_'), columns);
    const { predict_proba, decision_function } = final;
    return {
      classes,
      predict: once(() => takeLabels(b, classes, b.cast(final.predict!(), 'int64'))),
      ...(predict_proba ? { predict_proba } : {}),
      ...(decision_function ? { decision_function } : {}),
      transform: () => columns,
    };
  },
};
