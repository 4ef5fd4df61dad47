import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { identityMatrix, product, solveEach, transpose } from '../math/index.js';
import type { Numbers } from '../read/numbers.js';

export interface LeastAngle {
  readonly method: 'lar' | 'lasso';
  /** Where the path ends, in parts of the columns. */
  readonly penalty: number;
  /** Steps of the path at most. */
  readonly most: number;
  readonly isPositive: boolean;
}

/** numpy.finfo(float32).tiny, numpy.finfo(float32).eps, 10 ** numpy.finfo(float64).precision */
const TINY = 2 ** -126;
const EQUAL = 2 ** -23;
const DIGITS = 1e15;
/** A pivot below this (its square) makes an atom one of those that are there already. */
const DEGENERATE = 1e-14;

/**
 * Least angle regression of each row on the atoms, step by step; all rows take a step at once, and those that have arrived stand still.
 * Source: sklearn.linear_model._least_angle._lars_path_solver
 *
 * @returns codes, shape [rows, atoms]
 */
export function leastAngle(b: Build, x: Value, dictionary: Numbers, path: LeastAngle): Value {
  const [count = 0, width = 0] = dictionary.shape;
  const gram = b.constant(product(dictionary, transpose(dictionary)));
  const identity = b.floats(identityMatrix(count).data, [1, count, count]);
  const atoms = b.ints(Array.from({ length: count }, (_, i) => i));
  const cross = b.linear(x, dictionary);
  const none = b.repeat(x, new Float64Array(count));
  const zero = b.repeat(x, [0]);
  const no = b.less(zero, 0);

  const initial = [none, none, cross, none, none, zero, zero, no, b.not(no)];
  const turns = path.most + count + 2;
  const [code] = b.loop(initial, turns, (b, before) => {
    const [coef, previous, cov, active, sign, lastAlpha, steps, dropped, isOpen] = before as Turn;
    const isActive = b.greater(active, 0);
    const strength = b.where(isActive, -Infinity, path.isPositive ? cov : b.abs(cov));
    const isFull = b.equal(b.sum(active), count);
    const most = b.where(isFull, 0, b.reduceMax(strength));
    const alpha = b.div(most, width);

    // The end of the path lies between this step and the last.
    const isPast = b.lessOrEqual(alpha, path.penalty + EQUAL);
    const isBetween = b.and(b.and(isPast, b.greater(steps, 0)), b.greater(b.abs(b.sub(alpha, path.penalty)), EQUAL));
    const share = b.div(b.sub(lastAlpha, path.penalty), b.where(isBetween, b.sub(lastAlpha, alpha), 1));
    const ended = b.where(isBetween, b.add(previous, b.mul(share, b.sub(coef, previous))), coef);
    const isDone = b.or(isPast, b.or(b.greaterOrEqual(steps, path.most), isFull));

    // The atom that fits best joins, unless one has just left.
    const best = b.toFloat(b.equal(b.unsqueeze(b.argmax(strength), 1), atoms));
    const joining = b.where(dropped, 0, best);
    const joined = b.add(active, joining);
    const direction = path.isPositive ? joining : b.mul(joining, b.sign(cov));
    const signs = b.add(b.mul(sign, b.sub(1, joining)), direction);
    const { equiangular, pivot } = solved(b, joined, signs, joining);
    const isDegenerate = b.and(b.not(dropped), b.less(b.abs(pivot), DEGENERATE));

    const total = b.sum(b.mul(equiangular, signs));
    const scale = b.div(1, b.sqrt(total));
    const steer = b.mul(equiangular, scale);
    const correlation = b.div(b.op('Round', [b.mul(b.matmul(steer, gram), DIGITS)]), DIGITS);
    const isIn = b.greater(joined, 0);
    const leastOutside = (ratio: Value): Value => smallestPositive(b, b.where(isIn, 0, ratio));
    const first = leastOutside(b.div(b.sub(most, cov), b.add(b.sub(scale, correlation), TINY)));
    const second = leastOutside(b.div(b.add(most, cov), b.add(b.add(scale, correlation), TINY)));
    const reach = b.min(path.isPositive ? first : b.min(first, second), b.div(most, scale));
    const crossing = b.where(isIn, b.div(b.neg(coef), b.add(steer, TINY)), 0);
    const nearest = smallestPositive(b, crossing);
    const drops = b.less(nearest, reach);
    const length = path.method === 'lasso' ? b.where(drops, nearest, reach) : reach;
    const leaving = b.where(b.and(drops, b.and(isIn, b.equal(crossing, nearest))), 1, b.scalar(0));

    const moved = b.where(isIn, b.add(coef, b.mul(length, steer)), 0);
    const left = b.sub(cov, b.mul(length, correlation));
    const isLost = path.method === 'lasso' ? b.and(b.greater(steps, 0), b.less(lastAlpha, alpha)) : no;
    const stays = b.and(isOpen, b.not(isDone));
    const advances = b.and(stays, b.and(b.not(isDegenerate), b.not(isLost)));
    const removes = path.method === 'lasso';
    const residual = b.sub(cross, b.matmul(moved, gram));
    const kept = removes ? b.sub(joined, leaving) : joined;
    const refreshed = removes ? b.where(b.greater(leaving, 0), residual, left) : left;
    const skipped = b.where(b.and(stays, isDegenerate), b.mul(cov, b.sub(1, joining)), cov);
    const stillOpen = b.and(stays, b.or(isDegenerate, b.not(isLost)));
    return {
      after: [
        b.where(advances, moved, b.where(b.and(isOpen, isPast), ended, coef)),
        b.where(advances, coef, previous),
        b.where(advances, refreshed, skipped),
        b.where(advances, kept, active),
        b.where(advances, b.mul(signs, b.sub(1, b.mul(leaving, 2))), sign),
        b.where(advances, alpha, lastAlpha),
        b.where(advances, b.add(steps, 1), steps),
        b.or(b.and(advances, drops), b.and(b.not(advances), dropped)),
        stillOpen,
      ],
      goesOn: b.greater(b.total(b.toFloat(stillOpen)), 0),
    };
  });
  return code!;

  /** Solves for the signs among the atoms that are in, and finds the joining atom's pivot. */
  function solved(b: Build, joined: Value, signs: Value, joining: Value): { equiangular: Value; pivot: Value } {
    const inside = b.mul(b.unsqueeze(joined, 2), b.unsqueeze(joined, 1));
    const rest = b.mul(identity, b.unsqueeze(b.sub(1, joined), 1));
    const sides = b.concat([b.unsqueeze(signs, 2), b.unsqueeze(joining, 2)], 2);
    const solution = solveEach(b, b.add(b.mul(inside, gram), rest), b.mul(sides, b.unsqueeze(joined, 2)), count);
    const own = b.sum(b.mul(b.gather(solution, b.scalar(1, 'int64'), 2), joining));
    return {
      equiangular: b.gather(solution, b.scalar(0, 'int64'), 2),
      pivot: b.div(1, b.where(b.equal(own, 0), 1, own)),
    };
  }
}

/** Code, that of the step before, correlations, atoms that are in and their signs, penalty of the step before, steps, whether an atom left, whether the path goes on. */
type Turn = readonly [Value, Value, Value, Value, Value, Value, Value, Value, Value];

/** Source: sklearn.utils.arrayfuncs.min_pos */
function smallestPositive(b: Build, values: Value): Value {
  return b.reduceMin(b.where(b.greater(values, 0), values, Number.MAX_VALUE));
}
