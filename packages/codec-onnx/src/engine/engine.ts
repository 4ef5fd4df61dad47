import { concatBytes, type Context, type Engine, type Graph, type Session } from '@brine/core';
import type { InferenceSession } from 'onnxruntime-node';
import { requiredInputs } from '../build/program.js';
import { withoutZipMaps } from '../build/zipmap.js';
import { encodeGraph } from '../write/document.js';
import { cost } from './cost.js';
import { engineError } from './errors.js';
import type { OnnxRuntimeOptions } from './options.js';
import { loadRuntime, NODE, type RuntimePackage } from './runtime.js';
import { createSession, messageOf } from './session.js';
import { reasonsAgainst } from './supports.js';

type SessionOptions = InferenceSession.SessionOptions;

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

/** Loads a graph into a session of a package of ONNX Runtime. */
export async function loadOn(
  of: RuntimePackage,
  graph: Graph,
  context: Context,
  options: SessionOptions,
): Promise<Session> {
  context.signal?.throwIfAborted();
  const runtime = await loadRuntime(of);
  const plain = withoutZipMaps(graph);
  const session = await runtime.InferenceSession.create(concatBytes([...encodeGraph(plain).pieces]), {
    logSeverityLevel: 4,
    ...options,
  }).catch((cause: unknown) => {
    throw engineError('unsupported', 'SESSION', `ONNX Runtime refuses the model: ${messageOf(cause)}`, { cause });
  });
  return createSession(
    runtime,
    session,
    requiredInputs(
      plain.inputs,
      plain.initializers.map(({ name }) => name),
    ),
    plain.outputs,
  );
}
