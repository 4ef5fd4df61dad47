import type { DenseTensor, GraphNode } from '@brine/core';
import { tensor } from '../../tensor.js';
import { constantNode, int, madeNode, type Call } from '../call.js';

/** First opset of ai.onnx that has CumSum, and integers as constants. */
const ADDING = 11;

/** Nodes of ai.onnx that follow one another. All of them are the same in each of its opsets that may have them. */
export class Chain {
  readonly nodes: GraphNode[] = [];

  constructor(
    readonly call: Call,
    /** What comes out of the last node. */
    public value: string,
  ) {}

  /** The next node: it takes what came out last, and constants. */
  then(opType: string, constants: readonly DenseTensor[] = [], attributes: GraphNode['attributes'] = {}): this {
    const inputs = [this.value, ...constants.map((value) => this.constant(value))];
    return this.with(opType, inputs, attributes);
  }

  /** The next node, of any inputs. */
  with(opType: string, inputs: readonly string[], attributes: GraphNode['attributes'] = {}): this {
    // So that the model has the domain.
    this.call.opset('');
    this.value = this.call.fresh(opType);
    this.nodes.push(madeNode(opType, inputs, this.value, attributes));
    return this;
  }

  /** A number for each integer, which is its place in a table. */
  lookUp(table: DenseTensor): this {
    this.need('a table');
    const places = this.then('Cast', [], { to: int(7) }).value;
    return this.with('Gather', [this.constant(table), places], { axis: int(0) });
  }

  /** Sums along the second axis, one number after the other. */
  addUp(count: number): this {
    this.need('a sum in order');
    return this.then('CumSum', [tensor('int64', [1], [])]).then('Gather', [tensor('int64', [count - 1], [])], {
      axis: int(1),
    });
  }

  /** Gives the last value its name. */
  named(name: string): GraphNode[] {
    const last = this.nodes.pop()!;
    return [...this.nodes, { ...last, name, outputs: [name] }];
  }

  constant(value: DenseTensor): string {
    const name = this.call.fresh('constant');
    this.nodes.push(constantNode(name, value));
    return name;
  }

  /** @throws where ai.onnx does not have it yet */
  need(what: string): void {
    const opset = this.call.opset('');
    if (opset < ADDING) this.call.refuse(`it takes ${what} there, which ai.onnx has from opset ${ADDING} on`);
  }
}
