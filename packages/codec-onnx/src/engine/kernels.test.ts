/**
 * The kernel column of the operator table against onnxruntime-node itself: for each operator and dtype a model of that one node is
 * loaded, and ONNX Runtime finds a kernel exactly where the table says so.
 */
import type { Attribute, DType, Graph, Port } from '@brine/core';
import { allOperators, tensor, type OperatorSpec, type Parameter } from '@brine/graph';
import { createHost } from '@brine/core/host';
import { describe, expect, it } from 'vitest';
import { engine } from './engine.js';

const DTYPES: readonly DType[] = ['float64', 'float32', 'int64', 'int32', 'bool', 'str'];

/** Attributes that a node needs to be valid at all, beyond 1 for each int, where the schema alone does not tell. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, Attribute>>>> = {
  BitShift: { direction: { type: 'string', value: 'LEFT' } },
  Einsum: { equation: { type: 'string', value: 'i->i' } },
  RandomNormalLike: { dtype: { type: 'int', value: 1n } },
  RandomUniformLike: { dtype: { type: 'int', value: 1n } },
  CategoryMapper: { cats_int64s: { type: 'ints', value: [1n] }, cats_strings: { type: 'strings', value: ['a'] } },
  OneHotEncoder: { cats_int64s: { type: 'ints', value: [1n] } },
};

/** Operators that a lone node with inputs of unknown shape says nothing about. */
const NOT_ALONE: Readonly<Record<string, string>> = {
  If: 'needs subgraphs',
  Loop: 'needs subgraphs',
  Scan: 'needs subgraphs',
  Constant: 'becomes an initializer',
  TfIdfVectorizer: 'checks its pools against each other',
  TreeEnsemble: 'checks its trees (the fixture trees.onnx runs)',
  LabelEncoder: 'checks its keys against its values (the fixture strings.onnx runs)',
  OneHot: 'has kernels for some combinations of dtypes only',
  GRU: 'has a double kernel that refuses when it runs',
  LSTM: 'has a double kernel that refuses when it runs',
  RNN: 'has a double kernel that refuses when it runs',
};

const NO_KERNEL = /Could not find an implementation|Failed to find kernel|ShapeInferenceError|Type Error/;

describe('the kernels of the operator table', () => {
  const context = createHost([]).context();
  for (const spec of allOperators()) {
    if (NOT_ALONE[spec.name] !== undefined || !spec.kernels) continue;
    const parameter = spec.inputs[0]?.type;
    const allowed = parameter === undefined ? undefined : spec.types.get(parameter);
    const dtypes = allowed ? DTYPES.filter((dtype) => (allowed.get(dtype) ?? 99) <= 21) : [];
    for (const dtype of dtypes) {
      const has = spec.kernels.get(parameter!)?.has(dtype) ?? true;
      it(`${spec.name} has ${has ? 'a' : 'no'} kernel for ${dtype}`, async () => {
        // What it says against the attributes comes after it has found the kernel.
        const said = await engine
          .load(single(spec, parameter!, dtype, allowed!.get(dtype)!), context, { threads: 1 })
          .then(
            async (session) => session.close().then(() => 'it loads'),
            (error: unknown) => (error as Error).message,
          );
        if (has) expect(said).not.toMatch(NO_KERNEL);
        else expect(said).toMatch(NO_KERNEL);
      });
    }
  }
});

/** A model of one node: its type parameter at the dtype, the others at the same if they can be, else the first that has a kernel. */
function single(spec: OperatorSpec, parameter: string, dtype: DType, since: number): Graph {
  const dtypeOf = ({ type, dtype: fixed }: Parameter): DType =>
    fixed ?? (type === parameter ? dtype : firstOf(spec, type!, dtype));
  const inputs = spec.inputs
    .filter(({ option }) => option === 'single' || option === 'variadic')
    .map((one): Port => ({ name: `i_${one.name}`, dtype: dtypeOf(one), shape: null }));
  const outputs = spec.outputs.filter(({ option }) => option === 'single' || option === 'variadic').slice(0, 3);
  const attributes: Record<string, Attribute> = { ...ATTRIBUTES[spec.name] };
  for (const { name, type, required } of spec.attributes.values()) {
    if (!required || attributes[name]) continue;
    if (type === 'int') attributes[name] = { type, value: 1n };
    else if (type === 'ints') attributes[name] = { type, value: [1n, 1n] };
    else if (type === 'floats') attributes[name] = { type, value: [1] };
    else if (type === 'string') attributes[name] = { type, value: '' };
    else if (type === 'tensor') attributes[name] = { type, value: tensor('float64', [1]) };
  }
  return {
    name: 'g',
    opsets: {
      '': Math.max(17, spec.domain === '' ? Math.max(since, spec.since) : 17),
      ...(spec.domain === '' ? {} : { [spec.domain]: Math.max(since, spec.since) }),
    },
    inputs,
    outputs: outputs.map(({ name }) => ({ name: `o_${name}`, dtype: 'object', shape: null })),
    initializers: [],
    nodes: [
      {
        opType: spec.name,
        domain: spec.domain,
        name: '',
        inputs: inputs.map(({ name }) => name),
        outputs: outputs.map(({ name }) => `o_${name}`),
        attributes,
      },
    ],
    metadata: {},
  };
}

function firstOf(spec: OperatorSpec, type: string, wanted: DType): DType {
  const allowed = [...spec.types.get(type)!.keys()].filter((dtype) => spec.kernels?.get(type)?.has(dtype) ?? true);
  return allowed.includes(wanted) ? wanted : allowed[0]!;
}
