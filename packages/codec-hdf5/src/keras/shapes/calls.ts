/** How a functional model calls its layers, as its `inbound_nodes` have it. */

import type { JsonValue } from '@brine/core';
import { get, isObject, listAt, textAt } from '../json.js';

/** Which output of which call of a layer. */
export interface History {
  readonly layer: string;
  readonly call: number;
  readonly output: number;
}

/** Arguments in arguments deeper than this are not looked into. */
const DEEPEST = 32;

/** The tensors that each call takes. */
export function callsOf(nodes: JsonValue | undefined): readonly (readonly History[])[] {
  return Array.isArray(nodes) ? (nodes as readonly JsonValue[]).map((node) => historiesOf(node)) : [];
}

/** Every `[layer, call, output]` in a value, of Keras 3 inside of a `__keras_tensor__`. */
export function historiesOf(value: JsonValue | undefined, depth = 0): History[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) {
    const [layer, call, output, ...more] = value as readonly JsonValue[];
    if (typeof layer === 'string' && isIndex(call) && isIndex(output)) {
      return [{ layer, call, output }, ...more.flatMap((one) => historiesOf(one, depth + 1))];
    }
    return (value as readonly JsonValue[]).flatMap((one) => historiesOf(one, depth + 1));
  }
  if (!isObject(value)) return [];
  if (textAt(value, 'class_name') === '__keras_tensor__') {
    return historiesOf(listAt(get(value, 'config'), 'keras_history'), depth + 1);
  }
  return Object.values(value).flatMap((one) => historiesOf(one, depth + 1));
}

const isIndex = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
