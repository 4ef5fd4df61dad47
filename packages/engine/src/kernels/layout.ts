/** What moves elements to other places: joins, cuts, repeats. */

import type { Numbers } from '../held.js';
import { type Held, integersOf, scalarOf, sizeOf } from '../held.js';
import { misfit } from '../errors.js';
import { int, text } from './attributes.js';
import { Meeting, broadcastShape } from './broadcast.js';
import { copyLanes } from './gather.js';
import { ALL, axisOf, type Kernel, type Kernels } from './kernel.js';

const concat: Kernel = {
  types: { T: ALL },
  plan(node) {
    const inputs = node.inputs as readonly Held[];
    const out = node.outputs[0]!;
    const given = int(node, 'axis', 0);
    return () => {
      const [first] = inputs as [Held];
      const axis = axisOf(given, first.shape.length);
      const shape = [...first.shape];
      shape[axis] = 0;
      for (const { shape: own } of inputs) {
        if (own.length !== shape.length || own.some((length, i) => i !== axis && length !== shape[i]))
          throw misfit(`[${first.shape.join(', ')}] and [${own.join(', ')}] do not join along axis ${axis}`);
        shape[axis]! += own[axis]!;
      }
      const { lanes: to, width } = out.reserve(shape);
      const outer = sizeOf(shape.slice(0, axis));
      const row = sizeOf(shape.slice(axis)) * width;
      let at = 0;
      for (const input of inputs) {
        const block = sizeOf(input.shape.slice(axis)) * width;
        const from = input.lanes;
        for (let i = 0; i < outer; i++) copyLanes(from, i * block, to, i * row + at, block);
        at += block;
      }
    };
  },
};

interface Cut {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** One axis of a Slice, clamped as Python clamps. */
function cut(start: number, end: number, step: number, length: number): Cut {
  if (step === 0) throw misfit('a slice has the step 0');
  const clamp = (position: number, low: number, high: number) =>
    Math.max(low, Math.min(high, position < 0 ? position + length : position));
  const from = step > 0 ? clamp(start, 0, length) : clamp(start, 0, length - 1);
  const to = step > 0 ? clamp(end, 0, length) : clamp(end, -1, length - 1);
  return { start: from, step, count: Math.max(0, Math.ceil((to - from) / step)) };
}

/** Copies a box with steps: the last axis in a loop, the others by a counter. */
function copyCuts(from: Numbers, shape: readonly number[], cuts: readonly Cut[], to: Numbers, width: number): void {
  const rank = shape.length;
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)) * width);
  // Axes at the end that are whole are one block.
  let whole = rank;
  while (whole > 0 && cuts[whole - 1]!.step === 1 && cuts[whole - 1]!.count === shape[whole - 1]) whole--;
  const last = whole - 1;
  const block =
    last >= 0 && cuts[last]!.step === 1 ? cuts[last]!.count * strides[last]! : (strides[last] ?? width * sizeOf(shape));
  const axes = last >= 0 && cuts[last]!.step === 1 ? last : whole;
  const total = cuts.reduce((product, { count }) => product * count, width);
  const base = cuts.reduce((sum, { start }, axis) => sum + start * strides[axis]!, 0);
  const counter = new Array<number>(axes).fill(0);
  let position = base;
  for (let at = 0; at < total; at += block) {
    copyLanes(from, position, to, at, block);
    for (let axis = axes - 1; axis >= 0; axis--) {
      const move = cuts[axis]!.step * strides[axis]!;
      position += move;
      if (++counter[axis]! < cuts[axis]!.count) break;
      position -= counter[axis]! * move;
      counter[axis] = 0;
    }
  }
}

