import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { product, transpose } from '../math/index.js';
import type { Numbers } from '../read/numbers.js';

export interface Descent {
  readonly penalty: number;
  /** Rounds at most. */
  readonly most: number;
  readonly isPositive: boolean;
  readonly tolerance: number;
  /** Since 1.8 atoms that cannot be in the code are left out of later rounds. */
  readonly screens: boolean;
}

/**
 * The lasso of each row on the atoms, an atom after the other until the dual gap closes; each row stops by itself.
 * Source: sklearn.linear_model._cd_fast.enet_coordinate_descent_gram
 *
 * @returns codes, shape [rows, atoms]
 */
export function coordinateDescent(b: Build, x: Value, dictionary: Numbers, descent: Descent): Value {
  const { penalty, isPositive, tolerance } = descent;
  const screens = descent.screens && penalty > 0;
  const count = dictionary.shape[0]!;
  const products = product(dictionary, transpose(dictionary));
  const gram = b.constant(products);
  const squares = Float64Array.from({ length: count }, (_, i) => products.data[i * count + i]!);
  const atoms = b.ints(Array.from({ length: count }, (_, i) => i));
  const cross = b.linear(x, dictionary);
  const square = b.sum(b.square(x));
  const enough = b.mul(square, tolerance);
  const none = b.repeat(x, new Float64Array(count));
  const zero = b.repeat(x, [0]);
  const everyAtom = b.repeat(
    x,
    squares.map((length) => Number(length !== 0)),
  );

  const start = gapOf(b, none, none);
  const isOpen = descent.screens
    ? b.not(b.and(b.greaterOrEqual(start.gap, 0), b.lessOrEqual(start.gap, enough)))
    : b.equal(zero, 0);
  const allowed = screens ? screened(b, start, everyAtom) : everyAtom;
  const [code] = b.loop([none, none, allowed, isOpen], descent.most, (b, before, turn) => {
    const [weights, image, allowed, isOpen] = before as [Value, Value, Value, Value];
    const round = sweep(b, weights, image, b.where(isOpen, allowed, 0));
    const change = b.div(round.change, b.where(b.equal(round.largest, 0), 1, round.largest));
    const isSmall = descent.screens ? b.lessOrEqual(change, tolerance) : b.less(change, tolerance);
    const isLast = b.equal(turn, descent.most - 1);
    const looks = b.or(b.or(isSmall, b.equal(round.largest, 0)), isLast);
    const state = gapOf(b, round.weights, round.image);
    const isClosed = descent.screens ? b.lessOrEqual(state.gap, enough) : b.less(state.gap, enough);
    const stillOpen = b.and(isOpen, b.not(b.and(looks, isClosed)));
    const next = screens ? b.where(b.and(stillOpen, looks), screened(b, state, allowed), allowed) : allowed;
    const removed = b.mul(round.weights, b.sub(allowed, next));
    return {
      after: [
        b.sub(round.weights, removed),
        screens ? b.sub(round.image, b.matmul(removed, gram)) : round.image,
        next,
        stillOpen,
      ],
      goesOn: b.greater(b.total(b.toFloat(stillOpen)), 0),
    };
  });
  return code!;

  /** Every allowed atom once; `image` is the code times the Gram matrix. */
  function sweep(b: Build, weights: Value, image: Value, allowed: Value) {
    const lengths = b.floats(squares);
    const [after, afterImage, change, largest] = b.loop([weights, image, zero, zero], count, (b, before, turn) => {
      const [weights, image, change, largest] = before as [Value, Value, Value, Value];
      const at = (matrix: Value): Value => b.unsqueeze(b.gather(matrix, turn, 1), 1);
      const length = b.gather(lengths, turn, 0);
      const own = at(weights);
      const fit = b.add(b.sub(at(cross), at(image)), b.mul(own, length));
      const shrunk = b.div(
        b.mul(b.sign(fit), b.max(b.sub(b.abs(fit), penalty), 0)),
        b.where(b.equal(length, 0), 1, length),
      );
      const wanted = isPositive ? b.where(b.less(fit, 0), 0, shrunk) : shrunk;
      const isAllowed = b.greater(at(allowed), 0);
      const next = b.where(isAllowed, wanted, own);
      const step = b.sub(next, own);
      return {
        after: [
          b.where(b.equal(atoms, turn), next, weights),
          b.add(image, b.mul(step, b.gather(gram, turn, 0))),
          b.max(change, b.abs(step)),
          b.max(largest, b.where(isAllowed, b.abs(next), 0)),
        ],
      };
    });
    return { weights: after!, image: afterImage!, change: change!, largest: largest! };
  }

  /** Source: sklearn.linear_model._cd_fast.gap_enet_gram, dual_gap_formulation_A */
  function gapOf(b: Build, weights: Value, image: Value): Gap {
    const explained = b.sum(b.mul(weights, cross));
    const residual = b.sub(b.add(square, b.sum(b.mul(weights, image))), b.mul(explained, 2));
    const correlations = b.sub(cross, image);
    const norm = b.reduceMax(isPositive ? correlations : b.abs(correlations));
    const primal = b.add(b.mul(residual, 0.5), b.mul(b.sum(b.abs(weights)), penalty));
    const scale = b.where(b.greater(norm, penalty), b.div(penalty, b.where(b.equal(norm, 0), 1, norm)), 1);
    const dual = b.add(b.mul(b.mul(b.square(scale), residual), -0.5), b.mul(scale, b.sub(square, explained)));
    return { gap: b.sub(primal, dual), correlations, norm };
  }

  /** The atoms that a code may still have, by the gap safe rule. */
  function screened(b: Build, { gap, correlations, norm }: Gap, allowed: Value): Value {
    const radius = b.div(b.sqrt(b.mul(b.abs(gap), 2)), penalty);
    const angle = b.abs(b.div(correlations, b.max(norm, penalty)));
    const distance = b.div(b.sub(1, angle), b.floats(squares.map((length) => Math.sqrt(length) || 1)));
    return b.where(b.lessOrEqual(distance, radius), allowed, 0);
  }
}

interface Gap {
  readonly gap: Value;
  readonly correlations: Value;
  readonly norm: Value;
}
