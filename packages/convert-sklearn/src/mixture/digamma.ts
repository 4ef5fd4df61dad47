/**
 * The logarithmic derivative of the gamma function, for positive numbers: raised by recurrence until the asymptotic series is exact.
 * @see Abramowitz and Stegun, 6.3.5 and 6.3.18
 */
export function digamma(x: number): number {
  let shift = 0;
  while (x < 10) shift -= 1 / x++;
  const square = 1 / (x * x);
  const series =
    square *
    (1 / 12 -
      square *
        (1 / 120 -
          square * (1 / 252 - square * (1 / 240 - square * (1 / 132 - square * (691 / 32760 - square / 12))))));
  return shift + Math.log(x) - 0.5 / x - series;
}
