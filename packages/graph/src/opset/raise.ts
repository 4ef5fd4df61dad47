import { isCodecError, type Graph } from '@brine/core';
import { OPSETS } from '../operators/operator.js';
import { convertOpset, type Opsets } from './convert.js';

/** Versions that the operator table describes. The trees that came before TreeEnsemble were withdrawn with 5, and nothing else changed with it. */
const DESCRIBED: Opsets = { '': OPSETS['']!.newest, 'ai.onnx.ml': 4 };

/**
 * The same computation in the versions that the operator table describes, for an engine that runs those.
 *
 * @returns undefined for a graph that has them already, or that they cannot express
 */
export function raiseOpset(graph: Graph): Graph | undefined {
  const older = Object.entries(DESCRIBED).filter(([domain, version]) => (graph.opsets[domain] ?? version) < version);
  if (older.length === 0) return undefined;
  try {
    return convertOpset(graph, Object.fromEntries(older));
  } catch (error) {
    if (!isCodecError(error)) throw error;
    return undefined;
  }
}
