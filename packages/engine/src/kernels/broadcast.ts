/** Multidirectional broadcasting as a few long loops. @see https://github.com/onnx/onnx/blob/main/docs/Broadcasting.md */

import { misfit } from '../errors.js';
import { type Held, sizeOf } from '../held.js';

/**
 * How the elements of several inputs meet: `outer` runs of `inner` elements each. In a run input `i` starts at `starts[i]` and moves by
 * `steps[i]`, which is 0 or 1 after neighbouring axes have been joined, or more where the last axis is broadcast in another input.
 */
export class Meeting {
  shape: readonly number[] = [];
  size = 1;
  inner = 1;
  readonly steps: number[];
  readonly starts: number[];
  readonly #shapes: (readonly number[] | undefined)[];
  /** Of the joined axes but the last. */
  #lengths: number[] = [];
  #strides: number[][] = [];
  #counter: number[] = [];

  constructor(readonly inputs: readonly Held[]) {
    this.steps = inputs.map(() => 0);
    this.starts = inputs.map(() => 0);
    this.#shapes = inputs.map(() => undefined);
  }

  /** Looks at the shapes, and works out what has changed since the last time. */
  arrange(): void {
    let same = true;
    for (let i = 0; i < this.inputs.length; i++) {
      const { shape } = this.inputs[i]!;
      if (shape !== this.#shapes[i] && !(this.#shapes[i] && sameShape(shape, this.#shapes[i]!))) same = false;
      this.#shapes[i] = shape;
    }
    if (!same) this.#work(this.#shapes as (readonly number[])[]);
    this.#counter.fill(0);
    this.starts.fill(0);
  }

  #work(shapes: readonly (readonly number[])[]): void {
    this.shape = broadcastShape(shapes);
    this.size = sizeOf(this.shape);
    const rank = this.shape.length;
    const lengths: number[] = [];
    const strides = shapes.map((): number[] => []);
    const running = shapes.map(() => 1);
    for (let axis = rank - 1; axis >= 0; axis--) {
      const length = this.shape[axis]!;
      if (length === 1) continue;
      const own = shapes.map((shape, i) => {
        const at = axis - rank + shape.length;
        const wide = at >= 0 && shape[at]! !== 1;
        const stride = wide ? running[i]! : 0;
        if (wide) running[i]! *= length;
        return stride;
      });
      const last = lengths.length - 1;
      // An axis continues the one inside it when every input goes on where that one ends.
      if (last >= 0 && own.every((stride, i) => stride === strides[i]![last]! * lengths[last]!))
        lengths[last]! *= length;
      else {
        lengths.push(length);
        own.forEach((stride, i) => strides[i]!.push(stride));
      }
    }
    this.inner = lengths[0] ?? 1;
    this.#lengths = lengths.slice(1);
    this.#counter = this.#lengths.map(() => 0);
    this.#strides = strides.map((of) => of.slice(1));
    strides.forEach((of, i) => (this.steps[i] = of[0] ?? 0));
  }

  /** Moves the starts to the next run; to be called after each but the last. */
  next(): void {
    for (let axis = 0; axis < this.#lengths.length; axis++) {
      const wrapped = this.#lengths[axis] === ++this.#counter[axis]!;
      const by = wrapped ? 1 - this.#lengths[axis]! : 1;
      for (let i = 0; i < this.starts.length; i++) this.starts[i]! += by * this.#strides[i]![axis]!;
      if (!wrapped) return;
      this.#counter[axis] = 0;
    }
  }
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/** @throws CodecError `option` for shapes that do not meet */
export function broadcastShape(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map(({ length }) => length));
  return Array.from({ length: rank }, (_, axis) => {
    let length = 1;
    for (const shape of shapes) {
      const own = shape[axis - rank + shape.length] ?? 1;
      if (own !== 1 && length !== 1 && own !== length) {
        throw misfit(`the shapes ${shapes.map((of) => `[${of.join(', ')}]`).join(' and ')} do not broadcast`);
      }
      if (own !== 1) length = own;
    }
    return length;
  });
}