const slice: Kernel = {
  types: { T: ALL, Tind: 'li' },
  plan(node) {
    const [data, starts, ends, axes, steps] = node.inputs as [Held, Held, Held, Held | undefined, Held | undefined];
    const out = node.outputs[0]!;
    const [startsOf, endsOf] = [integersOf(starts), integersOf(ends)];
    const [axesOf, stepsOf] = [axes && integersOf(axes), steps && integersOf(steps)];
    return () => {
      const { shape } = data;
      const cuts = shape.map((length): Cut => ({ start: 0, step: 1, count: length }));
      const from = startsOf();
      const to = endsOf();
      const along = axesOf?.() ?? from.map((_, i) => i);
      const by = stepsOf?.();
      along.forEach((given, i) => {
        const axis = axisOf(given, shape.length);
        if (shape[axis] === undefined) throw misfit(`there is no axis ${given} of the shape [${shape.join(', ')}]`);
        cuts[axis] = cut(from[i]!, to[i]!, by?.[i] ?? 1, shape[axis]);
      });
      out.reserve(cuts.map(({ count }) => count));
      copyCuts(data.lanes, shape, cuts, out.lanes, data.width);
    };
  },
};

const split: Kernel = {
  types: { T: ALL },
  plan(node) {
    const [data, lengths] = node.inputs as [Held, Held | undefined];
    const given = int(node, 'axis', 0);
    const lengthsOf = lengths && integersOf(lengths);
    const count = node.outputs.length;
    return () => {
      const axis = axisOf(given, data.shape.length);
      const length = data.shape[axis]!;
      const each = Math.ceil(length / count);
      const sizes = lengthsOf?.() ?? node.outputs.map((_, i) => Math.min(each, length - i * each));
      if (sizes.reduce((sum, size) => sum + size, 0) !== length || sizes.some((size) => size < 0))
        throw misfit(`an axis of length ${length} does not split into ${sizes.join(', ')}`);
      let start = 0;
      node.outputs.forEach((out, i) => {
        const cuts = data.shape.map((length): Cut => ({ start: 0, step: 1, count: length }));
        cuts[axis] = { start, step: 1, count: sizes[i]! };
        start += sizes[i]!;
        if (!out) return;
        out.reserve(cuts.map(({ count }) => count));
        copyCuts(data.lanes, data.shape, cuts, out.lanes, data.width);
      });
    };
  },
};

const expand: Kernel = {
  types: { T: ALL },
  plan(node) {
    const [input, wanted] = node.inputs as [Held, Held];
    const out = node.outputs[0]!;
    const shapeOf = integersOf(wanted);
    return () => {
      repeat(input, broadcastShape([input.shape, shapeOf()]), out);
    };
  },
};

/** Writes an input under a shape that it broadcasts to. */
function repeat(input: Held, shape: readonly number[], out: Held): void {
  const { width } = out.reserve(shape);
  const to = out.lanes;
  const from = input.lanes;
  // A slot of the whole shape without elements makes the meeting's shape the wanted one.
  const meeting = new Meeting([input, { shape } as Held]);
  meeting.arrange();
  for (let at = 0; at < out.size; at += meeting.inner) {
    let position = meeting.starts[0]! * width;
    for (let i = at * width; i < (at + meeting.inner) * width; i += width) {
      for (let lane = 0; lane < width; lane++) to[i + lane] = from[position + lane]!;
      position += meeting.steps[0]! * width;
    }
    if (at + meeting.inner < out.size) meeting.next();
  }
}

/** Each axis again and again: what broadcasts from `[1, a, 1, b]` to `[r, a, s, b]`, in the shape `[r a, s b]`. */
const tile: Kernel = {
  types: { T: ALL },
  plan(node) {
    const [input, repeats] = node.inputs as [Held, Held];
    const out = node.outputs[0]!;
    const countsOf = integersOf(repeats);
    return () => {
      const counts = countsOf();
      if (counts.length !== input.shape.length) throw misfit(`${counts.length} repeats for ${input.shape.length} axes`);
      const view = { lanes: input.lanes, width: input.width, shape: input.shape.flatMap((length) => [1, length]) };
      repeat(
        view as unknown as Held,
        input.shape.flatMap((length, axis) => [counts[axis]!, length]),
        out,
      );
      out.shape = input.shape.map((length, axis) => length * counts[axis]!);
    };
  },
};

