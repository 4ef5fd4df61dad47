/** Scan: a body over the slices of an axis. @see https://onnx.ai/onnx/operators/onnx__Scan.html */

import { misfit } from '../errors.js';
import { type Held, sizeOf } from '../held.js';
import { int, ints } from './attributes.js';
import { Carried, Collected, copyInto } from './control.js';
import { copyLanes } from './gather.js';
import { ALL, axisOf, type Kernel, type Kernels } from './kernel.js';
import { transposeInto } from './transpose.js';

/** One slice of an axis, into a slot of its own. */
function sliceInto(from: Held, axis: number, at: number, to: Held): void {
  const { shape, width } = from;
  const inner = sizeOf(shape.slice(axis + 1)) * width;
  const outer = sizeOf(shape.slice(0, axis));
  to.reserve(shape.filter((_, i) => i !== axis));
  for (let i = 0; i < outer; i++) copyLanes(from.lanes, (i * shape[axis]! + at) * inner, to.lanes, i * inner, inner);
}

const scan: Kernel = {
  types: { V: ALL },
  plan(node) {
    const body = node.body('body');
    const count = int(node, 'num_scan_inputs', 1);
    const inputs = node.inputs as readonly Held[];
    const states = inputs.length - count;
    const scanned = inputs.slice(states);
    const [axes, directions] = [ints(node, 'scan_input_axes'), ints(node, 'scan_input_directions')];
    const [outAxes, outDirections] = [ints(node, 'scan_output_axes'), ints(node, 'scan_output_directions')];
    const carried = new Carried(body, states, node.scratch, 0, 0);
    const slices = scanned.map((_, i) => node.scratch(body.inputs[states + i]!));
    const collected = body.outputs
      .slice(states)
      .map((slot, i) => new Collected(slot, body.shapes[states + i]!, () => node.scratch(slot)));
    const stacked = body.outputs.slice(states).map((slot) => node.scratch(slot));
    return () => {
      const along = scanned.map(({ shape }, i) => axisOf(axes?.[i] ?? 0, shape.length));
      const lengths = scanned.map(({ shape }, i) => shape[along[i]!]);
      const length = lengths[0];
      if (length === undefined || lengths.some((n) => n !== length))
        throw misfit(`axes of ${lengths.join(', ')} elements to be scanned together`);
      carried.start(inputs.slice(0, states));
      for (const rows of collected) rows.start();
      for (let t = 0; t < length; t++) {
        scanned.forEach((input, i) => {
          sliceInto(input, along[i]!, directions?.[i] ? length - 1 - t : t, slices[i]!);
          body.inputs[states + i]!.view(slices[i]!, slices[i]!.shape);
        });
        body.run();
        for (const rows of collected) rows.add();
        carried.next();
      }
      node.outputs.forEach((out, i) => {
        if (!out) return;
        if (i < states) return copyInto(carried.values[i]!, out);
        const [rows, whole] = [collected[i - states]!, stacked[i - states]!];
        rows.finish(whole, outDirections?.[i - states] === 1);
        const rank = whole.shape.length;
        const axis = axisOf(outAxes?.[i - states] ?? 0, rank);
        const perm = Array.from({ length: rank }, (_, k) => (k < axis ? k + 1 : k === axis ? 0 : k));
        const { lanes } = out.reserve(perm.map((k) => whole.shape[k]!));
        transposeInto(whole.lanes, whole.shape, perm, lanes, whole.width);
      });
    };
  },
};

export const scanKernels: Kernels = { Scan: scan };
