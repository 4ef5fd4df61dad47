/** Attributes of a node as plain values. */

import type { Attribute, DType, Graph } from '@brine/core';
import { dtypeOfElement } from './dtypes.js';

export type Attributes = Readonly<Record<string, Attribute>>;

/** An int attribute as a number (axes, flags, element types: none needs 64 bits). */
export function intOf(attributes: Attributes, name: string): number | undefined {
  const attribute = attributes[name];
  return attribute?.type === 'int' ? Number(attribute.value) : undefined;
}

export function intsOf(attributes: Attributes, name: string): number[] | undefined {
  const attribute = attributes[name];
  return attribute?.type === 'ints' ? Array.from<bigint | number, number>(attribute.value, Number) : undefined;
}

export function stringOf(attributes: Attributes, name: string): string | undefined {
  const attribute = attributes[name];
  return attribute?.type === 'string' ? attribute.value : undefined;
}

export function graphOf(attributes: Attributes, name: string): Graph | undefined {
  const attribute = attributes[name];
  return attribute?.type === 'graph' ? attribute.value : undefined;
}

/** A dtype given by an int attribute that holds its ONNX number. */
export function elementTypeOf(attributes: Attributes, name: string): DType | undefined {
  const number = intOf(attributes, name);
  return number === undefined ? undefined : dtypeOfElement(number);
}
