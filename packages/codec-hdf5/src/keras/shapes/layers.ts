/** Layers without places: dense ones, merges, what moves axes, what changes no shape. */

import { get, listAt, textAt } from '../json.js';
import { asShape, integerAt, isLength, type Length, product, type Rule, type Shape } from './shape.js';

const same: Rule = ({ inputs: [input] }) => [input];

const lastAxis =
  (key: string): Rule =>
  ({ config, inputs: [input] }) => {
    const length = integerAt(config, key);
    return length === undefined ? undefined : [[...input.slice(0, -1), length]];
  };

/** `abc,cd->abd`: lengths of the letters are those of the input, or of `output_shape`, which ends where the output does. */
const einsumDense: Rule = ({ config, inputs: [input] }) => {
  const [, from, to] = /^([.\w]+),\w+->([.\w]+)$/.exec((textAt(config, 'equation') ?? '').replaceAll(' ', '')) ?? [];
  const stored = get(config, 'output_shape') ?? null;
  const given = Array.isArray(stored) ? asShape(stored) : isLength(stored) ? [stored] : undefined;
  if (from === undefined || to === undefined || !given) return undefined;
  const letters = from.replace('...', '');
  const open = from.startsWith('...') ? input.length - letters.length : 0;
  const lengths = new Map(Array.from(letters, (letter, i) => [letter, input[open + i] ?? null]));
  const outer = to.startsWith('...') ? input.slice(0, open) : [];
  const out = [...to.replace('...', '')];
  const inner = out.map((letter, i): Length => {
    const own = given[i - out.length + given.length];
    return own === undefined ? (lengths.get(letter) ?? null) : own;
  });
  return [[...outer, ...inner]];
};

const flatten: Rule = ({ inputs: [input] }) => [[input[0]!, product(input.slice(1))]];

const reshape: Rule = ({ config, inputs: [input] }) => {
  const target = listAt(config, 'target_shape') as readonly number[] | undefined;
  if (!target?.every((length) => Number.isSafeInteger(length))) return undefined;
  const known = target.reduce((total, length) => (length === -1 ? total : total * length), 1);
  const total = product(input.slice(1));
  return [[input[0]!, ...target.map((length) => (length !== -1 ? length : total === null ? null : total / known))]];
};

const permute: Rule = ({ config, inputs: [input] }) => {
  const axes = listAt(config, 'dims') as readonly number[] | undefined;
  return axes?.every((axis) => input[axis] !== undefined)
    ? [[input[0]!, ...axes.map((axis) => input[axis]!)]]
    : undefined;
};

const repeatVector: Rule = ({ config, inputs: [input] }) => {
  const count = integerAt(config, 'n');
  return count === undefined ? undefined : [[input[0]!, count, ...input.slice(1)]];
};

const embedding: Rule = ({ config, inputs: [input] }) => {
  const length = integerAt(config, 'output_dim');
  return length === undefined ? undefined : [[...input, length]];
};

/** Axes from the last; a length of one goes with any. */
export const broadcast: Rule = ({ inputs }) => {
  const rank = Math.max(...inputs.map((shape) => shape.length));
  const at = (shape: Shape, axis: number): Length | undefined => shape[axis - rank + shape.length];
  return [
    Array.from({ length: rank }, (_, axis) => {
      const lengths = inputs.map((shape) => at(shape, axis)).filter((length) => length !== undefined && length !== 1);
      return lengths.length === 0 ? 1 : (lengths.find((length) => length !== null) ?? null);
    }),
  ];
};

/** Keras puts the axes of a lower rank behind the batch. */
const merge: Rule = (call) => {
  const rank = Math.max(...call.inputs.map((shape) => shape.length));
  const widen = ([batch, ...rest]: Shape): Shape => [
    batch!,
    ...new Array<Length>(rank - rest.length - 1).fill(1),
    ...rest,
  ];
  const [first, ...others] = call.inputs;
  return broadcast({ ...call, inputs: [widen(first), ...others.map(widen)] });
};

const concatenate: Rule = ({ config, inputs }) => {
  const [first] = inputs;
  const axis = (integerAt(config, 'axis') ?? -1) + ((integerAt(config, 'axis') ?? -1) < 0 ? first.length : 0);
  if (inputs.some((shape) => shape.length !== first.length) || first[axis] === undefined) return undefined;
  const total = inputs.reduce<Length>(
    (sum, shape) => (sum === null || shape[axis] === null ? null : sum + shape[axis]!),
    0,
  );
  return [
    first.map((length, i) => (i === axis ? total : (length ?? inputs.find((shape) => shape[i] !== null)?.[i] ?? null))),
  ];
};

