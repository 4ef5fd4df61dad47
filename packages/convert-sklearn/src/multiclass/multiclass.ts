import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { commonInput, type Fitted, once, predictLargest, predictPositive, takeLabels } from '../build/index.js';
import type { Entries, Entry, Scope } from '../build/scope.js';
import type { Table } from '../build/table.js';
import { zeros } from '../dummy/index.js';
import { nearestCentre } from '../cluster/index.js';
import type { Estimator, Part } from '../read/estimator.js';
import { numbersOf } from '../read/index.js';
import { oneVsRest } from '../svm/index.js';

/** Columns from here on: a class that was in no row has a predictor of nothing but its absence. */
function memberOf(part: Part, x: Table, b: Build, scope: Scope): Fitted {
  const member = scope.read(part);
  if (member.name !== '_ConstantPredictor') return scope.convert(part, x);
  const constant = member.number('y_');
  const spread = once(() => b.add(zeros(b, x), constant));
  return {
    predict: spread,
    decision_function: spread,
    predict_proba: () => b.concat([b.unsqueeze(b.sub(1, spread()), 1), b.unsqueeze(spread(), 1)]),
  };
}

/** A score of one binary estimator, shape [rows], and the score above which it says yes. Source: sklearn.multiclass._predict_binary */
function binaryScore(e: Estimator, b: Build, member: Fitted): { score: Value; threshold: number } {
  if (member.decision_function) {
    const score = member.decision_function();
    return { score: score.shape?.length === 2 ? b.squeeze(score, 1) : score, threshold: 0 };
  }
  const probability = member.predict_proba?.();
  if (probability && !Array.isArray(probability))
    return { score: b.squeeze(b.slice(probability, 1, 2), 1), threshold: 0.5 };
  if (member.predict && !member.classes) return { score: b.toFloat(member.predict()), threshold: 0 };
  throw e.refuse('an estimator without scores');
}

const column = (b: Build, value: Value): Value => b.unsqueeze(value, 1);

/** Source: sklearn.multiclass.OneVsRestClassifier */
const oneVsRestClassifier: Entry = {
  input: restInput,
  convert(e, x, b, scope): Fitted {
    const binarizer = scope.read(e.part('label_binarizer_'));
    const classes = binarizer.labels();
    const kind = binarizer.choice('y_type_', ['binary', 'multiclass', 'multilabel-indicator', 'multilabel-sequences']);
    const members = e.parts('estimators_').map((part) => memberOf(part, x, b, scope));
    const isMultilabel = kind.startsWith('multilabel');
    const scores = once(() => members.map((member) => binaryScore(e, b, member)));
    const hasDecision = members.every((member) => member.decision_function);
    const hasProbability = members.every((member) => member.predict_proba);
    return {
      classes,
      predict() {
        const joined = b.concat(scores().map(({ score }) => column(b, score)));
        if (kind === 'multiclass') {
          // Until 1.8 the last of equal scores counted.
          return takeLabels(b, classes, b.argmax(joined, 1, e.savedBy(1, 8, true) ? 'first' : 'last'));
        }
        // A constant predictor has no threshold of its own; the first estimator's counts for all.
        const isAbove = b.greater(joined, thresholdOf(e, b, members[0]!));
        return isMultilabel ? b.cast(isAbove, 'int64') : predictPositive(b, classes, b.toFloat(b.squeeze(isAbove, 1)));
      },
      ...(hasDecision
        ? {
            decision_function: () =>
              members.length === 1
                ? members[0]!.decision_function!()
                : b.concat(scores().map(({ score }) => column(b, score))),
          }
        : {}),
      ...(hasProbability ? { predict_proba: () => probabilities(e, b, members, isMultilabel) } : {}),
    };
  },
};

function thresholdOf(e: Estimator, b: Build, member: Fitted): number {
  return binaryScore(e, b, member).threshold;
}

function probabilities(e: Estimator, b: Build, members: readonly Fitted[], isMultilabel: boolean): Value {
  const positive = members.map((member) => {
    const probability = member.predict_proba!();
    if (Array.isArray(probability)) throw e.refuse('an estimator of several targets');
    return b.slice(probability, 1, 2);
  });
  const joined = positive.length === 1 ? b.concat([b.sub(1, positive[0]!), positive[0]!]) : b.concat(positive);
  if (isMultilabel) return joined;
  const total = b.sum(joined);
  // Until 1.7 a row that no estimator claims has no probabilities at all.
  return b.div(joined, e.savedBy(1, 7, true) ? b.where(b.equal(total, 0), 1, total) : total);
}

/** What the estimators take, constant predictors aside. */
function restInput(e: Estimator, scope: Scope): ReturnType<NonNullable<Entry['input']>> {
  const first = e.parts('estimators_').find((part) => scope.read(part).name !== '_ConstantPredictor');
  return {
    ...(first ? scope.input(first) : {}),
    ...(e.has('n_features_in_') ? { width: e.number('n_features_in_') } : {}),
  };
}

/** Source: sklearn.multiclass.OneVsOneClassifier */
const oneVsOneClassifier: Entry = {
  input: commonInput,
  convert(e, x, b, scope): Fitted {
    const classes = e.labels();
    const count = classes.shape[0]!;
    const subsets = e.has('pairwise_indices_')
      ? e.parts('pairwise_indices_').map(({ value, path }) => Array.from(numbersOf(value, path).data))
      : undefined;
    const members = e.parts('estimators_').map((part, i) => scope.convert(part, subsets ? x.select(subsets[i]!) : x));
    const pairs = Array.from({ length: count }, (_, i) =>
      Array.from({ length: count - i - 1 }, (__, j) => [i, i + 1 + j] as const),
    ).flat();
    const scores = once(() => {
      // Each estimator says 1 for the pair's second class.
      const saysSecond = b.concat(members.map((member) => column(b, b.toFloat(member.predict!()))));
      const confidences = b.concat(members.map((member) => column(b, binaryScore(e, b, member).score)));
      return oneVsRest(b, b.neg(confidences), pairs, count, b.equal(saysSecond, 0));
    });
    const decision_function = once(() => (count === 2 ? b.squeeze(b.slice(scores(), 1, 2), 1) : scores()));
    return {
      classes,
      decision_function,
      predict: () =>
        count === 2
          ? predictPositive(b, classes, b.sub(decision_function(), thresholdOf(e, b, members[0]!)))
          : predictLargest(b, classes, decision_function()),
    };
  },
};

/** The class whose code is nearest to the estimators' answers. Source: sklearn.multiclass.OutputCodeClassifier.predict */
const outputCodeClassifier: Entry = {
  input: restInput,
  convert(e, x, b, scope): Fitted {
    const classes = e.labels();
    const members = e.parts('estimators_').map((part) => memberOf(part, x, b, scope));
    return {
      classes,
      predict() {
        const answers = b.concat(members.map((member) => column(b, binaryScore(e, b, member).score)));
        return b.gather(b.tensor(classes), nearestCentre(b, answers, e.matrix('code_book_')), 0);
      },
    };
  },
};

export const multiclass: Entries = {
  'multiclass.OneVsOneClassifier': oneVsOneClassifier,
  'multiclass.OneVsRestClassifier': oneVsRestClassifier,
  'multiclass.OutputCodeClassifier': outputCodeClassifier,
};
