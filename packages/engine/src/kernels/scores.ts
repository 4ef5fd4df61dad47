/** What becomes of the scores of a row: `post_transform`. PROBIT is as good as unknown. */

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

export const TRANSFORMS: Readonly<Record<string, (scores: number[]) => number[]>> = {
  NONE: (scores) => scores,
  LOGISTIC: (scores) => scores.map(logistic),
  SOFTMAX: (scores) => softmax(scores, () => false),
  SOFTMAX_ZERO: (scores) => softmax(scores, (score) => Math.abs(score) <= 1e-7),
};

/** @param stays - scores that are nothing, and stay it */
function softmax(scores: number[], stays: (score: number) => boolean): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => (stays(score) ? score * Math.exp(-most) : Math.exp(score - most)));
  const sum = powers.reduce((total, power, i) => (stays(scores[i]!) ? total : total + power), 0);
  return powers.map((power) => power / sum);
}
