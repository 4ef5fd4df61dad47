/**
 * Elements of small integer tensors, as far as they are known: `Shape`, and what is then computed of lengths to make another shape.
 * @see https://github.com/onnx/onnx/blob/main/docs/proposals/SymbolicShapeInfProposal.md (partial data computation)
 */

import type { Dimension } from '@brine/core';
import { intOf } from '../operators/attribute.js';
import { constantNumbers, elementsOf, multiply, normalAxis } from './dimensions.js';
import type { ShapeCall, ShapeInput } from './types.js';

type Elements = readonly Dimension[];
type ElementRule = (call: ShapeCall) => Elements | undefined;

/** Shapes have fewer axes. */
const MOST = 64;

const same: ElementRule = ({ inputs }) => elementsOf(inputs[0]);

const shapeOf: ElementRule = ({ inputs, attributes }) => {
  const start = intOf(attributes, 'start') ?? 0;
  return inputs[0]?.shape?.slice(start, intOf(attributes, 'end'));
};

const sizeOf: ElementRule = ({ inputs }) => {
  const shape = inputs[0]?.shape;
  return shape ? [shape.length === 0 ? 1 : multiply(shape)] : undefined;
};

const gather: ElementRule = ({ inputs }) => {
  const data = elementsOf(inputs[0]);
  const indices = constantNumbers(inputs[1]);
  if (!data || inputs[0]?.shape?.length !== 1) return undefined;
  return indices?.map((index) => data[normalAxis(index, data.length)] ?? null);
};

const slice: ElementRule = ({ inputs }) => {
  const data = elementsOf(inputs[0]);
  const [start, end, , step = 1] = [1, 2, 3, 4].map((i) => constantNumbers(inputs[i])?.[0]);
  if (!data || start === undefined || end === undefined || (inputs[4] && step === undefined)) return undefined;
  if (step === 1) return data.slice(start, end);
  return step === -1 && start === -1 && end < -data.length ? data.toReversed() : undefined;
};

const concat: ElementRule = ({ inputs }) => {
  const parts = inputs.map(elementsOf);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
};

/** @param neutral - what leaves the other operand as it is */
const arithmetic =
  (formula: (a: number, b: number) => number, neutral: number, bothSides: boolean): ElementRule =>
  ({ inputs }) => {
    const [a, b] = [elementsOf(inputs[0]), elementsOf(inputs[1])];
    if (!a || !b || (a.length !== b.length && a.length !== 1 && b.length !== 1)) return undefined;
    return Array.from({ length: a.length === 1 ? b.length : a.length }, (_, i): Dimension => {
      const [left, right] = [a[a.length === 1 ? 0 : i]!, b[b.length === 1 ? 0 : i]!];
      if (typeof left === 'number' && typeof right === 'number') return formula(left, right);
      if (right === neutral) return left;
      return bothSides && left === neutral ? right : null;
    });
  };

const RULES: ReadonlyMap<string, ElementRule> = new Map([
  ['Shape', shapeOf],
  ['Size', sizeOf],
  ['Gather', gather],
  ['Slice', slice],
  ['Concat', concat],
  ['Cast', same],
  ['Identity', same],
  ['Squeeze', same],
  ['Unsqueeze', same],
  ['Add', arithmetic((a, b) => a + b, 0, true)],
  ['Sub', arithmetic((a, b) => a - b, 0, false)],
  ['Mul', arithmetic((a, b) => a * b, 1, true)],
  ['Div', arithmetic((a, b) => Math.trunc(a / b), 1, false)],
]);

/** The elements of a node's output, when it is of integers and has at most one axis. */
export function inferElements(
  opType: string,
  call: ShapeCall,
  { dtype, shape }: Pick<ShapeInput, 'dtype' | 'shape'>,
): Elements | undefined {
  if ((dtype !== 'int64' && dtype !== 'int32') || !shape || shape.length > 1) return undefined;
  const elements = RULES.get(opType)?.(call);
  if (!elements || elements.length > MOST || elements.some((e) => typeof e === 'number' && !Number.isSafeInteger(e)))
    return undefined;
  return elements.length === (shape[0] ?? 1) ? elements : undefined;
}
