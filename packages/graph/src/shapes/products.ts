/** Matrix products, and the operators of ai.onnx.ml that map rows to rows. */

import { intOf, intsOf, stringOf } from '../operators/attribute.js';
import { broadcast } from './dimensions.js';
import type { Dimension } from '@brine/core';
import type { Shape, ShapeCall, ShapeRule } from './types.js';

/** @see https://numpy.org/doc/stable/reference/generated/numpy.matmul.html */
export function matMulShape(a: Shape, b: Shape): Shape {
  if (!a || !b || a.length === 0 || b.length === 0) return null;
  const left = a.length === 1 ? [1, ...a] : a;
  const right = b.length === 1 ? [...b, 1] : b;
  const outer = broadcast(left.slice(0, -2), right.slice(0, -2));
  if (!outer) return null;
  return [...outer, ...(a.length === 1 ? [] : [left.at(-2)!]), ...(b.length === 1 ? [] : [right.at(-1)!])];
}

const matMul: ShapeRule = ({ inputs }) => [matMulShape(inputs[0]?.shape ?? null, inputs[1]?.shape ?? null)];

const gemm: ShapeRule = ({ inputs, attributes }) => {
  const a = inputs[0]?.shape;
  const b = inputs[1]?.shape;
  return [
    [(intOf(attributes, 'transA') ? a?.[1] : a?.[0]) ?? null, (intOf(attributes, 'transB') ? b?.[0] : b?.[1]) ?? null],
  ];
};

/** Letters to lengths; what an ellipsis stands for is broadcast. */
const einsum: ShapeRule = ({ inputs, attributes }) => {
  const equation = (stringOf(attributes, 'equation') ?? '').replaceAll(' ', '').replaceAll('...', '.');
  const [left = '', right] = equation.split('->');
  const lengths = new Map<string, Dimension>();
  let ellipsis: Shape = [];
  for (const [i, term] of left.split(',').entries()) {
    const shape = inputs[i]?.shape;
    if (!shape) {
      if (term.includes('.')) ellipsis = null;
      continue;
    }
    const covered = shape.length - (term.length - (term.includes('.') ? 1 : 0));
    let axis = 0;
    for (const letter of term) {
      if (letter === '.') {
        ellipsis = broadcast(ellipsis, shape.slice(axis, axis + covered));
        axis += covered;
        continue;
      }
      const known = lengths.get(letter);
      if (known === undefined || known === null || known === 1) lengths.set(letter, shape[axis] ?? null);
      axis++;
    }
  }
  const output = right ?? `${left.includes('.') ? '.' : ''}${implicitOutput(left.replaceAll('.', ''))}`;
  if (output.includes('.') && !ellipsis) return [null];
  return [Array.from(output).flatMap((letter) => (letter === '.' ? ellipsis! : [lengths.get(letter) ?? null]))];
};

/** Without `->`: the letters that appear once, in alphabetical order. */
function implicitOutput(left: string): string {
  const letters = Array.from(left.replaceAll(',', ''));
  return letters
    .filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter))
    .sort()
    .join('');
}

const rows = ({ inputs }: ShapeCall) => inputs[0]?.shape?.[0] ?? null;

const treeEnsemble: ShapeRule = (call) => [[rows(call), intOf(call.attributes, 'n_targets') ?? null]];

const linearRegressor: ShapeRule = (call) => [[rows(call), intOf(call.attributes, 'targets') ?? 1]];

/** Labels, and a score for each class. */
const classifier: ShapeRule = (call) => {
  const { classlabels_strings: strings, classlabels_ints: ints, classlabels_int64s: longs } = call.attributes;
  const labels = [strings, ints, longs].find((list) => list?.type === 'strings' || list?.type === 'ints');
  const count = labels && (labels.value as readonly unknown[]).length;
  const shape = call.inputs[0]?.shape;
  const batch = shape?.length === 1 ? 1 : rows(call);
  return [[batch], [batch, count || null]];
};

const svmRegressor: ShapeRule = (call) => [[rows(call), 1]];

const tfIdf: ShapeRule = ({ inputs, attributes }) => {
  const shape = inputs[0]?.shape;
  const indexes = intsOf(attributes, 'ngram_indexes');
  if (!shape || !indexes) return [null];
  return [[...shape.slice(0, -1), 1 + indexes.reduce((most, index) => Math.max(most, index), -1)]];
};

const oneHotEncoder: ShapeRule = ({ inputs, attributes }): Shape[] => {
  const categories = attributes['cats_int64s'] ?? attributes['cats_strings'];
  const shape = inputs[0]?.shape;
  return [
    shape && categories && 'length' in Object(categories.value)
      ? [...shape, (categories.value as readonly unknown[]).length]
      : null,
  ];
};

const arrayFeatureExtractor: ShapeRule = ({ inputs }) => {
  const [data, indices] = inputs;
  const count = indices?.shape?.at(-1);
  return [
    data?.shape && count !== undefined ? [...(data.shape.length === 1 ? [1] : data.shape.slice(0, -1)), count] : null,
  ];
};

export const PRODUCTS: readonly (readonly [string, ShapeRule])[] = [
  ['MatMul', matMul],
  ['Gemm', gemm],
  ['Einsum', einsum],
  ['TreeEnsemble', treeEnsemble],
  ['LinearRegressor', linearRegressor],
  ['SVMRegressor', svmRegressor],
  ['LinearClassifier', classifier],
  ['SVMClassifier', classifier],
  ['TreeEnsembleClassifier', classifier],
  ['TreeEnsembleRegressor', treeEnsemble],
  ['TfIdfVectorizer', tfIdf],
  ['OneHotEncoder', oneHotEncoder],
  ['ArrayFeatureExtractor', arrayFeatureExtractor],
];
