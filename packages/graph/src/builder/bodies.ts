/** What the operators with subgraphs give: the outputs of their bodies. */

import type { Dimension, DType } from '@brine/core';
import type { PendingAttribute, Scope } from './value.js';

interface Typed {
  readonly dtype: DType;
  readonly shape: readonly Dimension[] | null;
}

/** @returns undefined for an operator without subgraphs */
export function bodyOutputs(
  opType: string,
  attributes: Readonly<Record<string, PendingAttribute>>,
): Typed[] | undefined {
  if (opType === 'If')
    return outputsOf(attributes['then_branch']).map(({ dtype }, i) => ({ dtype, shape: sameInBoth(attributes, i) }));
  if (opType === 'Loop') return loopOutputs(attributes['body']);
  if (opType === 'Scan') return outputsOf(attributes['body']).map(({ dtype }) => ({ dtype, shape: null }));
  return undefined;
}

function outputsOf(attribute: PendingAttribute | undefined): Typed[] {
  return (attribute?.value as Scope).outputs.map(({ value }) => value);
}

function sameInBoth(attributes: Readonly<Record<string, PendingAttribute>>, i: number): readonly Dimension[] | null {
  const one = outputsOf(attributes['then_branch'])[i]?.shape;
  const other = outputsOf(attributes['else_branch'])[i]?.shape;
  if (!one || one.length !== other?.length) return null;
  return one.map((length, axis) => (length === other[axis] ? length : null));
}

/** A body gives the condition, the carried values, then one slice of each scan output: that one gets an axis more. */
function loopOutputs(attribute: PendingAttribute | undefined): Typed[] {
  const carried = (attribute?.value as Scope).inputs.length - 2;
  return outputsOf(attribute)
    .slice(1)
    .map(({ dtype, shape }, i) => ({ dtype, shape: i < carried ? shape : shape && [null, ...shape] }));
}
