/** Operators on sequences, optionals and maps: what their outputs are is no tensor, or comes out of what is none. */

import type { Dimension, ValueType } from '@brine/core';
import { elementTypeOf, intOf, type Attributes } from '../operators/attribute.js';
import { constantNumbers, normalAxis } from './dimensions.js';
import type { ShapeInput } from './types.js';

export interface TypeCall {
  readonly types: readonly (ValueType | undefined)[];
  readonly inputs: readonly (ShapeInput | undefined)[];
  readonly attributes: Attributes;
}

type TypeRule = (call: TypeCall) => ValueType | undefined;

const scalar = (dtype: 'int64' | 'bool'): ValueType => ({ kind: 'tensor', dtype, shape: [] });

const elementOf = (type: ValueType | undefined) =>
  type?.kind === 'sequence' || type?.kind === 'optional' ? type.element : undefined;

const sequenceOf = (element: ValueType | undefined): ValueType | undefined => element && { kind: 'sequence', element };

/** What is known of both. */
function common(types: readonly (ValueType | undefined)[]): ValueType | undefined {
  const [first, ...others] = types;
  if (first?.kind !== 'tensor') return first;
  return others.reduce<ValueType>((type, other) => {
    if (type.kind !== 'tensor' || other?.kind !== 'tensor') return type;
    const [a, b] = [type.shape, other.shape];
    const shape = a && b && a.length === b.length ? a.map((axis, i) => (axis === b[i] ? axis : null)) : null;
    return { ...type, shape };
  }, first);
}

const splitToSequence: TypeRule = ({ types, inputs, attributes }) => {
  const [data] = types;
  if (data?.kind !== 'tensor') return undefined;
  if (!data.shape) return sequenceOf(data);
  const at = normalAxis(intOf(attributes, 'axis') ?? 0, data.shape.length);
  const dropped = !inputs[1] && (intOf(attributes, 'keepdims') ?? 1) === 0;
  const length = partLength(data.shape[at] ?? null, inputs[1]);
  return sequenceOf({
    ...data,
    shape: data.shape.flatMap((axis, i): Dimension[] => (i !== at ? [axis] : dropped ? [] : [length])),
  });
};

/** Length of every part, where they are alike. */
function partLength(whole: Dimension, split: ShapeInput | undefined): Dimension {
  if (!split) return 1;
  const sizes = constantNumbers(split);
  if (!sizes || sizes.length === 0) return null;
  const isEven = (split.shape?.length ?? 1) > 0 || (typeof whole === 'number' && whole % (sizes[0] ?? 1) === 0);
  return isEven && sizes.every((size) => size === sizes[0]) ? sizes[0]! : null;
}

const concatFromSequence: TypeRule = ({ types, attributes }) => {
  const element = elementOf(types[0]);
  if (element?.kind !== 'tensor' || !element.shape) return element;
  const { shape } = element;
  if (intOf(attributes, 'new_axis') !== 1) {
    const at = normalAxis(intOf(attributes, 'axis')!, shape.length);
    return { ...element, shape: shape.map((axis, i) => (i === at ? null : axis)) };
  }
  const at = normalAxis(intOf(attributes, 'axis')!, shape.length + 1);
  return { ...element, shape: [...shape.slice(0, at), null, ...shape.slice(at)] };
};

const optional: TypeRule = ({ types: [given], attributes }) => {
  const stated = attributes['type'];
  const element = given ?? (stated?.type === 'type_proto' ? stated.value : undefined);
  return element && { kind: 'optional', element };
};

const zipMap: TypeRule = ({ attributes }) =>
  sequenceOf({
    kind: 'map',
    key: attributes['classlabels_strings'] ? 'str' : 'int64',
    value: { kind: 'tensor', dtype: 'float32', shape: [] },
  });

/** By operator name; each has one output. */
export const TYPE_RULES: ReadonlyMap<string, TypeRule> = new Map<string, TypeRule>([
  ['SequenceConstruct', ({ types }) => sequenceOf(common(types))],
  [
    'SequenceEmpty',
    ({ attributes }) =>
      sequenceOf({ kind: 'tensor', dtype: elementTypeOf(attributes, 'dtype') ?? 'float32', shape: null }),
  ],
  ['SequenceInsert', ({ types }) => sequenceOf(common([elementOf(types[0]), types[1]]))],
  ['SequenceErase', ({ types }) => types[0]],
  ['SequenceAt', ({ types }) => elementOf(types[0])],
  ['SequenceLength', () => scalar('int64')],
  ['SplitToSequence', splitToSequence],
  ['ConcatFromSequence', concatFromSequence],
  ['Optional', optional],
  ['OptionalGetElement', ({ types: [type] }) => (type?.kind === 'optional' ? type.element : type)],
  ['OptionalHasElement', () => scalar('bool')],
  ['ZipMap', zipMap],
  ['Identity', ({ types }) => types[0]],
]);
