/** The small operators of ai.onnx.ml: a scaler, an encoder, a linear model in one node each. @see https://onnx.ai/onnx/operators/ */

import type { Attribute } from '@brine/core';
import { misfit } from '../errors.js';
import { asNumbers, type Held, type Numbers, setInt64 } from '../held.js';
import { float, floats, int, ints, text, texts, wideInts } from './attributes.js';
import type { Kernel, Kernels, PlannedNode } from './kernel.js';
import { TRANSFORMS } from './scores.js';

type Node = Pick<PlannedNode, 'attributes'>;

/** Rows and columns: one axis is one row. */
function matrixOf({ shape, size }: Held): readonly [rows: number, columns: number] {
  const columns = shape.at(-1) ?? 1;
  return [columns === 0 ? 0 : size / columns, columns];
}

/** A function of a row's numbers, of the shape of the input. */
function rowwise(
  types: string,
  make: (node: PlannedNode) => (x: Numbers, start: number, n: number, to: Numbers) => void,
): Kernel {
  return {
    types: { T: types },
    plan(node) {
      const [input, out] = [node.inputs[0]!, node.outputs[0]!];
      const run = make(node);
      return () => {
        const [rows, columns] = matrixOf(input);
        const x = asNumbers(input);
        const to = out.reserve(input.shape, input.size).numbers;
        for (let row = 0; row < rows; row++) run(x, row * columns, columns, to);
      };
    },
  };
}

/** A number a column, or one for all. */
function columnwise(node: Node, name: string, fallback: number): (column: number) => number {
  const given = floats(node, name);
  if (!given || given.length === 0) return () => fallback;
  return given.length === 1 ? () => given[0]! : (column) => given[column]!;
}

const scaler = rowwise('dfli', (node) => {
  const [offset, scale] = [columnwise(node, 'offset', 0), columnwise(node, 'scale', 1)];
  return (x, start, n, to) => {
    for (let j = 0; j < n; j++) to[start + j] = (x[start + j]! - offset(j)) * scale(j);
  };
});

/** What a row is divided by. */
const NORMS: Readonly<Record<string, (norm: number, x: number) => number>> = {
  MAX: (norm, x) => Math.max(norm, x),
  L1: (norm, x) => norm + Math.abs(x),
  L2: (norm, x) => norm + x * x,
};

const normalizer = rowwise('dfli', (node) => {
  const name = text(node, 'norm', 'MAX');
  const add = NORMS[name]!;
  return (x, start, n, to) => {
    let norm = name === 'MAX' ? -Infinity : 0;
    for (let i = start; i < start + n; i++) norm = add(norm, x[i]!);
    if (name === 'L2') norm = Math.sqrt(norm);
    for (let i = start; i < start + n; i++) to[i] = norm === 0 ? x[i]! : x[i]! / norm;
  };
});

const binarizer = rowwise('dfi', (node) => {
  const threshold = float(node, 'threshold', 0);
  return (x, start, n, to) => {
    for (let i = start; i < start + n; i++) to[i] = x[i]! > threshold ? 1 : 0;
  };
});

/** Of floats: a marker, NaN too, gives way to its column's value. */
const imputer = rowwise('df', (node) => {
  const marker = float(node, 'replaced_value_float', 0);
  const value = columnwise(node, 'imputed_value_floats', 0);
  return (x, start, n, to) => {
    for (let j = 0; j < n; j++) {
      const item = x[start + j]!;
      to[start + j] = item === marker || (item !== item && marker !== marker) ? value(j) : item;
    }
  };
});

const oneHotEncoder: Kernel = {
  types: { T: 'dflit' },
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const words = texts(node, 'cats_strings');
    const given: readonly (string | number)[] = words ?? ints(node, 'cats_int64s') ?? [];
    const places = new Map(given.map((category, i) => [category, i]));
    const strict = int(node, 'zeros', 1) === 0;
    return () => {
      const x: ArrayLike<string | number> = words ? input.texts : asNumbers(input);
      const to = out.reserve([...input.shape, given.length]).numbers;
      to.fill(0, 0, out.size);
      for (let i = 0; i < input.size; i++) {
        const item = x[i]!;
        const place = places.get(typeof item === 'number' ? Math.trunc(item) : item);
        if (place !== undefined) to[i * given.length + place] = 1;
        else if (strict) throw misfit(`${String(x[i])} is no category`);
      }
    };
  },
};

