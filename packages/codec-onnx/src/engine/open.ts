import { concatBytes, type Context, type Graph, type Session } from '@brine/core';
import type { InferenceSession } from 'onnxruntime-node';
import { requiredInputs } from '../build/program.js';
import { withoutZipMaps } from '../build/zipmap.js';
import { encodeGraph } from '../write/document.js';
import { engineError } from './errors.js';
import { loadRuntime, type RuntimePackage } from './runtime.js';
import { createSession, messageOf } from './session.js';

/**
 * A graph as a session of a package of ONNX Runtime.
 *
 * @throws CodecError `unsupported` when the package is not installed, or refuses the model
 */
export async function openSession(
  of: RuntimePackage,
  graph: Graph,
  context: Context,
  options: InferenceSession.SessionOptions,
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
