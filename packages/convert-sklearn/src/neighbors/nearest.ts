import { dictEntries, isKind } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Table } from '../build/table.js';
import { type Metric, type MetricParameters, METRICS } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import { numberOf, numbersOf } from '../read/index.js';
import { searchOrder } from './tree-order.js';

/** The metric that an estimator of neighbours was fitted with. */
export function metricOf(e: Estimator): Metric {
  const name = e.text('effective_metric_') ?? e.text('metric') ?? 'euclidean';
  if (name === 'precomputed') return { rank: (_b, x) => x };
  const make = Object.hasOwn(METRICS, name) ? METRICS[name] : undefined;
  const metric = make?.(parametersOf(e));
  if (!metric) throw e.refuse(`the metric ${name}`, `Known are ${Object.keys(METRICS).join(', ')}.`);
  return metric;
}

function parametersOf(e: Estimator): MetricParameters {
  const found = new Map<string, unknown>();
  for (const name of ['metric_params', 'effective_metric_params_']) {
    const dict = e.raw(name);
    if (!isKind(dict, 'dict')) continue;
    for (const [key, value] of dictEntries(dict)) {
      if (typeof key !== 'string' || value === null) continue;
      found.set(
        key,
        key === 'p' ? numberOf(value) : key === 'VI' ? numbersOf(value, e.at(name)) : numbersOf(value, e.at(name)).data,
      );
    }
  }
  if (!found.has('p') && e.has('p')) found.set('p', e.number('p'));
  return Object.fromEntries(found);
}

/** Ranks of all pairs of rows and training rows: shape [rows, training rows]. */
export function ranks(e: Estimator, x: Table, b: Build, metric: Metric): Value {
  const isPrecomputed = (e.text('effective_metric_') ?? e.text('metric')) === 'precomputed';
  return metric.rank(
    b,
    x.matrix(),
    isPrecomputed ? { shape: [x.width, 0], data: new Float64Array() } : e.matrix('_fit_X'),
  );
}

/**
 * The nearest training rows in the order of their distance. Of equally near ones at the end of the list those count that the search of a
 * KD or ball tree comes to first, else the first. Their positions and distances have the shape [rows, count].
 */
export function nearestRows(e: Estimator, x: Table, b: Build, count: number): { indices: Value; distances: Value } {
  const metric = metricOf(e);
  const all = ranks(e, x, b, metric);
  const smallest = (values: Value): [Value, Value] =>
    b.graph.ops('TopK', [values, b.ints([count])], { axis: 1, largest: 0 }, 2) as [Value, Value];
  const [rank, indices] = smallest(all);
  const distanceOf = (ranked: Value): Value => metric.distance?.(b, ranked) ?? ranked;
  const order = searchOrder(e, b, x.matrix(), metric, powerOf(e));
  if (!order) return { indices, distances: distanceOf(rank) };
  const last = b.slice(rank, count - 1, count);
  const claim = b.where(b.less(all, last), -1, b.where(b.equal(all, last), order, Infinity));
  const [, chosen] = smallest(claim);
  const [sorted, places] = smallest(b.op('GatherElements', [all, chosen], { axis: 1 }));
  return { indices: b.op('GatherElements', [chosen, places], { axis: 1 }), distances: distanceOf(sorted) };
}

/** The power of a metric that a KD tree takes. */
function powerOf(e: Estimator): number {
  const name = e.text('effective_metric_') ?? e.text('metric') ?? 'euclidean';
  if (name === 'minkowski' || name === 'p') return parametersOf(e).p ?? 2;
  return { chebyshev: Infinity, cityblock: 1, infinity: Infinity, l1: 1, manhattan: 1 }[name] ?? 2;
}

/**
 * A weight for each neighbour: one, or the inverse of its distance; where some are at no distance at all, those alone.
 * Source: sklearn.neighbors._base._get_weights
 *
 * @param among - which of them count; all without it
 */
export function neighbourWeights(e: Estimator, b: Build, distances: Value, among?: Value): Value {
  const kind = e.has('weights') ? e.choice('weights', ['uniform', 'distance']) : 'uniform';
  const counted = among && b.toFloat(among);
  if (kind === 'uniform') return counted ?? b.toFloat(b.equal(distances, distances));
  const isZero = among ? b.and(among, b.equal(distances, 0)) : b.equal(distances, 0);
  const zeros = b.toFloat(isZero);
  const hasZero = b.greater(b.reduceMax(zeros), 0);
  const inverse = b.div(1, b.where(b.equal(distances, 0), 1, distances));
  return b.where(hasZero, zeros, counted ? b.mul(inverse, counted) : inverse);
}
