import type { Context, Engine, Graph, Session } from '@brine/core';
import type { InferenceSession } from 'onnxruntime-node';
import { withoutZipMaps } from '../build/zipmap.js';
import { cost } from './cost.js';
import type { OnnxRuntimeOptions } from './options.js';
import { NODE, type RuntimePackage } from './runtime.js';
import { reasonsAgainst } from './supports.js';

export function supports(graph: Graph): true | readonly string[] {
  const reasons = reasonsAgainst(withoutZipMaps(graph));
  return reasons.length === 0 ? true : reasons;
}

export const engine: Engine<OnnxRuntimeOptions> = {
  supports,
  cost,
  load: (graph, context, { threads }: OnnxRuntimeOptions = {}) =>
    loadOn(NODE, graph, context, {
      ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
      // A thread that spins while it waits takes a core from everything else, and small batches wait most of the time.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    }),
};

/** Loads a graph into a session of a package of ONNX Runtime. What that takes is imported only now: another engine may be chosen. */
export async function loadOn(
  of: RuntimePackage,
  graph: Graph,
  context: Context,
  options: InferenceSession.SessionOptions,
): Promise<Session> {
  const { openSession } = await import('./open.js');
  return openSession(of, graph, context, options);
}
