import type { Attribute } from '@brine/core';
import type { Call, Step } from '../call.js';

const SUFFIX = '_as_tensor';

/** Trees of ai.onnx.ml 3 as those of 1, which hold all their numbers as float32. */
export function treesDown({ node, refuse }: Call): Step {
  const attributes: Record<string, Attribute> = {};
  for (const [name, attribute] of Object.entries(node.attributes)) {
    if (attribute.type !== 'tensor' || !name.endsWith(SUFFIX)) {
      attributes[name] = attribute;
      continue;
    }
    const numbers = Array.from(attribute.value.data as Float64Array, Number);
    const bad = numbers.findIndex((number) => !Object.is(Math.fround(number), number));
    const bare = name.slice(0, -SUFFIX.length);
    if (bad >= 0) return refuse(`its ${bare} are float32 there, which does not hold ${numbers[bad]!}`);
    attributes[bare] = { type: 'floats', value: Float32Array.from(numbers) };
  }
  return { node: { ...node, attributes } };
}