const featureVectorizer: Kernel = {
  types: { T1: 'dfli' },
  plan(node) {
    const inputs = node.inputs as readonly Held[];
    const out = node.outputs[0]!;
    const widths = ints(node, 'inputdimensions') ?? [];
    return () => {
      const parts = inputs.map((input, i) => ({
        x: asNumbers(input),
        matrix: matrixOf(input),
        width: widths[i] ?? matrixOf(input)[1],
      }));
      const rows = parts[0]!.matrix[0];
      const width = parts.reduce((sum, part) => sum + part.width, 0);
      const to = out.reserve([rows, width]).numbers;
      let start = 0;
      for (const { x, matrix, width: own } of parts) {
        if (matrix[0] !== rows || matrix[1] < own)
          throw misfit(`${matrix.join(' x ')} numbers where ${rows} x ${own} are needed`);
        for (let row = 0; row < rows; row++)
          for (let j = 0; j < own; j++) to[row * width + start + j] = x[row * matrix[1] + j]!;
        start += own;
      }
    };
  },
};

/** Scores of a row: a line of coefficients and an intercept each. */
function linear(node: Node, count: number): (x: Numbers, start: number, n: number) => number[] {
  const [coefficients, intercepts] = [floats(node, 'coefficients') ?? [], floats(node, 'intercepts')];
  return (x, start, n) => {
    if (coefficients.length !== count * n) throw misfit(`${coefficients.length} coefficients for ${count} x ${n}`);
    return Array.from({ length: count }, (_, target) => {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += coefficients[target * n + j]! * x[start + j]!;
      return sum + (intercepts?.[target] ?? 0);
    });
  };
}

function refusesTransform(node: Node): string | undefined {
  const transform = text(node, 'post_transform', 'NONE');
  return Object.hasOwn(TRANSFORMS, transform) ? undefined : `the post_transform ${transform}`;
}

const linearRegressor: Kernel = {
  types: { T: 'dfli' },
  refuses: (node) => (text(node, 'post_transform', 'NONE') === 'NONE' ? undefined : 'a post_transform'),
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const targets = int(node, 'targets', 1);
    const scores = linear(node, targets);
    return () => {
      const [rows, columns] = matrixOf(input);
      const x = asNumbers(input);
      const to = out.reserve([rows, targets]).numbers;
      for (let row = 0; row < rows; row++)
        scores(x, row * columns, columns).forEach((score, target) => (to[row * targets + target] = score));
    };
  },
};

const classesOf = (node: Node): Attribute | undefined =>
  node.attributes['classlabels_strings'] ?? node.attributes['classlabels_ints'];

const linearClassifier: Kernel = {
  types: { T1: 'dfli' },
  refuses(node) {
    const classes = classesOf(node);
    const count = classes?.type === 'strings' || classes?.type === 'ints' ? classes.value.length : 0;
    // What one line of coefficients means for two classes is said nowhere.
    if (floats(node, 'intercepts')?.length !== count) return 'other than an intercept a class';
    return refusesTransform(node);
  },
  plan(node) {
    const input = node.inputs[0]!;
    const [label, out] = node.outputs;
    const names = texts(node, 'classlabels_strings');
    const codes = wideInts(node, 'classlabels_ints');
    const count = (names ?? codes)!.length;
    const scores = linear(node, count);
    const transform = TRANSFORMS[text(node, 'post_transform', 'NONE')]!;
    return () => {
      const [rows, columns] = matrixOf(input);
      const x = asNumbers(input);
      label?.reserve([rows]);
      const to = out?.reserve([rows, count]).numbers;
      for (let row = 0; row < rows; row++) {
        const own = scores(x, row * columns, columns);
        const best = own.indexOf(Math.max(...own));
        if (names) label!.texts[row] = names[best]!;
        else if (label) setInt64(label.words, row, codes![best]!);
        if (to) transform(own).forEach((score, i) => (to[row * count + i] = score));
      }
    };
  },
};

export const classicKernels: Kernels = {
  Scaler: scaler,
  Normalizer: normalizer,
  Binarizer: binarizer,
  Imputer: imputer,
  OneHotEncoder: oneHotEncoder,
  FeatureVectorizer: featureVectorizer,
  LinearRegressor: linearRegressor,
  LinearClassifier: linearClassifier,
};
