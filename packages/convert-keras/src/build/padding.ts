/** How far a window moves and what is put around, as Keras and TensorFlow have it. */

import type { AttributeInputs } from '@brine/graph';
import type { Length } from './tensor.js';

export interface Window {
  /** Lengths of the window, its steps, and the distance of its elements. */
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: 'valid' | 'same' | 'causal';
}

/** Length of a window with what lies between its elements. */
const extentOf = ({ size, dilations }: Window, axis: number): number => (size[axis]! - 1) * dilations[axis]! + 1;

/** Lengths of what a window makes of these. */
export function windowLengths(window: Window, lengths: readonly Length[]): readonly Length[] {
  return lengths.map((length, axis) => {
    if (length === null) return null;
    const stride = window.strides[axis]!;
    const places = window.padding === 'valid' ? length - extentOf(window, axis) + 1 : length;
    return Math.max(0, Math.ceil(places / stride));
  });
}

/**
 * The padding as attributes of an ONNX operator. That of `same` depends on the length: where that is not known, the runtime finds it.
 * Source: tensorflow, "padding" of tf.nn (the odd element comes at the end)
 */
export function paddingOf(window: Window, lengths: readonly Length[]): AttributeInputs {
  if (window.padding === 'valid') return {};
  if (window.padding === 'causal')
    return { pads: [...lengths.map((_, axis) => extentOf(window, axis) - 1), ...lengths.map(() => 0)] };
  if (lengths.includes(null)) return { auto_pad: 'SAME_UPPER' };
  const outputs = windowLengths(window, lengths);
  const totals = lengths.map((length, axis) =>
    Math.max((outputs[axis]! - 1) * window.strides[axis]! + extentOf(window, axis) - length!, 0),
  );
  return { pads: [...totals.map((total) => Math.floor(total / 2)), ...totals.map((total) => Math.ceil(total / 2))] };
}
