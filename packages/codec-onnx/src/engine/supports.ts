/** Whether ONNX Runtime can run a graph, by the operator table: without loading it. */

import type { Graph, GraphNode } from '@brine/core';
import { allNodes, findOperator, OPSETS } from '@brine/graph';
import { isTensorType } from './tensors.js';

/** @returns why not; empty when nothing speaks against it */
export function reasonsAgainst(graph: Graph): string[] {
  const reasons = new Set<string>();
  for (const [domain, version] of Object.entries(graph.opsets)) {
    const newest = OPSETS[domain]?.newest;
    if (newest !== undefined && version > newest)
      reasons.add(`opset ${version} of ${domain || 'ai.onnx'} is newer than ${newest}`);
  }
  const functions = new Set((graph.functions ?? []).map(({ domain, name }) => `${domain}:${name}`));
  for (const node of allNodes(graph)) {
    const reason = functions.has(`${node.domain}:${node.opType}`) ? undefined : reasonAgainst(node);
    if (reason !== undefined) reasons.add(reason);
  }
  for (const { name, dtype } of [...graph.inputs, ...graph.outputs]) {
    if (!isTensorType(dtype) && dtype !== 'object')
      reasons.add(`${name} is ${dtype}, which its JavaScript tensors do not hold`);
  }
  for (const { name, type } of graph.outputs) {
    if (type) reasons.add(`the output ${name} is a ${type.kind}, which its JavaScript interface does not give`);
  }
  return [...reasons];
}

/** Operators of ONNX's own domains that the table does not have are old ones: only loading tells. */
function reasonAgainst({ domain, opType }: GraphNode): string | undefined {
  if (!(domain in OPSETS) && !domain.startsWith('com.microsoft'))
    return `the operator ${domain}.${opType} is not known`;
  const spec = findOperator(domain, opType);
  return spec && !spec.kernels ? `it has no kernel for ${opType}` : undefined;
}
