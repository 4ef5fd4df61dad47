import { inspect } from 'node:util';
import { isCodecError } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { engine } from '../src/index.js';
import { KERNELS } from '../src/kernels/index.js';
import { CASES } from './cases.js';
import { NETWORK_CASES } from './network-cases.js';
import { type Case, distance, graphOf, runBoth } from './peer.js';

/** Tested elsewhere, or by another oracle. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['If', 'control.test.ts'],
  ['Loop', 'control.test.ts'],
  ['Scan', 'control.test.ts'],
  ['TreeEnsemble', 'trees.test.ts'],
  ['TreeEnsembleRegressor', 'classic-trees.test.ts'],
  ['TreeEnsembleClassifier', 'classic-trees.test.ts'],
  ['Constant', 'control.test.ts'],
  ['StringNormalizer', 'node.test.ts: ONNX Runtime asks the machine for a locale'],
  ['Mean', 'ONNX Runtime has no kernel in double, and the builder refuses it'],
  ['CastLike', 'ONNX Runtime expands it to Cast'],
]);

/** Both compute exactly, but for what rounds in the middle: their libraries' last digits, and the order of sums. */
function tolerance({ inputs }: Case): number {
  return inputs.some((input) => input?.dtype === 'float32') ? 2e-6 : 2e-15;
}

const byOperator = group([...CASES, ...NETWORK_CASES]);

function group(cases: readonly Case[]): Map<string, Case[]> {
  const groups = new Map<string, Case[]>();
  for (const one of cases) groups.set(one.op, [...(groups.get(one.op) ?? []), one]);
  return groups;
}

describe('every operator agrees with ONNX Runtime', () => {
  it.each([...byOperator.keys()])('%s', async (op) => {
    for (const one of byOperator.get(op)!) {
      const { graph, feeds } = graphOf(one);
      expect(await (await engine.load()).supports(graph), op).toBe(true);
      const [ours, theirs] = await runBoth(graph, feeds);
      for (const name of Object.keys(theirs)) {
        const what = `${inspect(one.attributes)} ${one.inputs.map((input) => input && `${input.dtype}[${input.shape.join()}]`).join(' ')}`;
        expect(distance(ours[name]!, theirs[name]!), what).toBeLessThanOrEqual(tolerance(one));
      }
    }
  });

  it('and every operator that is claimed is among them', () => {
    const claimed = Object.values(KERNELS).flatMap((kernels) => Object.keys(kernels));
    expect(claimed.filter((op) => !byOperator.has(op) && !ELSEWHERE.has(op))).toEqual([]);
  });
});

describe('what does not fit', () => {
  it.each<[string, Case, RegExp]>([
    [
      'an index outside',
      {
        op: 'Gather',
        inputs: [
          { dtype: 'float64', shape: [2], data: [1, 2] },
          { dtype: 'int64', shape: [1], data: [2] },
        ],
      },
      /Gather.*index 2/,
    ],
    [
      'shapes that do not meet',
      {
        op: 'Add',
        inputs: [
          { dtype: 'float64', shape: [2], data: [1, 2] },
          { dtype: 'float64', shape: [3], data: [1, 2, 3] },
        ],
      },
      /Add.*do not broadcast/,
    ],
    [
      'an integer by zero',
      {
        op: 'Div',
        inputs: [
          { dtype: 'int64', shape: [1], data: [1] },
          { dtype: 'int64', shape: [1], data: [0] },
        ],
      },
      /Div.*zero/,
    ],
  ])('%s is an error that names the node', async (_, one, message) => {
    const { graph, feeds } = graphOf(one);
    const session = await (await engine.load()).load(graph, (await import('./peer.js')).context, undefined);
    const error: unknown = await session.run(feeds).catch((thrown: unknown) => thrown);
    expect(isCodecError(error) && [error.fault, message.test(error.message)]).toEqual(['option', true]);
  });
});
