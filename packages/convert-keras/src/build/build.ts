import type { DenseTensor } from '@brine/core';
import { type Float, Formula, type GraphBuilder, type Value } from '@brine/graph';
import { bug } from '../read/errors.js';

/** What the formulas of layers are written in: {@link Formula} in the type that the layer computes in. */
export class Build extends Formula {
  /** @param names - what tells apart the names of bodies; a body has it from the graph around it */
  constructor(
    graph: GraphBuilder,
    float: Float,
    private readonly names: { bodies: number } = { bodies: 0 },
  ) {
    super(graph, float);
  }

  /** The same in the body of an operator. */
  inside(graph: GraphBuilder): Build {
    return new Build(graph, this.float, this.names);
  }

  /** A name for a body that no other has. */
  unique(name: string): string {
    return `${name}_${this.names.bodies++}`;
  }

  /** Equal parts of an axis, each of `length`; that of an axis whose length the graph knows may be left out. */
  split(a: Value, axis: number, parts: number, length = lengthOf(a, axis) / parts): Value[] {
    if (!Number.isSafeInteger(length)) throw bug(`an axis of ${a.name} in ${parts} parts`);
    return this.graph.ops('Split', [a, this.ints(new Array<number>(parts).fill(length))], { axis }, parts);
  }

  weight(tensor: DenseTensor): Value {
    const { dtype } = tensor;
    return dtype.startsWith('float') && dtype !== this.float
      ? this.cast(this.graph.constant(tensor), this.float)
      : this.graph.constant(tensor);
  }

  /** A weight with its axes in another order: moved here, so that nothing is left to do when the model runs. */
  moved(weight: DenseTensor, order: readonly number[]): Value {
    return this.weight(movedAxes(weight, order));
  }

  matmul(a: Value, b: Value): Value {
    return this.op('MatMul', [a, b]);
  }

  softmax(a: Value, axis = -1): Value {
    return this.op('Softmax', [a], { axis });
  }
}

const lengthOf = ({ shape }: Value, axis: number): number => Number(shape?.at(axis) ?? NaN);

/** A tensor with its axes in the order of `order`: axis i of the result is axis `order[i]` of the tensor. */
export function movedAxes(tensor: DenseTensor, order: readonly number[]): DenseTensor {
  const { shape, data, dtype } = tensor;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
  const moved = order.map((axis) => shape[axis]!);
  const steps = order.map((axis) => strides[axis]!);
  const result = (data as Float32Array).slice();
  const at = new Array<number>(order.length).fill(0);
  let from = 0;
  for (let i = 0; i < result.length; i++) {
    result[i] = (data as Float32Array)[from]!;
    for (let axis = order.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++at[axis]! < moved[axis]!) break;
      from -= steps[axis]! * moved[axis]!;
      at[axis] = 0;
    }
  }
  return { dtype, shape: moved, data: result };
}
