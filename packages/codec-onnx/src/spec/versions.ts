/**
 * Which IR version goes with which opset.
 * @see https://github.com/onnx/onnx/blob/main/docs/Versioning.md (released versions)
 */

/**
 * Newest opset by IR version, of the releases from ONNX 1.0 on: IR version, ai.onnx, ai.onnx.ml. Version 3, which asks for initializers
 * that are inputs too, is left out: whatever it can say, 4 can.
 */
const RELEASES: readonly (readonly [ir: number, onnx: number, ml: number])[] = [
  [4, 9, 1],
  [5, 10, 1],
  [6, 11, 2],
  [7, 14, 2],
  [8, 18, 3],
  [9, 20, 4],
  [10, 22, 5],
  [11, 23, 5],
  [12, 24, 5],
  [13, 27, 5],
  [14, 28, 5],
];

/** Newest IR version that we know. */
export const NEWEST_IR = 14;

/** The lowest IR version whose releases have these opsets; the newest for opsets that none has. */
export function irVersionFor(opsets: Readonly<Record<string, number>>): number {
  const release = RELEASES.find(([, onnx, ml]) => (opsets[''] ?? 0) <= onnx && (opsets['ai.onnx.ml'] ?? 0) <= ml);
  return release?.[0] ?? NEWEST_IR;
}
