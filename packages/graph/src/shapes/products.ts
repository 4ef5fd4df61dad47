/** Matrix products, and the operators of ai.onnx.ml that map rows to rows. */

import { intOf, intsOf, stringOf } from '../operators/attribute.js';
import { broadcast } from './dimensions.js';
import type { Shape, ShapeCall, ShapeRule } from './types.js';

/** @see https://numpy.org/doc/stable/reference/generated/numpy.matmul.html */
const matMul: ShapeRule = ({ inputs }) => {
  const a = inputs[0]?.shape;
  const b = inputs[1]?.shape;
  if (!a || !b || a.length === 0 || b.length === 0) return [null];
  const left = a.length === 1 ? [1, ...a] : a;
  const right = b.length === 1 ? [...b, 1] : b;
  const outer = broadcast(left.slice(0, -2), right.slice(0, -2));
  if (!outer) return [null];
  return [[...outer, ...(a.length === 1 ? [] : [left.at(-2)!]), ...(b.length === 1 ? [] : [right.at(-1)!])]];
};

const gemm: ShapeRule = ({ inputs, attributes }) => {
  const a = inputs[0]?.shape;
  const b = inputs[1]?.shape;
  return [
    [(intOf(attributes, 'transA') ? a?.[1] : a?.[0]) ?? null, (intOf(attributes, 'transB') ? b?.[0] : b?.[1]) ?? null],
  ];
};

/** Letters to lengths; an ellipsis is left unknown. */
const einsum: ShapeRule = ({ inputs, attributes }) => {
  const equation = (stringOf(attributes, 'equation') ?? '').replaceAll(' ', '');
  const [left = '', right] = equation.split('->');
  if (equation.includes('.')) return [null];
  const lengths = new Map<string, number | string | null>();
  left.split(',').forEach((term, i) => {
    Array.from(term).forEach((letter, axis) => {
      const length = inputs[i]?.shape?.[axis] ?? null;
      if (lengths.get(letter) == null || lengths.get(letter) === 1) lengths.set(letter, length);
    });
  });
  return [Array.from(right ?? implicitOutput(left), (letter) => lengths.get(letter) ?? null)];
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
  ['TfIdfVectorizer', tfIdf],
  ['OneHotEncoder', oneHotEncoder],
  ['ArrayFeatureExtractor', arrayFeatureExtractor],
];