const dot: Rule = ({ config, inputs: [a, b] }) => {
  if (!b) return undefined;
  const stored = get(config, 'axes');
  const pair = (Array.isArray(stored) ? stored : [stored, stored]) as readonly unknown[];
  const [left, right] = [a, b].map((shape, i) =>
    Number(pair[i]) < 0 ? Number(pair[i]) + shape.length : Number(pair[i]),
  );
  if (a[left!] === undefined || b[right!] === undefined) return undefined;
  const rest = [...a.filter((_, axis) => axis !== left), ...b.slice(1).filter((_, axis) => axis + 1 !== right)];
  return [rest.length === 1 ? [...rest, 1] : rest];
};

/** Takes the queries and the values. */
const attention: Rule = ({ inputs: [query, value], withScores }) => {
  if (!value) return undefined;
  const output = [...query.slice(0, -1), value.at(-1)!];
  return withScores ? [output, [...query.slice(0, -1), value.at(-2)!]] : [output];
};

const heads: Rule = ({ config, inputs: [query, value], withScores }) => {
  const stored = get(config, 'output_shape') ?? null;
  const last = stored === null ? query.slice(-1) : isLength(stored) ? [stored] : asShape(stored);
  if (!last) return undefined;
  const output = [...query.slice(0, -1), ...last];
  const count = integerAt(config, 'num_heads');
  if (!withScores) return [output];
  return value?.length === 3 && query.length === 3 && count !== undefined
    ? [output, [query[0]!, count, query[1]!, value[1]!]]
    : undefined;
};

/** The numbers of words; how many words there are is told by a file beside the configuration. */
const numbered: Rule = ({ config, inputs: [input] }) => (textAt(config, 'output_mode') === 'int' ? [input] : undefined);

const texts: Rule = ({ config, inputs: [input] }) =>
  textAt(config, 'output_mode') === 'int'
    ? [[input[0]!, integerAt(config, 'output_sequence_length') ?? null]]
    : undefined;

/** What counts or marks tokens has an axis of them; a layer that gives their numbers changes no shape. */
const encoded =
  (key: string): Rule =>
  ({ config, inputs: [input] }) => {
    const mode = textAt(config, 'output_mode') ?? 'int';
    if (mode === 'int') return [input];
    const count = integerAt(config, key);
    if (count === undefined) return undefined;
    // Tokens of one row are counted together; those marked one by one have a row each.
    const outer = mode === 'one_hot' && input.at(-1) !== 1 ? input : input.slice(0, -1);
    return [[...(outer.length > 0 ? outer : input), count]];
  };

const UNCHANGED = [
  ...['Activation', 'ReLU', 'LeakyReLU', 'PReLU', 'ELU', 'Softmax', 'ThresholdedReLU', 'Identity', 'Masking'],
  ...[
    'Dropout',
    'AlphaDropout',
    'GaussianDropout',
    'GaussianNoise',
    'SpatialDropout1D',
    'SpatialDropout2D',
    'SpatialDropout3D',
  ],
  ...['ActivityRegularization', 'BatchNormalization', 'LayerNormalization', 'GroupNormalization', 'UnitNormalization'],
  ...[
    'RMSNormalization',
    'Normalization',
    'Rescaling',
    'RandomFlip',
    'RandomRotation',
    'RandomTranslation',
    'RandomZoom',
  ],
  ...['RandomContrast', 'RandomBrightness'],
];

export const plain: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(UNCHANGED.map((name) => [name, same])),
  ...Object.fromEntries(['Add', 'Subtract', 'Multiply', 'Average', 'Maximum', 'Minimum'].map((name) => [name, merge])),
  Dense: lastAxis('units'),
  EinsumDense: einsumDense,
  Flatten: flatten,
  Reshape: reshape,
  Permute: permute,
  RepeatVector: repeatVector,
  Embedding: embedding,
  Concatenate: concatenate,
  Dot: dot,
  Attention: attention,
  AdditiveAttention: attention,
  MultiHeadAttention: heads,
  GroupedQueryAttention: heads,
  GroupQueryAttention: heads,
  Discretization: numbered,
  StringLookup: numbered,
  IntegerLookup: numbered,
  TextVectorization: texts,
  Hashing: encoded('num_bins'),
  CategoryEncoding: encoded('num_tokens'),
};

const operation = (rule: Rule, names: string) => Object.fromEntries(names.split(' ').map((name) => [name, rule]));

/** Operations of `keras.ops`, element by element. */
export const operations: Readonly<Record<string, Rule>> = {
  ...operation(broadcast, 'Add Subtract Multiply Divide TrueDivide FloorDivide Mod Power Maximum Minimum'),
  ...operation(broadcast, 'Greater GreaterEqual Less LessEqual Equal NotEqual LogicalAnd LogicalOr Where'),
  ...operation(
    same,
    'Absolute Abs Negative Exp Expm1 Log Log1p Sqrt Rsqrt Square Sign Sin Cos Tan Tanh Sinh Cosh Floor Ceil Round Clip',
  ),
  ...operation(
    same,
    'Relu Relu6 Sigmoid Softplus Softsign Silu Gelu Elu Selu LeakyRelu HardSigmoid HardSilu LogSigmoid Softmax LogSoftmax Cast',
  ),
};
