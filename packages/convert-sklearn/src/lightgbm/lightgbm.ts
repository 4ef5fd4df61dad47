/** The estimators of LightGBM, whose model is a text inside the booster. */

import type { Value } from '@brine/graph';
import { isKind } from '@brine/core';
import type { Build } from '../build/build.js';
import { encode, type Fitted, once, predictLargest, treeEnsemble } from '../build/index.js';
import type { Convert, Entries, Entry, InputSpec } from '../build/scope.js';
import type { Table } from '../build/table.js';
import { bothClasses } from '../linear_model/index.js';
import { log1p } from '../math/index.js';
import {
  attributePart,
  type Categories,
  categoryLists,
  describe,
  type Estimator,
  malformed,
  numberOf,
  type Part,
  unsupported,
} from '../read/index.js';
import { assertTree } from '../tree/index.js';
import { type BoosterModel, type Missing, readModelText } from './model-text.js';

const models = new WeakMap<object, BoosterModel>();

/** The model of an estimator's booster, or of a booster by itself. */
function modelOf({ value, path }: Part): BoosterModel {
  if (!isKind(value, 'object')) throw unsupported(`${describe(value)} where a booster is needed`, path);
  const known = models.get(value);
  if (known) return known;
  const handle = attributePart({ value, path }, '_handle') ?? attributePart({ value, path }, 'handle');
  if (typeof handle?.value !== 'string') throw unsupported('a booster without its model text', path, 'Fit it first.');
  const model = readModelText(handle.value, handle.path);
  models.set(value, model);
  return model;
}

/** Shape [rows, trees of an iteration]. */
interface Scores {
  readonly raw: Value;
  /** Divided by the iterations where these are averaged: what the objective makes predictions of. */
  readonly averaged: Value;
}

/** Source: LightGBM GBDT::PredictRaw, GBDT::Predict */
function rawScores(e: Estimator, booster: Part, x: Table, b: Build): Scores {
  if (numberOf(attributePart(booster, '_Booster__init_predictor')?.value))
    throw e.refuse('a booster that begins with the predictions of another');
  const model = modelOf(booster);
  const { treesPerIteration: width, features } = model;
  const iterations = Math.floor(model.trees.length / width);
  const best = numberOf(attributePart(booster, 'best_iteration')?.value) ?? 0;
  const used = best > 0 ? Math.min(best, iterations) : iterations;
  const trees = model.trees.slice(0, used * width);
  if (trees.length === 0) throw e.refuse('a booster without trees');
  const rows = prepared(e, b, coded(b, x, frameCategories(booster)), { ...model, trees });
  const members = trees.map(({ nodes, weights }, i) => {
    assertTree(nodes, features.length, `${booster.path}.tree[${i}]`);
    return { nodes, target: i % width, weights };
  });
  const raw = treeEnsemble(b, rows, members, width);
  return { raw, averaged: model.averages ? b.div(raw, used) : raw };
}

/** The categories of a data frame by feature: LightGBM turns them into codes, in the order of its categorical columns. */
function frameCategories(booster: Part): ReadonlyMap<number, Categories> {
  const part = attributePart(booster, 'pandas_categorical');
  if (!part || part.value === null) return new Map();
  const lists = categoryLists(part);
  const { categorical } = modelOf(booster);
  const features = categorical.flatMap((is, feature) => (is ? [feature] : []));
  if (lists.length > 0 && lists.length !== features.length)
    throw unsupported(
      'categories of a data frame of which it is not known which columns have them',
      part.path,
      'Encode them (OrdinalEncoder) in a step before.',
    );
  return new Map(lists.map((list, i) => [features[i]!, list]));
}

/** The rows as one matrix, categories as their codes; one that is not known is missing. */
function coded(b: Build, x: Table, categories: ReadonlyMap<number, Categories>): Value {
  if (categories.size === 0) return x.matrix();
  const columns = Array.from({ length: x.width }, (_, i) => {
    const known = categories.get(i);
    return known ? encode(b, x.column(i), known, [...known.values.keys(), NaN]) : b.toFloat(x.column(i));
  });
  return b.concat(columns);
}

