/** Text in attributes: strings of any length, of fixed length, and lists of them. */

import type { HierarchyArray, HierarchyObject } from '@brine/core';
import { toDense } from '../tensors.js';

export async function textsOf(object: HierarchyObject, name: string): Promise<readonly string[] | undefined> {
  const attribute = (await object.attributes()).find((one) => one.name === name);
  return attribute && texts(await attribute.read());
}

export async function textOf(object: HierarchyObject, name: string): Promise<string | undefined> {
  return (await textsOf(object, name))?.[0];
}

/** A list that was too long for one attribute: `layer_names0`, `layer_names1`, ... */
export async function listOf(object: HierarchyObject, name: string): Promise<readonly string[] | undefined> {
  const whole = await textsOf(object, name);
  if (whole) return whole;
  const parts: string[] = [];
  for (let i = 0; ; i++) {
    const part = await textsOf(object, `${name}${i}`);
    if (!part) return i > 0 ? parts : undefined;
    parts.push(...part);
  }
}

function texts(array: HierarchyArray): readonly string[] | undefined {
  // An empty list of names has the type of numpy's empty array: float64.
  if (array.type.kind !== 'string') return array.shape?.includes(0) ? [] : undefined;
  return toDense(array).data as readonly string[];
}
