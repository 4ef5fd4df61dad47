import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert } from '../build/scope.js';
import { rowSquares } from '../math/index.js';
import { attributePart, type Estimator, malformed, numberOf, numbersOf, type Part } from '../read/index.js';
import { kMeans } from './centres.js';

/** A node of the tree of bisections: a cluster, or a choice between two centres. */
interface Bisection {
  readonly label: number;
  /** Positions of the children in the list of nodes. */
  children?: readonly [left: number, right: number];
  readonly centre: Float64Array;
}

/**
 * Down the tree of bisections, at each to the nearer centre, the left one when they are equally near.
 * Source: sklearn.cluster._bisect_k_means.BisectingKMeans._predict_recursive
 */
export const bisectingKMeans: Convert = (e, x, b, scope) => ({
  ...kMeans(e, x, b, scope),
  predict: () => b.cast(b.squeeze(labels(b, x.matrix(), bisections(e)), 1), 'int32'),
});

/** The nodes, parents before their children. */
function bisections(e: Estimator): Bisection[] {
  const root = e.part('_bisecting_tree');
  const shift = e.has('_X_mean') ? e.vector('_X_mean') : undefined;
  const parts: Part[] = [root];
  const seen = new Set<unknown>();
  const nodes: Bisection[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (seen.has(part.value)) throw malformed('a bisection that contains itself', part.path);
    seen.add(part.value);
    const centre = attributePart(part, 'center');
    const left = attributePart(part, 'left');
    const right = attributePart(part, 'right');
    const values = centre ? numbersOf(centre.value, centre.path).data : new Float64Array();
    const node: Bisection = {
      label: numberOf(attributePart(part, 'label')?.value) ?? -1,
      centre: shift ? values.map((value, j) => value + shift[j]!) : values,
    };
    if (left && right && left.value !== null && right.value !== null) {
      node.children = [parts.length, parts.length + 1];
      parts.push(left, right);
    }
    nodes.push(node);
  }
  return nodes;
}

/** Bottom up: what each node answers, shape [rows, 1]. */
function labels(b: Build, x: Value, nodes: readonly Bisection[]): Value {
  const width = nodes.find(({ children }) => children)?.centre.length ?? 0;
  const centres = {
    shape: [nodes.length, width],
    data: Float64Array.from(nodes.flatMap(({ centre }) => Array.from(centre))),
  };
  if (centres.data.length !== nodes.length * width)
    throw malformed('bisections with centres of different widths', '_bisecting_tree');
  const scores = b.add(b.mul(b.linear(x, centres), -2), b.floats(rowSquares(centres)));
  const score = (node: number): Value => b.slice(scores, node, node + 1);
  const answers: Value[] = [];
  for (let i = nodes.length - 1; i >= 0; i--) {
    const { children, label } = nodes[i]!;
    answers[i] = children
      ? b.where(b.lessOrEqual(score(children[0]), score(children[1])), answers[children[0]]!, answers[children[1]]!)
      : b.ints([label], [1, 1]);
  }
  return answers[0]!;
}