/** Rows in which NaN is what each split takes for missing, and categories are whole. */
function prepared(e: Estimator, b: Build, rows: Value, { trees, features }: BoosterModel): Value {
  const kinds: (Missing | 'category' | undefined)[] = features.map(() => undefined);
  for (const { nodes, missing } of trees) {
    for (let i = 0; i < nodes.count; i++) {
      if (nodes.left[i] === -1) continue;
      const feature = nodes.feature[i]!;
      const kind = missing[i] ?? 'category';
      const before = kinds[feature];
      const isNew = before === undefined || before === kind;
      if (!isNew && [before, kind].some((one) => one === 'zero' || one === 'category'))
        throw e.refuse(`the feature ${features[feature]}, in which different trees take different values for missing`);
      kinds[feature] = kind;
    }
  }
  const is = (wanted: Missing | 'category'): Value =>
    b.tensor({ dtype: 'bool', shape: [kinds.length], data: Uint8Array.from(kinds, (kind) => Number(kind === wanted)) });
  let result = rows;
  if (kinds.includes('category'))
    result = b.where(is('category'), b.mul(b.sign(result), b.floor(b.abs(result))), result);
  if (kinds.includes('zero'))
    result = b.where(b.and(is('zero'), b.lessOrEqual(b.abs(result), Math.fround(1e-35))), NaN, result);
  return result;
}

type Link = (b: Build, raw: Value, parameters: ReadonlyMap<string, string>) => Value;

const identity: Link = (_b, raw) => raw;
const exponential: Link = (b, raw) => b.exp(raw);
const logistic: Link = (b, raw, parameters) => b.sigmoid(b.mul(raw, Number(parameters.get('sigmoid') ?? 1)));
const plain: Link = (b, raw, parameters) => (parameters.has('sqrt') ? b.mul(b.abs(raw), raw) : raw);

/** By objective. Source: LightGBM src/objective (ConvertOutput) */
const LINKS: Readonly<Record<string, Link>> = {
  binary: logistic,
  cross_entropy: (b, raw) => b.sigmoid(raw),
  cross_entropy_lambda: (b, raw) => log1p(b, b.exp(raw)),
  custom: identity,
  fair: plain,
  gamma: exponential,
  huber: plain,
  lambdarank: identity,
  mape: plain,
  multiclass: (b, raw) => b.softmax(raw),
  multiclassova: logistic,
  poisson: exponential,
  quantile: plain,
  rank_xendcg: identity,
  regression: plain,
  regression_l1: plain,
  tweedie: exponential,
};

/** What the booster predicts, and what it makes that of: shape [rows, trees of an iteration]. */
function scoresOf(e: Estimator, x: Table, b: Build): { raw: () => Value; predicted: () => Value } {
  const scores = once(() => rawScores(e, e.part('_Booster'), x, b));
  return {
    raw: () => scores().raw,
    predicted: once(() => {
      const [name = 'custom', ...words] = modelOf(e.part('_Booster')).objective;
      const link = Object.hasOwn(LINKS, name) ? LINKS[name] : undefined;
      if (!link) throw e.refuse(`the objective ${name}`, `Known are ${Object.keys(LINKS).join(', ')}.`);
      const pairs = words.map((word): [string, string] => [word.split(':')[0]!, word.split(':')[1] ?? '']);
      return link(b, scores().averaged, new Map(pairs));
    }),
  };
}

/** Names are those of the columns that it was fitted on; a matrix has none, and LightGBM makes some up. */
function input(e: Estimator): InputSpec {
  const booster = e.part('_Booster');
  const { features } = modelOf(booster);
  const isNamed = features.some((name, i) => name !== `Column_${i}`);
  const categories = frameCategories(booster);
  return {
    width: features.length,
    ...(isNamed ? { names: features } : {}),
    ...(categories.size > 0 ? { types: features.map((_, i) => categories.get(i)?.type ?? 'number') } : {}),
  };
}

const withoutOne = (b: Build, scores: Value): Value => (scores.shape?.at(-1) === 1 ? b.squeeze(scores, 1) : scores);

const single: Convert = (e, x, b) => ({ predict: () => withoutOne(b, scoresOf(e, x, b).predicted()) });

/** decision_function is there since 4.7. Source: lightgbm.sklearn.LGBMClassifier */
const classifier: Convert = (e, x, b): Fitted => {
  const { raw, predicted } = scoresOf(e, x, b);
  const classes = e.has('_classes') ? e.labels('_classes') : e.labels();
  const predict_proba = once(() => {
    if (modelOf(e.part('_Booster')).objective.length === 0)
      throw e.refuse('an objective of its own, whose raw scores are no probabilities');
    const count = classes.shape[0]!;
    if (count <= 2) return bothClasses(b, b.squeeze(predicted(), 1));
    if (predicted().shape?.at(-1) !== count)
      throw malformed('a booster of another number of classes', e.at('_Booster'));
    return predicted();
  });
  return {
    classes,
    predict_proba,
    predict: () => predictLargest(b, classes, predict_proba()),
    decision_function: () => withoutOne(b, raw()),
  };
};

const entry = (convert: Convert): Entry => ({ input, convert });

export const lightgbm: Entries = {
  'lightgbm.LGBMClassifier': entry(classifier),
  'lightgbm.LGBMModel': entry(single),
  'lightgbm.LGBMRanker': entry(single),
  'lightgbm.LGBMRegressor': entry(single),
};
