/** Attributes of a node as plain values. */

import type { DenseTensor } from '@brine/core';
import type { PlannedNode } from './kernel.js';

type Node = Pick<PlannedNode, 'attributes'>;

export function int(node: Node, name: string, fallback: number): number {
  const attribute = node.attributes[name];
  return attribute?.type === 'int' ? Number(attribute.value) : fallback;
}

export function float(node: Node, name: string, fallback: number): number {
  const attribute = node.attributes[name];
  return attribute?.type === 'float' ? attribute.value : fallback;
}

export function text(node: Node, name: string, fallback: string): string {
  const attribute = node.attributes[name];
  return attribute?.type === 'string' ? attribute.value : fallback;
}

export function ints(node: Node, name: string): readonly number[] | undefined {
  const attribute = node.attributes[name];
  return attribute?.type === 'ints' ? Array.from(attribute.value, Number) : undefined;
}

export function floats(node: Node, name: string): ArrayLike<number> | undefined {
  const attribute = node.attributes[name];
  return attribute?.type === 'floats' ? attribute.value : undefined;
}

export function texts(node: Node, name: string): readonly string[] | undefined {
  const attribute = node.attributes[name];
  return attribute?.type === 'strings' ? attribute.value : undefined;
}

export function tensorOf(node: Node, name: string): DenseTensor | undefined {
  const attribute = node.attributes[name];
  return attribute?.type === 'tensor' ? attribute.value : undefined;
}

/** A list of integers as words, two of each, the lower first: a view, of what may be millions. */
export function words(node: Node, name: string): Int32Array | undefined {
  const attribute = node.attributes[name];
  if (attribute?.type !== 'ints') return undefined;
  const { value } = attribute;
  const { buffer, byteOffset, length } = value instanceof BigInt64Array ? value : BigInt64Array.from(value);
  return new Int32Array(buffer, byteOffset, 2 * length);
}

/** A long list of small integers: their low words, without a BigInt for each. */
export function wideInts(node: Node, name: string): Int32Array | undefined {
  const both = words(node, name);
  if (!both) return undefined;
  const result = new Int32Array(both.length / 2);
  for (let i = 0; i < result.length; i++) result[i] = both[2 * i]!;
  return result;
}