/** The place in the input of a place beyond its edge. */
const BEYOND: Readonly<Record<string, (at: number, length: number) => number>> = {
  constant: () => -1,
  edge: (at, length) => (at < 0 ? 0 : length - 1),
  wrap: (at, length) => ((at % length) + length) % length,
  reflect(at, length) {
    if (length === 1) return 0;
    const period = 2 * (length - 1);
    const folded = ((at % period) + period) % period;
    return folded < length ? folded : period - folded;
  },
};

const pad: Kernel = {
  types: { T: ALL, Tind: 'li' },
  plan(node) {
    const [input, pads, constant, axes] = node.inputs as [Held, Held, Held | undefined, Held | undefined];
    const out = node.outputs[0]!;
    const [padsOf, axesOf] = [integersOf(pads), axes && integersOf(axes)];
    const beyond = BEYOND[text(node, 'mode', 'constant')]!;
    return () => {
      const { shape } = input;
      const given = padsOf();
      const along = axesOf?.().map((axis) => axisOf(axis, shape.length)) ?? [...shape.keys()];
      const before = shape.map(() => 0);
      const after = shape.map(() => 0);
      along.forEach((axis, i) => {
        before[axis] = given[i]!;
        after[axis] = given[i + along.length]!;
      });
      const result = shape.map((length, axis) => before[axis]! + length + after[axis]!);
      if (result.some((length) => length < 0)) throw misfit('more is cut away than there is');
      const { lanes: to, width } = out.reserve(result);
      const from = input.lanes;
      const filling = constant?.lanes;
      // Where each place of an axis comes from, in lanes; -1 is the constant.
      const sources = shape.map((length, axis) => {
        const stride = sizeOf(shape.slice(axis + 1)) * width;
        return Int32Array.from({ length: result[axis]! }, (_, i) => {
          const at = i - before[axis]!;
          const place = at >= 0 && at < length ? at : beyond(at, length);
          return place < 0 ? -1 : place * stride;
        });
      });
      const counter = shape.map(() => 0);
      const empty = (out.dtype === 'str' ? '' : 0) as number;
      for (let i = 0; i < out.size; i++) {
        let position = 0;
        for (let axis = 0; axis < counter.length; axis++) {
          const part = sources[axis]![counter[axis]!]!;
          if (part < 0) {
            position = -1;
            break;
          }
          position += part;
        }
        for (let lane = 0; lane < width; lane++)
          to[i * width + lane] = position < 0 ? (filling?.[lane] ?? empty) : from[position + lane]!;
        for (let axis = counter.length - 1; axis >= 0 && result[axis] === ++counter[axis]!; axis--) counter[axis] = 0;
      }
    };
  },
};

/** Above or below a diagonal; zero elsewhere. */
const trilu: Kernel = {
  types: { T: 'dfliscLISC?' },
  plan(node) {
    const [input, k] = node.inputs as [Held, Held | undefined];
    const out = node.outputs[0]!;
    const upper = int(node, 'upper', 1) !== 0;
    return () => {
      const diagonal = k ? scalarOf(k) : 0;
      const [rows, columns] = input.shape.slice(-2) as [number, number];
      const { lanes: to, width } = out.reserve(input.shape, input.size);
      const from = input.lanes;
      for (let i = 0; i < input.size; i++) {
        const row = Math.floor(i / columns) % rows;
        const distance = (i % columns) - row - diagonal;
        const kept = upper ? distance >= 0 : distance <= 0;
        for (let lane = 0; lane < width; lane++) to[i * width + lane] = kept ? from[i * width + lane]! : 0;
      }
    };
  },
};

export const layoutKernels: Kernels = {
  Concat: concat,
  Slice: slice,
  Split: split,
  Expand: expand,
  Tile: tile,
  Pad: pad,
  Trilu: trilu,
};
