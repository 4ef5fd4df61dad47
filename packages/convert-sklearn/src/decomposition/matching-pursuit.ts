import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { product, transpose } from '../math/index.js';
import type { Numbers } from '../read/numbers.js';

/** numpy.finfo(float64).eps */
const EPSILON = 2 ** -52;

/**
 * Orthogonal matching pursuit: turn by turn the atom that fits best what is left of a row. Chosen atoms are held as combinations that
 * are orthogonal to each other, so that a new one changes the code by a multiple of its own.
 * Source: sklearn.linear_model._omp._gram_omp
 *
 * @param most - atoms in a code
 */
export function matchingPursuit(b: Build, x: Value, dictionary: Numbers, most: number): Value {
  const count = dictionary.shape[0]!;
  const gram = b.constant(product(dictionary, transpose(dictionary)));
  const atoms = b.ints(Array.from({ length: count }, (_, i) => i));
  const turns = b.ints(Array.from({ length: most }, (_, i) => i));
  const left = b.linear(x, dictionary);
  const nothing = b.repeat(x, new Float64Array(count));
  const noBasis = b.reshape(b.repeat(x, new Float64Array(most * count)), [-1, most, count]);
  const isOpen = b.equal(b.repeat(x, [0]), 0);

  // left: what the atoms still explain; chosen: 1 for the atoms of the code; basis: a combination of atoms for each turn, and its
  // products with the atoms.
  const initial = [left, nothing, nothing, noBasis, noBasis, isOpen];
  const [, code] = b.loop(initial, most, (b, [left, code, chosen, basis, products, isOpen], turn) => {
    const best = b.unsqueeze(b.argmax(b.abs(left!)), 1);
    const atom = b.toFloat(b.equal(best, atoms));
    const share = b.sum(b.mul(left!, atom));
    const goesOn = b.and(
      b.and(isOpen!, b.equal(b.sum(b.mul(chosen!, atom)), 0)),
      b.greaterOrEqual(b.square(share), EPSILON),
    );
    const row = b.gather(gram, b.squeeze(best, 1), 0);
    const overlaps = b.sum(b.mul(products!, b.unsqueeze(atom, 1)), 2);
    const rest = b.sub(atom, b.sum(b.mul(overlaps, basis!), 1, false));
    const square = b.sub(b.sum(b.mul(row, atom)), b.sum(b.square(overlaps), 1, false));
    const isFirst = b.equal(turn, 0);
    const isNew = b.and(goesOn, b.or(isFirst, b.greater(square, EPSILON)));
    const length = b.sqrt(b.where(isNew, square, 1));
    const own = b.where(isNew, b.div(rest, length), 0);
    const ownProducts = b.where(isNew, b.div(b.sub(row, b.sum(b.mul(overlaps, products!), 1, false)), length), 0);
    const step = b.where(isNew, b.div(share, length), 0);
    const isTurn = b.reshape(b.equal(turns, turn), [1, most, 1]);
    return {
      after: [
        b.sub(left!, b.mul(step, ownProducts)),
        b.add(code!, b.mul(step, own)),
        b.add(chosen!, b.where(isNew, atom, 0)),
        b.where(isTurn, b.unsqueeze(own, 1), basis!),
        b.where(isTurn, b.unsqueeze(ownProducts, 1), products!),
        isNew,
      ],
    };
  });
  return code!;
}
