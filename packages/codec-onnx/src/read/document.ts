import { readAll, type ByteSource, type Context, type Document, type Graph } from '@brine/core';
import { readModel } from '../build/model.js';
import { toProgram } from '../build/program.js';
import { ID, onnxError } from '../errors.js';
import { decodeMessage } from './decode.js';
import { loadExternal } from './external.js';
import { inspectModel } from './inspect.js';

/** @throws CodecError `malformed` with the offset, `limit`, or `unsupported` for protobuf that is no model */
export async function openDocument(source: ByteSource, context: Context): Promise<Document> {
  context.signal?.throwIfAborted();
  const file = await readAll(source, context.limits, ID, context.signal);
  const model = decodeMessage('ModelProto', file, context.limits);
  if (!model.graph) {
    throw onnxError('malformed', 'NO-GRAPH', 'The file has no graph', {
      offset: 0,
      hint: 'It may be no ONNX model, or a damaged one.',
    });
  }
  let graph: Promise<Graph> | undefined;
  const readGraph = () => (graph ??= loadExternal(model, context).then((external) => readModel(model, external)));
  return {
    format: ID,
    inspect: (options = {}) => Promise.resolve().then(() => inspectModel(model, file, options)),
    graph: readGraph,
    program: async () => toProgram(await readGraph()),
    close: async () => source.close?.(),
  };
}
