/** A node on its way from one version of its operator to another. */

import type { Attribute, DenseTensor, GraphNode } from '@brine/core';
import type { TypedValue } from '../infer.js';

export interface Call {
  readonly node: GraphNode;
  /** What is known of a value; undefined where nothing is. */
  typeOf(name: string | undefined): TypedValue | undefined;
  /** The elements of an initializer or a Constant; undefined for what is computed or given. */
  constantOf(name: string | undefined): DenseTensor | undefined;
  /** The version of a domain that the graph will have; a domain that it does not have gets the oldest that a builder writes. */
  opset(domain: string): number;
  /** A name that no value has. */
  fresh(about: string): string;
  /** Says that the other version has nothing for it. */
  refuse(reason: string): never;
}

/** Nodes in place of one: `node` goes on through the versions, the others are as every later version has them. */
export interface Step {
  readonly before?: readonly GraphNode[];
  readonly node: GraphNode;
  readonly after?: readonly GraphNode[];
}

/** Takes a node over a change of its operator. */
export type Convert = (call: Call) => Step;

export function madeNode(
  opType: string,
  inputs: readonly string[],
  output: string,
  attributes: GraphNode['attributes'] = {},
): GraphNode {
  return { opType, domain: '', name: output, inputs, outputs: [output], attributes };
}

export function constantNode(output: string, value: DenseTensor): GraphNode {
  return madeNode('Constant', [], output, { value: { type: 'tensor', value } });
}

export const int = (value: number): Attribute => ({ type: 'int', value: BigInt(value) });

export function without(attributes: GraphNode['attributes'], names: readonly string[]): Record<string, Attribute> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)));
}

/** Optional inputs left out at the end are not written. */
export function trimmed(inputs: readonly string[]): string[] {
  return inputs.slice(0, inputs.findLastIndex((name) => name !== '') + 1);
}

/** The elements of a tensor of numbers; undefined for other ones. */
export function numbersIn({ data, dtype }: DenseTensor): number[] | undefined {
  return /^(?:float(?:32|64)|u?int(?:8|16|32|64)|bool)$/.test(dtype)
    ? Array.from(data as ArrayLike<number | bigint>, Number)
    : undefined;
}
