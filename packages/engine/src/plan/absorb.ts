/** Which nodes are done by the kernel of the one before them: a constant added to a product, and what is below 0 left out of it. */

import type { DenseTensor, Graph, GraphNode } from '@brine/core';
import { kernelOf } from '../kernels/index.js';

/** A node with those that its kernel does too. */
export interface Absorbed {
  /** The last of them: its outputs are the kernel's. */
  readonly last: GraphNode;
  /** The constant that an Add of them adds. */
  readonly term: string | undefined;
  readonly relu: boolean;
}

export class Absorbing {
  /** Nodes that are done by others. */
  readonly done = new Set<GraphNode>();
  readonly #readers: ReadonlyMap<string, readonly (GraphNode | undefined)[]>;

  /** @param constant - what is known to be the same in every run */
  constructor(
    graph: Graph,
    readonly constant: (name: string) => DenseTensor | undefined,
  ) {
    this.#readers = readersOf(graph);
  }

  /** What the kernel of a node does besides it. */
  after(node: GraphNode): Absorbed {
    const absorbs = kernelOf(node.domain, node.opType)?.absorbs;
    let last = node;
    let term: string | undefined;
    if (absorbs?.Add && node.inputs.length === 2) {
      const add = this.#next(last, 'Add');
      term = add?.inputs.find((name) => name !== last.outputs[0]);
      if (add && term !== undefined && this.#isRow(node, term)) last = this.#take(add);
      else term = undefined;
    }
    const relu = absorbs?.Relu ? this.#next(last, 'Relu') : undefined;
    return { last: relu ? this.#take(relu) : last, term, relu: relu !== undefined };
  }

  #take(node: GraphNode): GraphNode {
    this.done.add(node);
    return node;
  }

  /** The node of an operator that alone reads the output of another. */
  #next({ outputs, domain }: GraphNode, opType: string): GraphNode | undefined {
    const readers = outputs.length === 1 ? this.#readers.get(outputs[0]!) : undefined;
    const [reader] = readers ?? [];
    return readers?.length === 1 && reader?.opType === opType && reader.domain === domain ? reader : undefined;
  }

  /** Whether a constant has an element for each column of the constant matrix that a node multiplies with. */
  #isRow({ inputs, attributes }: GraphNode, name: string): boolean {
    const matrix = this.constant(inputs[1]!)?.shape;
    const turned = attributes['transB']?.type === 'int' && attributes['transB'].value !== 0n;
    const shape = this.constant(name)?.shape;
    return matrix?.length === 2 && shape?.length === 1 && shape[0] === matrix[turned ? 0 : 1];
  }
}

/** The nodes that read each value; undefined for a body, or for whoever gets an output of the graph. */
function readersOf(graph: Graph): ReadonlyMap<string, readonly (GraphNode | undefined)[]> {
  const readers = new Map<string, (GraphNode | undefined)[]>();
  const note = (name: string, reader: GraphNode | undefined): void => {
    const known = readers.get(name);
    if (known) known.push(reader);
    else readers.set(name, [reader]);
  };
  const visit = (of: Graph, inside: boolean): void => {
    for (const { name } of of.outputs) note(name, undefined);
    for (const node of of.nodes) {
      for (const name of node.inputs) note(name, inside ? undefined : node);
      for (const attribute of Object.values(node.attributes))
        if (attribute.type === 'graph') visit(attribute.value, true);
    }
  };
  visit(graph, false);
  return readers;
}
