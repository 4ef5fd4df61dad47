/** Types of all values of whole models, as onnx infers them. */

import { readFileSync } from 'node:fs';
import type { Dimension, ValueType } from '@brine/core';
import { ELEMENT_TYPE, inferTypes, type TypedValue } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { open, source } from '../test/fixtures.js';

type TypeJson =
  | { readonly elem: number; readonly shape: readonly Dimension[] | null }
  | { readonly sequence: TypeJson }
  | { readonly optional: TypeJson }
  | null;

const { models } = JSON.parse(readFileSync(new URL('../fixtures/inferred.json', import.meta.url), 'utf8')) as {
  models: Record<string, Record<string, TypeJson>>;
};

/** What we know, as far as onnx knows it: it may leave open what we tell, and a name where we have a number. */
function compared(ours: TypedValue | undefined, theirs: TypeJson): unknown {
  if (!theirs || !ours) return theirs ? ours : null;
  return asJson(ours.type ?? { kind: 'tensor', dtype: ours.dtype, shape: ours.shape }, theirs);
}

function asJson(type: ValueType, theirs: TypeJson): unknown {
  if (!theirs) return null;
  if (type.kind === 'sequence' || type.kind === 'optional')
    return { [type.kind]: asJson(type.element, (theirs as Record<string, TypeJson>)[type.kind] ?? null) };
  if (type.kind !== 'tensor') return type;
  const known = (theirs as { shape: readonly Dimension[] | null }).shape;
  const isLess = (axis: Dimension, i: number) =>
    known![i] === null || (typeof known![i] === 'string' && typeof axis === 'number');
  const shape =
    type.shape && type.shape.length === known?.length
      ? type.shape.map((axis, i) => (isLess(axis, i) ? known[i]! : axis))
      : type.shape;
  return { elem: ELEMENT_TYPE[type.dtype] ?? 0, shape: known && shape };
}

describe('the types of all values are what onnx infers', () => {
  it.each(Object.keys(models))('%s', async (name) => {
    const graph = await (await open(source(name.replace('.onnx', '')))).view('graph');
    const { values: _, ...unstated } = graph;
    const types = inferTypes(unstated);
    const expected = Object.entries(models[name]!);
    expect(Object.fromEntries(expected.map(([value, type]) => [value, compared(types.get(value), type)]))).toEqual(
      Object.fromEntries(expected),
    );
  });
});
