import { readFileSync } from 'node:fs';
import { DEFAULT_LIMITS } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { decodeMessage } from '../read/decode.js';
import { readModel } from '../build/model.js';
import { check } from './index.js';
import { checkModel } from './model.js';

interface Case {
  readonly model: string;
  readonly change: string;
  readonly error: string | null;
  readonly full: string | null;
  readonly bytes: string;
}

const { cases } = JSON.parse(readFileSync(new URL('../../fixtures/checked.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

const decode = ({ bytes }: Case) =>
  decodeMessage('ModelProto', Uint8Array.from(Buffer.from(bytes, 'base64')), DEFAULT_LIMITS);

describe('onnx refuses what we refuse, and nothing else', () => {
  it.each(cases.map((one, i) => [i, one.model, one.change, one] as const))('%i %s: %s', (_, _model, _change, one) => {
    const findings = checkModel(decode(one));
    expect({ ok: findings.length === 0, findings: findings.map(({ message }) => message), theirs: one.error }).toEqual({
      ok: one.error === null,
      findings: expect.anything() as unknown,
      theirs: one.error,
    });
  });
});

it('knows the IR versions of onnx 1.23', () => {
  const said = (irVersion: bigint) =>
    checkModel({ ...decode(cases.find(({ error }) => error === null)!), irVersion }).map(({ message }) => message);
  expect(said(14n)).toEqual([]);
  expect(said(15n)).toEqual(['The model has IR version 15, which is newer than 14']);
});

/** Where our verdict with types is another one, and why. An entry that comes to agree fails the test. */
const DIFFERENT: readonly (readonly [model: string, change: string, message: RegExp, reason: string])[] = [
  [
    'control.onnx',
    'change Tensor.elem_type',
    /existing elem type: \(11\) vs \(-1\)/,
    'an element type that is no number of ours is an open one',
  ],
  ['strings.onnx', 'change Tensor.elem_type', /Invalid tensor data type -1/, 'the same'],
  [
    'dtypes_typed.onnx',
    'change Dimension.dim_value',
    /\(5\) vs \(-1\)/,
    'a negative length, which older exporters write, is an open one',
  ],
  ['control.onnx', 'clear TensorShapeProto.dim', /^$/, 'we compare the outputs of bodies with what they state too'],
  ['functions.onnx', 'clear AttributeProto.ref_attr_name', /Constant/, 'onnx looks at the values of attributes'],
  ['trees.onnx', 'double AttributeProto.ints', /must have 3 elements/, 'the same'],
  ['zipmap.onnx', 'double TensorShapeProto.dim', /should be 1D or 2D/, 'the same'],
  [
    'old.onnx',
    'change Tensor.elem_type',
    /unsupported type: tensor\(int64\)/,
    'the table has no types of operators before opset 17',
  ],
  [
    'dtypes_typed.onnx',
    'drop TensorProto.int32_data',
    /^$/,
    'five elements of four bits need three bytes: reading asks for them, the checker does not',
  ],
];

const isDifferent = ({ model, change, full }: Case) =>
  DIFFERENT.some(([of, done, message]) => of === model && done === change && message.test(full ?? ''));

function agrees(one: Case): void {
  const findings = check(readModel(decode(one), new Map()));
  const messages = findings.map(({ message }) => message);
  expect({ ok: findings.length === 0, messages }, one.full ?? 'accepted by onnx').toEqual({
    ok: one.full === null,
    messages,
  });
}

describe('with full_check as well', () => {
  const typed = cases.filter(({ error }) => error === null);
  const same = typed.filter((one) => !isDifferent(one));
  it.each(same.map((one, i) => [i, one.model, one.change, one] as const))('%i %s: %s', (_, _model, _change, one) => {
    agrees(one);
  });

  it.each(DIFFERENT)('%s: %s is different: %s %s', (model, change, message) => {
    const listed = typed.filter((one) => one.model === model && one.change === change && message.test(one.full ?? ''));
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.some((one) => !attempt(() => agrees(one)))).toBe(true);
  });
});

function attempt(run: () => void): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}
