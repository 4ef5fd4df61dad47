/** A cell over the steps of a sequence. Source: keras.src.backend.tensorflow.rnn */

import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Cell, Stepped } from './cells.js';
import { byOperator, type Ran } from './operator.js';

export interface Steps {
  /** `[batch, time, ...features]`, in the order in which it is walked. */
  readonly x: Value;
  /** bool, `[batch, time]`. */
  readonly mask: Value | undefined;
  /** Undefined: zeros. */
  readonly states: readonly Value[] | undefined;
  /** Where the mask is false the output is 0, not that of the step before. */
  readonly zeroOutput: boolean;
}

/** The operator of ONNX where it computes the cell, else a Scan of its steps: masks and other activations have no operator. */
export function overSequence(b: Build, cell: Cell, steps: Steps): Ran {
  const operator = steps.mask ? undefined : byOperator(b, cell, steps.x, steps.states);
  if (operator) return operator;
  const initial = steps.states ?? cell.stateSizes.map((size) => zeros(b, steps.x, [size]));
  return scan(b, steps, initial, [cell.outputSize], (inner, x, states) => cell.step(inner, x, states));
}

/** Zeros of one number of features for each row of `x`. */
export function zeros(b: Build, x: Value, features: readonly number[]): Value {
  const batch = b.slice(b.op('Shape', [x]), 0, 1, 0);
  return b.op('Expand', [b.scalar(0), b.concat([batch, b.ints(features)], 0)]);
}

type Step = (b: Build, x: Value, states: readonly Value[]) => Stepped;

/**
 * A Scan. Where a step is masked the states stay as they are, and the output is that of the step before.
 *
 * @param features - shape of an output without the batch
 */
export function scan(
  b: Build,
  { x, mask, zeroOutput }: Steps,
  initial: readonly Value[],
  features: readonly number[],
  step: Step,
): Ran {
  const keepsOutput = mask !== undefined && !zeroOutput;
  const carried = keepsOutput ? [...initial, zeros(b, x, features)] : initial;
  const sequences = mask ? [x, mask] : [x];
  const label = b.unique('step');
  const body = b.graph.subgraph(label, (graph) => {
    const inner = b.inside(graph);
    const before = carried.map(({ dtype, shape }, i) => graph.input(`${label}_state_${i}`, dtype, shape));
    const [now, there] = sequences.map(({ dtype, shape }, i) =>
      graph.input(`${label}_input_${i}`, dtype, shape && shape.filter((_, axis) => axis !== 1)),
    );
    const stepped = step(inner, now!, before.slice(0, initial.length));
    const spread = there && spreadMask(inner, there, features.length);
    const otherwise = keepsOutput ? before.at(-1)! : 0;
    const output = spread ? inner.where(spread, stepped.output, otherwise) : stepped.output;
    const after = stepped.states.map((state, i) => (spread ? inner.where(spread, state, before[i]!) : state));
    [...after, ...(keepsOutput ? [output] : [])].forEach((state, i) => graph.output(`${label}_after_${i}`, state));
    graph.output(`${label}_output`, output);
  });
  const outputs = b.graph.ops(
    'Scan',
    [...carried, ...sequences],
    { body, num_scan_inputs: sequences.length, scan_input_axes: sequences.map(() => 1), scan_output_axes: [1] },
    carried.length + 1,
  );
  return { sequence: outputs.at(-1)!, states: outputs.slice(0, initial.length) };
}

/** A bool for each row, beside that many axes of features. */
const spreadMask = (b: Build, there: Value, axes: number): Value =>
  b.unsqueeze(there, ...Array.from({ length: axes }, (_, i) => i + 1));

/** The steps the other way round. */
export function reversed(b: Build, x: Value): Value {
  return b.op('Slice', [x, b.ints([-1]), b.ints([Number.MIN_SAFE_INTEGER]), b.ints([1]), b.ints([-1])]);
}
