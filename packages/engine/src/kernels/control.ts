/** Loop and If: bodies whose slots are those of the same plan. */

import { type Held, int64At, setInt64 } from '../held.js';
import { copyLanes } from './gather.js';
import { ALL, type Body, type Kernel, type Kernels } from './kernel.js';

/** The elements of a slot into another one, so that it outlives the next run of a body. */
export function copyInto(from: Held, to: Held): void {
  to.reserve(from.shape, from.size);
  copyLanes(from.lanes, 0, to.lanes, 0, from.size * from.width);
}

const branch: Kernel = {
  types: { V: ALL, B: '?' },
  plan(node) {
    const condition = node.inputs[0]!;
    const [yes, no] = [node.body('then_branch'), node.body('else_branch')];
    return () => {
      const body = condition.numbers[0] !== 0 ? yes : no;
      body.run();
      node.outputs.forEach((out, i) => {
        if (out) copyInto(body.outputs[i]!, out);
      });
    };
  },
};

/** Rows that a loop collects: they stand one after another as they come, in memory that doubles. */
export class Collected {
  #rows: Held[] = [];
  #count = 0;

  constructor(
    readonly body: Held,
    /** Of a row, when there is none. */
    readonly shape: readonly number[],
    readonly make: () => Held,
  ) {}

  start(): void {
    this.#count = 0;
  }

  add(): void {
    if (this.#count === this.#rows.length) this.#rows.push(this.make());
    copyInto(this.body, this.#rows[this.#count++]!);
  }

  /** @param backward - the last row first */
  finish(out: Held, backward = false): void {
    const shape = this.#count > 0 ? this.#rows[0]!.shape : this.shape;
    out.reserve([this.#count, ...shape]);
    let at = 0;
    for (let i = 0; i < this.#count; i++) {
      const row = this.#rows[backward ? this.#count - 1 - i : i]!;
      const n = row.size * row.width;
      copyLanes(row.lanes, 0, out.lanes, at, n);
      at += n;
    }
  }
}

/** The values that go from one turn to the next, in two sets of slots: a turn reads one and fills the other. */
export class Carried {
  values: readonly Held[];
  #others: readonly Held[];

  constructor(
    readonly body: Body,
    count: number,
    scratch: (like: Held) => Held,
    /** Positions of the first of them among the body's inputs and outputs. */
    readonly input: number,
    readonly output: number,
  ) {
    const slots = () => body.inputs.slice(input, input + count).map(scratch);
    this.values = slots();
    this.#others = slots();
  }

  start(initial: readonly Held[]): void {
    this.#fill(initial);
  }

  /** After a turn: what it gave for them. */
  next(): void {
    this.#fill(this.body.outputs.slice(this.output, this.output + this.values.length));
  }

  #fill(given: readonly Held[]): void {
    [this.values, this.#others] = [this.#others, this.values];
    this.values.forEach((slot, i) => {
      copyInto(given[i]!, slot);
      this.body.inputs[this.input + i]!.view(slot, slot.shape);
    });
  }
}

const loop: Kernel = {
  types: { V: ALL, I: 'l', B: '?' },
  plan(node) {
    const [trips, condition, ...initial] = node.inputs as [Held | undefined, Held | undefined, ...Held[]];
    const body = node.body('body');
    const carried = new Carried(body, initial.length, node.scratch, 2, 1);
    const collected = body.outputs
      .slice(1 + initial.length)
      .map((slot, i) => new Collected(slot, body.shapes[1 + initial.length + i]!, () => node.scratch(slot)));
    const [turn, goesOn] = [node.scratch(body.inputs[0]!), node.scratch(body.inputs[1]!)];
    return () => {
      const most = trips ? int64At(trips.words, 0) : Infinity;
      let going = condition ? condition.numbers[0] !== 0 : true;
      carried.start(initial);
      for (const rows of collected) rows.start();
      for (let i = 0; i < most && going; i++) {
        setInt64(turn.reserve([], 1).words, 0, i);
        body.inputs[0]!.view(turn, turn.shape);
        goesOn.reserve([], 1).numbers[0] = 1;
        body.inputs[1]!.view(goesOn, goesOn.shape);
        body.run();
        going = body.outputs[0]!.numbers[0] !== 0;
        for (const rows of collected) rows.add();
        carried.next();
      }
      node.outputs.forEach((out, i) => {
        if (!out) return;
        if (i < initial.length) copyInto(carried.values[i]!, out);
        else collected[i - initial.length]!.finish(out);
      });
    };
  },
};

export const controlKernels: Kernels = { If: branch, Loop: loop };
