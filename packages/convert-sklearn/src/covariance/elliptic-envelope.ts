import { once } from '../build/index.js';
import type { Convert, Entries } from '../build/scope.js';
import { inlierLabels } from '../linear_model/index.js';
import { inverse } from '../math/index.js';

/** The squared Mahalanobis distance with the sign changed. Source: sklearn.covariance._elliptic_envelope.EllipticEnvelope */
const ellipticEnvelope: Convert = (e, x, b) => {
  const score_samples = once(() => {
    const precision = e.has('precision_') ? e.matrix('precision_') : inverse(e.matrix('covariance_'));
    const deviation = b.sub(x.matrix(), b.floats(e.vector('location_')));
    return b.neg(b.sum(b.mul(b.linear(deviation, precision), deviation), 1, false));
  });
  const decision_function = once(() => b.sub(score_samples(), e.number('offset_')));
  return { score_samples, decision_function, predict: () => inlierLabels(b, decision_function()) };
};

export const covariance: Entries = { 'covariance.EllipticEnvelope': ellipticEnvelope };
