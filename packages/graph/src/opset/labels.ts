/** LabelEncoder of ai.onnx.ml 1, 2 and 4. @see https://onnx.ai/onnx/operators/onnx_aionnxml_LabelEncoder.html */

import { bigintsOf, type Attribute, type DenseTensor } from '@brine/core';
import { without, type Call, type Step } from './call.js';

/** Words stand for their places in `classes_strings`, or places for words. */
export function encoderUp({ node, typeOf, refuse }: Call): Step {
  const { attributes } = node;
  const classes = attributes['classes_strings'];
  const dtype = typeOf(node.inputs[0])?.dtype;
  if (classes?.type !== 'strings') return refuse('it has no classes_strings');
  if (dtype !== 'str' && dtype !== 'int64') return refuse('whether it takes words or places is not known');
  const places: Attribute = { type: 'ints', value: classes.value.map((_, i) => BigInt(i)) };
  const pairs: Record<string, Attribute> =
    dtype === 'str'
      ? { keys_strings: classes, values_int64s: places }
      : { keys_int64s: places, values_strings: classes };
  return { node: { ...node, attributes: { ...without(attributes, ['classes_strings']), ...pairs } } };
}

export function encoderDown({ node, refuse }: Call): Step {
  const { attributes } = node;
  const [words, places] =
    'keys_strings' in attributes
      ? [attributes['keys_strings'], attributes['values_int64s']]
      : [attributes['values_strings'], attributes['keys_int64s']];
  if (words?.type !== 'strings' || places?.type !== 'ints')
    return refuse('it is neither from words to places nor from places to words, as it has to be there');
  if (places.value.length !== words.value.length || bigintsOf(places.value).some((place, i) => place !== BigInt(i)))
    return refuse('its integers are not the places 0, 1, 2, ... of its words, as they have to be there');
  const others = Object.keys(attributes).filter((name) => /^(?:keys|values)_|^default_float$/.test(name));
  return { node: { ...node, attributes: { ...without(attributes, others), classes_strings: words } } };
}

/** The lists of version 2 by dtype. */
const LISTS = { str: 'strings', int64: 'int64s', float32: 'floats' } as const;
type Listed = keyof typeof LISTS;
const isListed = (dtype: string): dtype is Listed => Object.hasOwn(LISTS, dtype);

/** From 4 on keys and values may be tensors, and NaN is a key. */
export function tensorsDown({ node, refuse }: Call): Step {
  const attributes: Record<string, Attribute> = {};
  for (const [name, attribute] of Object.entries(node.attributes)) {
    if (attribute.type !== 'tensor') {
      attributes[name] = attribute;
      continue;
    }
    const { dtype } = attribute.value;
    if (!isListed(dtype)) return refuse(`its ${name} is ${dtype}`);
    const side = name.slice(0, -'_tensor'.length);
    if (side === 'default') attributes[DEFAULTS[dtype]] = only(attribute.value);
    else attributes[`${side}_${LISTS[dtype]}`] = list(attribute.value);
  }
  if (hasNaN(attributes)) return refuse('one of its keys is NaN, which equals nothing there');
  return { node: { ...node, attributes } };
}

export function tensorsUp({ node, refuse }: Call): Step {
  return hasNaN(node.attributes) ? refuse('one of its keys is NaN, which equals nothing here') : { node };
}

const DEFAULTS = { str: 'default_string', int64: 'default_int64', float32: 'default_float' } as const;

function only({ dtype, data }: DenseTensor): Attribute {
  if (dtype === 'str') return { type: 'string', value: data[0] as string };
  return dtype === 'int64' ? { type: 'int', value: data[0] as bigint } : { type: 'float', value: Number(data[0]) };
}

function list({ dtype, data }: DenseTensor): Attribute {
  if (dtype === 'str') return { type: 'strings', value: data as readonly string[] };
  return dtype === 'int64'
    ? { type: 'ints', value: data as BigInt64Array }
    : { type: 'floats', value: data as Float32Array };
}

function hasNaN({ keys_floats: keys }: Readonly<Record<string, Attribute>>): boolean {
  return keys?.type === 'floats' && Array.from(keys.value).some(Number.isNaN);
}
