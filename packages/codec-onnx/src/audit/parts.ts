/** The nodes and tensors of a model, those of subgraphs and functions too. */

import { collect } from '../read/walk.js';
import type { GraphProto, ModelProto, NodeProto, TensorProto } from '../spec/messages.js';

export function tensorsIn(model: ModelProto): TensorProto[] {
  return collect('TensorProto', 'ModelProto', model);
}

interface Place {
  readonly node: NodeProto;
  /** How many subgraphs it is inside of. */
  readonly depth: number;
}

export function* nodesOf(model: ModelProto): Generator<Place> {
  const queue: { nodes: readonly NodeProto[]; depth: number }[] = [
    { nodes: model.graph?.node ?? [], depth: 0 },
    ...(model.functions ?? []).map(({ node = [] }) => ({ nodes: node, depth: 0 })),
  ];
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const node of next.nodes) {
      yield { node, depth: next.depth };
      for (const { g, graphs = [] } of node.attribute ?? []) {
        for (const graph of [...(g ? [g] : []), ...graphs] as GraphProto[]) {
          queue.push({ nodes: graph.node ?? [], depth: next.depth + 1 });
        }
      }
    }
  }
}
