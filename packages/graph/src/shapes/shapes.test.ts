import { readFileSync } from 'node:fs';
import type { Attribute, Dimension, DType, Graph } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { inferTypes } from '../infer.js';
import { tensor, type PlainData } from '../tensor.js';

interface Typed {
  readonly dtype: DType;
  readonly shape: readonly Dimension[] | null;
}

interface Case {
  readonly op: string;
  readonly domain: string;
  readonly opset: number;
  readonly inputs: readonly ((Typed & { readonly data?: PlainData }) | null)[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly outputs: readonly Typed[];
}

const { cases } = JSON.parse(readFileSync(new URL('../../fixtures/shapes.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

/** In the fixture a tensor is `[dtype, elements]`. */
function attributeOf(value: unknown): Attribute {
  if (typeof value === 'string') return { type: 'string', value };
  if (typeof value === 'number')
    return Number.isInteger(value) ? { type: 'int', value: BigInt(value) } : { type: 'float', value };
  const [dtype, data] = value as [unknown, unknown];
  if (typeof dtype === 'string' && Array.isArray(data))
    return { type: 'tensor', value: tensor(dtype as DType, data as number[]) };
  const list = value as readonly (string | number)[];
  if (typeof dtype === 'string') return { type: 'strings', value: list as string[] };
  return { type: 'ints', value: list.map((item) => BigInt(Math.trunc(item as number))) };
}

/** Floats look like ints in JSON when they are whole. */
const FLOATS = new Set(['scales', 'coefficients', 'min', 'max', 'ratio']);

function infer({ op, domain, opset, inputs, attributes, outputs }: Case): Typed[] {
  const given = inputs.map((input, i) => (input ? { ...input, name: `i${i}` } : undefined));
  const made = Object.entries(attributes).map(([name, value]): [string, Attribute] => {
    const isFloat = FLOATS.has(name);
    if (isFloat && typeof value === 'number') return [name, { type: 'float', value }];
    return [name, isFloat ? { type: 'floats', value: value as number[] } : attributeOf(value)];
  });
  const results = outputs.map((_, i) => `o${i}`);
  const graph: Graph = {
    name: 'g',
    opsets: { '': opset, 'ai.onnx.ml': 5 },
    inputs: given.flatMap((input) => (input && !input.data ? [input] : [])),
    outputs: [],
    initializers: given.flatMap((input) =>
      input?.data ? [{ name: input.name, tensor: tensor(input.dtype, input.data, input.shape as number[]) }] : [],
    ),
    nodes: [
      {
        opType: op,
        domain,
        name: '',
        inputs: given.map((input) => input?.name ?? ''),
        outputs: results,
        attributes: Object.fromEntries(made),
      },
    ],
    metadata: {},
  };
  const types = inferTypes(graph);
  return results.map((name) => {
    const { dtype, shape } = types.get(name) ?? { dtype: 'object' as const, shape: null };
    return { dtype, shape };
  });
}

const text = (shape: Typed['shape']) => (shape ? `[${shape.map((length) => length ?? '?').join(', ')}]` : '?');
const inputText = (input: Case['inputs'][number]) =>
  input ? (input.data ? `<${input.data.join(', ')}>` : text(input.shape)) : '-';
const title = ({ op, opset, inputs, attributes }: Case) =>
  `${op}@${opset}(${inputs.map(inputText).join(', ')}) ${JSON.stringify(attributes)}`;

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
