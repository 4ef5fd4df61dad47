/** The lowerings of @brine/graph, run by ONNX Runtime in double, against the functions of JavaScript and of scipy. */
import { readFileSync } from 'node:fs';
import { createHost } from '@brine/core/host';
import { GraphBuilder, type AttributeInputs } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { engine } from './engine.js';

const context = createHost([]).context();

async function run(opType: string, x: readonly number[], attributes: AttributeInputs = {}): Promise<number[]> {
  const g = new GraphBuilder('g');
  const input = g.input('X', 'float64', [null]);
  g.output('Y', g.op(opType, opType === 'Mean' ? [input, g.scalar(1)] : [input], attributes));
  const session = await engine.load(g.build(), context, { threads: 1 });
  const { Y } = await session.run({ X: { dtype: 'float64', shape: [x.length], data: Float64Array.from(x) } });
  await session.close();
  return Array.from(Y!.data as Float64Array);
}

/** Within a few units in the last place; infinities, zeros and NaN exactly. */
function expectClose(x: readonly number[], actual: readonly number[], expected: readonly number[], ulps = 8): void {
  const wrong = x.flatMap((at, i) => {
    const [a, b] = [actual[i]!, expected[i]!];
    return Object.is(a, b) || (a === 0 && b === 0) || Math.abs(a - b) <= ulps * 2 ** -52 * Math.abs(b)
      ? []
      : [[at, a, b]];
  });
  expect(wrong).toEqual([]);
}

const EVERYWHERE = [
  0,
  -0,
  Infinity,
  -Infinity,
  NaN,
  ...[
    1e-300, 1e-20, 1e-8, 0.001, 0.1, 0.4, 0.5, 0.9, 1, 1.5, 2.4, 2.5, 3, 6.5, 20, 21.9, 22, 100, 700, 1e9, 1e200,
  ].flatMap((v) => [v, -v]),
];
const UNIT = EVERYWHERE.filter((x) => Math.abs(x) <= 1);

const HYPERBOLIC = EVERYWHERE.filter((x) => !(Math.abs(x) > 710 && Number.isFinite(x)));

describe('lowerings to operators with double kernels', () => {
  it.each<[string, readonly number[], (x: number) => number]>([
    ['Tan', EVERYWHERE.filter((x) => Math.abs(x) < 1000), Math.tan],
    ['Sinh', [...HYPERBOLIC, 710.3, -710.3], Math.sinh],
    ['Cosh', [...HYPERBOLIC, 710.3, -710.3], Math.cosh],
    ['Asinh', EVERYWHERE, Math.asinh],
    ['Acosh', [1, 1 + 2 ** -40, 1.1, 2, 100, 1e9, 1e200, Infinity, NaN], Math.acosh],
    ['Atanh', [...UNIT, 0.999999], Math.atanh],
    ['Asin', UNIT, Math.asin],
    ['Acos', UNIT, Math.acos],
    ['Atan', EVERYWHERE, Math.atan],
    ['Softplus', EVERYWHERE, (x) => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)))],
    ['Softsign', EVERYWHERE.filter((x) => Math.abs(x) !== Infinity), (x) => x / (1 + Math.abs(x))],
    ['Elu', EVERYWHERE, (x) => (x < 0 ? Math.expm1(x) : x)],
    ['HardSwish', [-4, -3, -1, 0, 1, 3, 4], (x) => x * Math.min(1, Math.max(0, x / 6 + 0.5))],
    ['ThresholdedRelu', [-1, 0.5, 1, 1.5, NaN], (x) => (x > 1 ? x : 0)],
    ['Mean', [1, 2, -3], (x) => (x + 1) / 2],
  ])('%s', async (opType, x, expected) => {
    expectClose(x, await run(opType, x), x.map(expected));
  });

  it('takes attributes, or the defaults of the operator', async () => {
    const x = [-2, -0.5, 0, 3];
    const [alpha, gamma] = [1.6732632, 1.050701].map(Math.fround) as [number, number];
    const selu = x.map((v) => gamma * (v < 0 ? alpha * Math.expm1(v) : v));
    const given = await run('Selu', x);
    given.forEach((value, i) => expect(value).toBeCloseTo(selu[i]!, 6));
    expectClose(
      x,
      await run('Elu', x, { alpha: 0.5 }),
      x.map((v) => (v < 0 ? 0.5 * Math.expm1(v) : v)),
    );
    expectClose(
      x,
      await run('HardSigmoid', x, { alpha: 0.5, beta: 0.25 }),
      x.map((v) => Math.min(1, Math.max(0, v / 2 + 0.25))),
    );
  });

  it('Erf and Gelu, against scipy', async () => {
    const { x, erf, gelu } = JSON.parse(
      readFileSync(new URL('../../fixtures/erf.json', import.meta.url), 'utf8'),
    ) as Record<'x' | 'erf' | 'gelu', number[]>;
    expectClose(x, await run('Erf', x), erf);
    // Gelu of a large negative number is what is left of 1 - 1.
    const close = await run('Gelu', x);
    close.forEach((value, i) => expect(Math.abs(value - gelu[i]!)).toBeLessThanOrEqual(2 ** -51 * Math.abs(x[i]!)));
    expect(await run('Erf', [Infinity, -Infinity, NaN])).toEqual([1, -1, NaN]);
    const tanh = await run('Gelu', [1], { approximate: 'tanh' });
    expect(tanh[0]).toBeCloseTo(0.8411919906082768, 15);
  });
});
