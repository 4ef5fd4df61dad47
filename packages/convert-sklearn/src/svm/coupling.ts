import type { Value } from '@brine/graph';
import type { GraphBuilder } from '@brine/graph';
import { Build } from '../build/index.js';
import type { Estimator } from '../read/estimator.js';

const MIN_PROBABILITY = 1e-7;

/**
 * Probabilities of the classes out of those of pairs, by the iteration of Wu, Lin and Weng.
 * Source: libsvm, sigmoid_predict and multiclass_probability
 *
 * @param decisions - shape [rows, pairs]
 */
export function coupledProbabilities(e: Estimator, b: Build, decisions: Value, count: number): Value {
  const slopes = e.vector(e.has('_probA') ? '_probA' : 'probA_');
  const offsets = e.vector(e.has('_probB') ? '_probB' : 'probB_');
  const scores = b.add(b.mul(decisions, b.floats(slopes)), b.floats(offsets));
  const first = b.clip(b.sigmoid(b.neg(scores)), MIN_PROBABILITY, 1 - MIN_PROBABILITY);
  // r[t][j], shape [rows, classes * classes]: the probability of t against j; 0 on the diagonal.
  const both = b.concat([first, b.sub(1, first), b.sub(first, first)]);
  const pairs = first.shape?.[1] as number | null;
  const total = slopes.length;
  if (pairs !== total) throw e.refuse('probabilities for other pairs than there are classes');
  const source: number[] = [];
  for (let t = 0; t < count; t++) {
    for (let j = 0; j < count; j++)
      source.push(t === j ? 2 * total : t < j ? pairAt(t, j, count) : total + pairAt(j, t, count));
  }
  const r = b.reshape(b.gather(both, source), [-1, count, count]);
  return iterate(b, quadratic(b, r, count), count);
}

function pairAt(i: number, j: number, count: number): number {
  return (i * (2 * count - i - 1)) / 2 + (j - i - 1);
}

/** Q: `-r[j][t] r[t][j]`, and on the diagonal the sum of the squares of `r[j][t]`. */
function quadratic(b: Build, r: Value, count: number): Value {
  const swapped = b.transpose(r, [0, 2, 1]);
  const eye = b.floats(
    Array.from({ length: count * count }, (_, i) => (i % (count + 1) === 0 ? 1 : 0)),
    [1, count, count],
  );
  const diagonal = b.unsqueeze(b.sum(b.square(r), 1, false), 1);
  return b.sub(b.mul(diagonal, eye), b.mul(r, swapped));
}

/** Rows that have converged stay as they are; libsvm stops after 100 rounds. */
function iterate(b: Build, q: Value, count: number): Value {
  const start = b.add(b.mul(b.sum(q, 2, false), 0), 1 / count);
  const body = b.graph.subgraph('coupling', (graph) => {
    graph.input('coupling_round', 'int64', []);
    graph.input('coupling_going', 'bool', []);
    const p = graph.input('coupling_p', b.float, [null, count]);
    const inner = new Build(graph as GraphBuilder, b.float);
    const { next, active } = round(inner, q, p, count);
    graph.output(
      'coupling_more',
      inner.cast(inner.op('ReduceMax', [inner.cast(active, 'int64')], { keepdims: 0 }), 'bool'),
    );
    graph.output('coupling_next', inner.where(active, next, p));
  });
  const rounds = b.scalar(Math.max(100, count), 'int64');
  return b.op('Loop', [rounds, b.scalar(1, 'bool'), start], { body });
}

function round(b: Build, q: Value, p: Value, count: number): { next: Value; active: Value } {
  let qp = b.squeeze(b.matmul(q, b.unsqueeze(p, 2)), 2);
  let pqp = b.sum(b.mul(p, qp));
  const active = b.greaterOrEqual(b.reduceMax(b.abs(b.sub(qp, pqp))), 0.005 / count);
  let next = p;
  for (let t = 0; t < count; t++) {
    const row = b.squeeze(b.slice(q, t, t + 1, 1), 1);
    const own = b.slice(row, t, t + 1);
    const qpt = b.slice(qp, t, t + 1);
    const difference = b.div(b.sub(pqp, qpt), own);
    const unit = b.floats(Array.from({ length: count }, (_, i) => (i === t ? 1 : 0)));
    const growth = b.add(difference, 1);
    pqp = b.div(b.div(b.add(pqp, b.mul(difference, b.add(b.mul(difference, own), b.mul(qpt, 2)))), growth), growth);
    qp = b.div(b.add(qp, b.mul(difference, row)), growth);
    next = b.div(b.add(next, b.mul(difference, unit)), growth);
  }
  return { next, active };
}
