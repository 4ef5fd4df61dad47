import { readFileSync } from 'node:fs';
import type { Dimension, DType } from '@brine/core';
import { describe, expect, it } from 'vitest';
import type { AttributeInput } from '../builder/attributes.js';
import { GraphBuilder } from '../builder/builder.js';
import { tensor, type PlainData } from '../tensor.js';

interface Typed {
  readonly dtype: DType;
  readonly shape: readonly Dimension[] | null;
}

interface Case {
  readonly op: string;
  readonly domain: string;
  readonly inputs: readonly (Typed & { readonly data?: PlainData })[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly outputs: readonly Typed[];
}

const { cases } = JSON.parse(readFileSync(new URL('../../fixtures/shapes.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

/** In the fixture a tensor is `[dtype, elements]`. */
function attributeOf(value: unknown): AttributeInput {
  const [dtype, data] = Array.isArray(value) ? (value as [unknown, unknown]) : [];
  if (typeof dtype === 'string' && Array.isArray(data)) return tensor(dtype as DType, data as number[]);
  return value as AttributeInput;
}

function infer({ op, domain, inputs, attributes, outputs }: Case): Typed[] {
  const g = new GraphBuilder('g');
  const values = inputs.map(({ dtype, shape, data }, i) =>
    data ? g.constant({ dtype, shape: shape as number[], data }) : g.input(`i${i}`, dtype, shape),
  );
  const made = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, attributeOf(value)]));
  return g.ops(op, values, made, outputs.length, { domain }).map(({ dtype, shape }) => ({ dtype, shape }));
}

const text = (shape: Typed['shape']) => (shape ? `[${shape.map((length) => length ?? '?').join(', ')}]` : '?');
const title = ({ op, inputs, attributes }: Case) =>
  `${op}(${inputs.map(({ shape, data }) => (data ? `<${data.join(', ')}>` : text(shape))).join(', ')}) ${JSON.stringify(attributes)}`;

/** What onnx leaves open we may know better; what it knows we know too. */
function asPrecise(ours: Typed['shape'], theirs: Typed['shape']): Typed['shape'] {
  if (!theirs) return null;
  if (ours?.length !== theirs.length) return ours;
  return ours.map((length, i) => (theirs[i] === null ? null : length));
}

describe('dtypes and shapes are what onnx infers', () => {
  it.each(cases.map((one) => [title(one), one] as const))('%s', (_, one) => {
    const inferred = infer(one).map(({ dtype, shape }, i) => ({
      dtype,
      shape: asPrecise(shape, one.outputs[i]!.shape),
    }));
    expect(inferred).toEqual(one.outputs);
  });
});
