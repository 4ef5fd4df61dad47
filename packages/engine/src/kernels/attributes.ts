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
  return attribute?.type === 'ints' ? Array.from<bigint | number, number>(attribute.value, Number) : undefined;
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

/** A long list of small integers: the attribute's own where it is narrow, else their low words, without a BigInt for each. */
export function smallInts(node: Node, name: string): Int32Array | Int16Array | Uint8Array | undefined {
  const attribute = node.attributes[name];
  if (attribute?.type !== 'ints') return undefined;
  const { value } = attribute;
  if (!ArrayBuffer.isView(value)) return Int32Array.from(value, Number);
  if (!(value instanceof BigInt64Array)) return value;
  const both = new Int32Array(value.buffer, value.byteOffset, 2 * value.length);
  const result = new Int32Array(value.length);
  for (let i = 0; i < result.length; i++) result[i] = both[2 * i]!;
  return result;
}

/** {@link smallInts} in 32 bits. */
export function wideInts(node: Node, name: string): Int32Array | undefined {
  const small = smallInts(node, name);
  return !small || small instanceof Int32Array ? small : Int32Array.from(small);
}
