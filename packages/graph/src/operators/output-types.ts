/** Dtypes of outputs that the inputs' dtypes do not say: the operator's attributes do. */

import type { DType } from '@brine/core';
import { elementTypeOf, type Attributes } from './attribute.js';

/** Type parameter and its dtype, or undefined when the attributes do not tell. */
type TypeRule = (
  attributes: Attributes,
  bound: ReadonlyMap<string, DType>,
) => readonly [parameter: string, dtype: DType | undefined];

const byElementType =
  (parameter: string, attribute: string, fallback?: DType): TypeRule =>
  (attributes) => [parameter, elementTypeOf(attributes, attribute) ?? fallback];

const likeInput: TypeRule = (attributes, bound) => ['T2', elementTypeOf(attributes, 'dtype') ?? bound.get('T1')];

const classLabels: TypeRule = (attributes) => ['T2', attributes['classlabels_strings'] ? 'str' : 'int64'];

const CONSTANT_KINDS: Readonly<Record<string, DType>> = {
  value_float: 'float32',
  value_floats: 'float32',
  value_int: 'int64',
  value_ints: 'int64',
  value_string: 'str',
  value_strings: 'str',
};

const constant: TypeRule = (attributes) => {
  const value = attributes['value'];
  if (value?.type === 'tensor') return ['T', value.value.dtype];
  const kind = Object.keys(CONSTANT_KINDS).find((name) => attributes[name]);
  return ['T', kind === undefined ? undefined : CONSTANT_KINDS[kind]];
};

const LABEL_KINDS: Readonly<Record<string, DType>> = {
  values_strings: 'str',
  values_int64s: 'int64',
  values_floats: 'float32',
};

const labelEncoder: TypeRule = (attributes) => {
  const tensor = attributes['values_tensor'];
  if (tensor?.type === 'tensor') return ['T2', tensor.value.dtype];
  const kind = Object.keys(LABEL_KINDS).find((name) => attributes[name]);
  return ['T2', kind === undefined ? undefined : LABEL_KINDS[kind]];
};

/** By operator name: names do not repeat across our domains. */
export const OUTPUT_TYPES: Readonly<Record<string, TypeRule>> = {
  Cast: byElementType('T2', 'to'),
  BitCast: byElementType('T2', 'to'),
  Constant: constant,
  ConstantOfShape: ({ value }) => ['T2', value?.type === 'tensor' ? value.value.dtype : 'float32'],
  LayerNormalization: byElementType('U', 'stash_type', 'float32'),
  Bernoulli: likeInput,
  EyeLike: likeInput,
  RandomNormalLike: likeInput,
  RandomUniformLike: likeInput,
  RandomNormal: byElementType('T', 'dtype', 'float32'),
  RandomUniform: byElementType('T', 'dtype', 'float32'),
  Multinomial: byElementType('T2', 'dtype', 'int32'),
  BlackmanWindow: byElementType('T2', 'output_datatype', 'float32'),
  HammingWindow: byElementType('T2', 'output_datatype', 'float32'),
  HannWindow: byElementType('T2', 'output_datatype', 'float32'),
  MelWeightMatrix: byElementType('T3', 'output_datatype', 'float32'),
  QuantizeLinear: byElementType('T3', 'output_dtype', 'uint8'),
  DequantizeLinear: (attributes, bound) => ['T3', elementTypeOf(attributes, 'output_dtype') ?? bound.get('T2')],
  LabelEncoder: labelEncoder,
  CategoryMapper: (_, bound) => ['T2', bound.get('T1') === 'str' ? 'int64' : 'str'],
  LinearClassifier: classLabels,
  SVMClassifier: classLabels,
  TreeEnsembleClassifier: classLabels,
};
