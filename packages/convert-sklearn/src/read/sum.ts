/**
 * A sum as numpy adds contiguous float64: eight running sums for 8 elements and more, halves beyond 128.
 * Source: numpy/_core/src/umath/loops_utils.h.src, pairwise_sum
 */
export function numpySum(values: Float64Array): number {
  const n = values.length;
  if (n < 8) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[i]!;
    return sum;
  }
  if (n > 128) {
    const half = Math.floor(n / 2) - (Math.floor(n / 2) % 8);
    return numpySum(values.subarray(0, half)) + numpySum(values.subarray(half));
  }
  const lanes = values.slice(0, 8);
  let i = 8;
  for (; i < n - (n % 8); i += 8) for (let lane = 0; lane < 8; lane++) lanes[lane]! += values[i + lane]!;
  const [a, b, c, d, e, f, g, h] = lanes as unknown as [number, number, number, number, number, number, number, number];
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (; i < n; i++) sum += values[i]!;
  return sum;
}
