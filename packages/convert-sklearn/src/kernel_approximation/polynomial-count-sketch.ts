import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import type { Value } from '@brine/graph';
import { matrixOf } from '../math/index.js';

/**
 * Count sketches of the rows, convolved: the product of their Fourier transforms, transformed back. A sketch followed by a transform is
 * one constant matrix.
 * Source: sklearn.kernel_approximation.PolynomialCountSketch.transform
 */
export const polynomialCountSketch: Convert = (e, x, b) => ({
  transform() {
    const count = e.number('n_components');
    const bins = e.matrix('indexHash_');
    const signs = e.matrix('bitHash_');
    const [degree = 0, width = 0] = bins.shape;
    const scale = Math.sqrt(e.number('gamma'));
    const bias = Math.sqrt(e.number('coef0'));
    const cosine = (k: number): number => Math.cos((2 * Math.PI * (k % count)) / count);
    const sine = (k: number): number => Math.sin((2 * Math.PI * (k % count)) / count);
    // The last column is the constant of coef0, when there is one.
    const factor = (column: number): number => (column < x.width ? scale : bias);
    const rows = x.matrix();
    const transformed = (d: number, wave: (k: number) => number): Value => {
      const entry = (column: number, frequency: number): number => {
        const at = d * width + column;
        return signs.data[at]! * factor(column) * wave(bins.data[at]! * frequency);
      };
      const product = b.matmul(rows, b.constant(matrixOf(x.width, count, entry)));
      if (width === x.width) return product;
      return b.add(product, b.floats(Array.from({ length: count }, (_, frequency) => entry(x.width, frequency))));
    };
    let real = transformed(0, cosine);
    let imaginary = b.neg(transformed(0, sine));
    for (let d = 1; d < degree; d++) {
      const [c, s] = [transformed(d, cosine), b.neg(transformed(d, sine))];
      [real, imaginary] = [b.sub(b.mul(real, c), b.mul(imaginary, s)), b.add(b.mul(real, s), b.mul(imaginary, c))];
    }
    const back = (wave: (k: number) => number) =>
      b.constant(matrixOf(count, count, (frequency, k) => wave(frequency * k) / count));
    return Table.of(b, b.sub(b.matmul(real, back(cosine)), b.matmul(imaginary, back(sine))), count);
  },
});
