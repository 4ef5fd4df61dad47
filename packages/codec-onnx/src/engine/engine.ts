import { concatBytes, type Context, type Engine, type Graph, type Session } from '@brine/core';
import { requiredInputs } from '../build/program.js';
import { withoutZipMaps } from '../build/zipmap.js';
import { encodeGraph } from '../write/document.js';
import { cost } from './cost.js';
import { engineError } from './errors.js';
import type { OnnxRuntimeOptions } from './options.js';
import { loadRuntime } from './runtime.js';
import { createSession, messageOf } from './session.js';
import { reasonsAgainst } from './supports.js';

export const engine: Engine<OnnxRuntimeOptions> = {
  supports(graph) {
    const reasons = reasonsAgainst(withoutZipMaps(graph));
    return reasons.length === 0 ? true : reasons;
  },
  cost,
  load,
};

async function load(graph: Graph, context: Context, { threads }: OnnxRuntimeOptions = {}): Promise<Session> {
  context.signal?.throwIfAborted();
  const runtime = await loadRuntime();
  const plain = withoutZipMaps(graph);
  const session = await runtime.InferenceSession.create(concatBytes([...encodeGraph(plain).pieces]), {
    logSeverityLevel: 4,
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    // A thread that spins while it waits takes a core from everything else, and small batches wait most of the time.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
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
