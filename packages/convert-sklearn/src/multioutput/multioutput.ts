import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { commonInput, type Fitted, once, Table } from '../build/index.js';
import type { Entries, Entry, Scope } from '../build/scope.js';
import type { Estimator } from '../read/estimator.js';
import { defaultInput } from '../read/index.js';

/** An estimator for each target, side by side. Source: sklearn.multioutput._MultiOutputEstimator.predict */
const multiOutput: Entry = {
  input: commonInput,
  convert(e, x, b, scope): Fitted {
    const members = e.parts('estimators_').map((part) => scope.convert(part, x));
    const classes = members
      .map((member) => member.classes)
      .filter((list): list is DenseTensor => list !== undefined && 'dtype' in list);
    return {
      ...(classes.length === members.length ? { classes } : {}),
      predict: () => b.concat(members.map((member) => b.unsqueeze(member.predict!(), 1))),
      ...(members.every((member) => member.predict_proba)
        ? {
            predict_proba: () =>
              members.map((member) => {
                const probability = member.predict_proba!();
                if (Array.isArray(probability)) throw e.refuse('an estimator of several targets');
                return probability;
              }),
          }
        : {}),
    };
  },
};

type Response = (b: Build, member: Fitted) => Value;

const RESPONSES = {
  predict: (b, member) => b.toFloat(member.predict!()),
  predict_proba: (b, member) => {
    const probability = member.predict_proba!() as Value;
    return b.squeeze(b.slice(probability, 1, 2), 1);
  },
  decision_function: (_b, member) => member.decision_function!(),
  predict_log_proba: (b, member) => b.log(RESPONSES.predict_proba(b, member)),
} satisfies Record<string, Response> as Record<
  'predict' | 'predict_proba' | 'decision_function' | 'predict_log_proba',
  Response
>;

/**
 * Each estimator is given what those before it answered as further columns.
 * Source: sklearn.multioutput._BaseChain
 */
const chain: Entry = {
  input: (e, scope) => ({ ...(e.parts('estimators_')[0] ? firstInput(e, scope) : {}), ...defaultInput(e) }),
  convert(e, x, b, scope): Fitted {
    const method = e.has('chain_method_')
      ? e.choice('chain_method_', ['predict', 'predict_proba', 'decision_function', 'predict_log_proba'])
      : 'predict';
    const members: Fitted[] = [];
    let rows = x;
    for (const part of e.parts('estimators_')) {
      const member = scope.convert(part, rows);
      members.push(member);
      const answer = b.unsqueeze(RESPONSES[method](b, member), 1);
      rows = Table.join(b, [rows, Table.of(b, answer, 1)]);
    }
    const order = Array.from(e.vector('order_'));
    const inverse = order.map((_, target) => order.indexOf(target));
    const collect = (name: keyof typeof RESPONSES) =>
      once(() => b.gather(b.concat(members.map((member) => b.unsqueeze(RESPONSES[name](b, member), 1))), inverse));
    const has = (name: 'predict_proba' | 'decision_function'): boolean => members.every((member) => member[name]);
    return {
      predict: collect('predict'),
      ...(has('predict_proba') ? { predict_proba: collect('predict_proba') } : {}),
      ...(has('decision_function') ? { decision_function: collect('decision_function') } : {}),
    };
  },
};

/** The first estimator of a chain takes the rows alone. */
function firstInput(e: Estimator, scope: Scope) {
  return scope.input(e.parts('estimators_')[0]!);
}

export const multioutput: Entries = {
  'multioutput.ClassifierChain': chain,
  'multioutput.MultiOutputClassifier': multiOutput,
  'multioutput.MultiOutputRegressor': multiOutput,
  'multioutput.RegressorChain': chain,
};
