/** What is done to the sums of a row at the end. @see https://github.com/onnx/onnx/blob/main/docs/Operators-ml.md */

import type { Numbers } from '../../held.js';
import { sigmoid } from '../elementwise/unary.js';

type Transform = (sums: Numbers, rows: number, targets: number) => void;

const none: Transform = () => undefined;

const logistic: Transform = (sums, rows, targets) => {
  for (let i = 0; i < rows * targets; i++) sums[i] = sigmoid(sums[i]!);
};

/** @param keepZeros - elements that are exactly 0 stay so and do not count */
const softmax =
  (keepZeros: boolean): Transform =>
  (sums, rows, targets) => {
    for (let start = 0; start < rows * targets; start += targets) {
      let shift = -Infinity;
      for (let i = start; i < start + targets; i++) shift = Math.max(shift, sums[i]!);
      let total = 0;
      for (let i = start; i < start + targets; i++) {
        if (keepZeros && sums[i] === 0) continue;
        sums[i] = Math.exp(sums[i]! - shift);
        total += sums[i]!;
      }
      if (total !== 0) for (let i = start; i < start + targets; i++) sums[i]! /= total;
    }
  };

/** Numbered as post_transform; PROBIT (4), which nothing in use has, is not claimed. */
export const POST_TRANSFORMS: readonly (Transform | undefined)[] = [none, softmax(false), logistic, softmax(true)];
