import type { Convert } from '../build/scope.js';
import { linearScores } from './linear.js';

/** A generalised linear model with logarithmic link. Source: sklearn.linear_model._glm.glm._GeneralizedLinearRegressor.predict */
export const logLinear: Convert = (e, x, b) => ({ predict: () => b.exp(linearScores(e, x, b)) });

/** The link may be the identity: `link`, or for `auto` a power up to 0. */
export const tweedie: Convert = (e, x, b) => ({
  predict() {
    const link = e.choice('link', ['auto', 'identity', 'log'], 'auto');
    const scores = linearScores(e, x, b);
    return link === 'log' || (link === 'auto' && e.number('power', 0) > 0) ? b.exp(scores) : scores;
  },
});
