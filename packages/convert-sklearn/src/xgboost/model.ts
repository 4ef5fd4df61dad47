/** XGBoost's model document, the same in JSON and UBJSON. Source: XGBoost doc/model.schema, src/learner.cc, src/gbm, src/tree/tree_model.cc */

import { malformed, unsupported } from '../read/index.js';
import type { Nodes } from '../tree/nodes.js';
import { fieldIn, integer, integers, listOf, members, numbersIn, textIn } from './fields.js';
import { readTree } from './regression-tree.js';
import type { Members, Node } from './ubjson.js';

export interface BoostedTree {
  readonly nodes: Nodes;
  /** By node; only those of leaves count. They and the thresholds are numbers that float32 holds. */
  readonly weights: Float32Array;
}

export interface BoosterModel {
  readonly booster: Trees | Linear;
  readonly objective: string;
  /** As the user gives it: on the scale of what is predicted. One, or one an output. */
  readonly baseScore: readonly number[];
  /** Numbers a row: classes, targets, or one. */
  readonly outputs: number;
  readonly features: number;
  readonly names: readonly string[];
  /** Kept by early stopping. */
  readonly bestIteration: number | undefined;
}

export interface Trees {
  readonly kind: 'trees';
  readonly trees: readonly BoostedTree[];
  /** By tree: which output it adds to. */
  readonly targets: ArrayLike<number>;
  /** Of the trees before each iteration; the last is the number of trees. */
  readonly iterations: readonly number[];
  /** By tree, of DART. */
  readonly drop: ArrayLike<number> | undefined;
}

export interface Linear {
  readonly kind: 'linear';
  /** `weights[feature * outputs + output]`, then the biases. */
  readonly weights: Float32Array;
}

/**
 * @param document - `{ learner, version }`, or what a pickle holds: `{ Model, Config }`
 * @throws CodecError `malformed` for a document whose parts do not fit together, `unsupported` for boosters and leaves that are not known
 */
export function readModel(document: Node, path: string): BoosterModel {
  const outer = members(document, path);
  const inner = outer.has('Model') ? fieldIn(outer, 'Model', path) : outer;
  const learner = fieldIn(inner, 'learner', path);
  const parameters = fieldIn(learner, 'learner_model_param', path);
  const outputs = Math.max(1, integer(parameters, 'num_class', path, 0), integer(parameters, 'num_target', path, 1));
  const features = integer(parameters, 'num_feature', path);
  const names = learner.has('feature_names') ? listOf(learner, 'feature_names', path) : [];
  const attributes = learner.has('attributes') ? fieldIn(learner, 'attributes', path) : undefined;
  return {
    booster: boosterOf(fieldIn(learner, 'gradient_booster', path), { outputs, features }, `${path}.gradient_booster`),
    objective: textIn(fieldIn(learner, 'objective', path), 'name', path),
    baseScore: baseScores(textIn(parameters, 'base_score', path), outputs, path),
    outputs,
    features,
    names: names.length === features && names.every((name) => typeof name === 'string') ? names : [],
    bestIteration: attributes?.has('best_iteration') ? integer(attributes, 'best_iteration', path) : undefined,
  };
}

/** `5E-1`; since 3.1 a list with one for each output, or one for all. */
function baseScores(text: string, outputs: number, path: string): number[] {
  const words = /^\[.*\]$/.test(text) ? text.slice(1, -1).split(',') : [text];
  const scores = words.map((word) => Math.fround(word.trim() === '' ? NaN : Number(word)));
  if ((scores.length !== 1 && scores.length !== outputs) || !scores.every(Number.isFinite))
    throw malformed(`the base_score ${text.slice(0, 40)}`, path);
  return scores;
}

interface Size {
  readonly outputs: number;
  readonly features: number;
}

function boosterOf(booster: Members, size: Size, path: string): Trees | Linear {
  const name = textIn(booster, 'name', path);
  if (name === 'gbtree') return treesOf(fieldIn(booster, 'model', path), size, undefined, path);
  if (name === 'dart') {
    const model = fieldIn(fieldIn(booster, 'gbtree', path), 'model', path);
    return treesOf(model, size, numbersIn(booster, 'weight_drop', path), path);
  }
  if (name !== 'gblinear') throw unsupported(`the booster ${name}`, path, 'Known are gbtree, dart and gblinear.');
  const weights = Float32Array.from(numbersIn(fieldIn(booster, 'model', path), 'weights', path));
  if (weights.length !== (size.features + 1) * size.outputs) throw malformed(`${weights.length} weights`, path);
  return { kind: 'linear', weights };
}

function treesOf(model: Members, { outputs, features }: Size, drop: Trees['drop'], path: string): Trees {
  const parameters = fieldIn(model, 'gbtree_model_param', path);
  const targets = integers(model, 'tree_info', path);
  const trees = listOf(model, 'trees', path).map((tree, i) =>
    readTree(members(tree, path), features, `${path}.trees[${i}]`),
  );
  const fits = targets.length === trees.length && (drop?.length ?? trees.length) === trees.length;
  if (!fits || !targets.every((target) => target >= 0 && target < outputs))
    throw malformed('trees of which it is not known what they add to', path);
  const iterations = model.has('iteration_indptr')
    ? [...integers(model, 'iteration_indptr', path)]
    : steps(trees.length, outputs * Math.max(1, integer(parameters, 'num_parallel_tree', path, 1)));
  if (iterations.at(-1) !== trees.length || iterations.some((at, i) => at < (iterations[i - 1] ?? 0)))
    throw malformed('iterations that are not those of the trees', path);
  return { kind: 'trees', trees, targets, iterations, drop };
}

function steps(total: number, step: number): number[] {
  const found = Array.from({ length: Math.floor(total / step) + 1 }, (_, i) => i * step);
  return found.at(-1) === total ? found : [...found, total];
}
