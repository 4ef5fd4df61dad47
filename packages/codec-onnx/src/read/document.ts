import type { ByteSource, Context, Document, Graph } from '@brine/core';
import { readModel } from '../build/model.js';
import { toProgram } from '../build/program.js';
import { ID, onnxError } from '../errors.js';
import { decodeMessage } from './decode.js';
import { Elements } from './elements.js';
import { inspectModel } from './inspect.js';
import { skim } from './skim.js';
import { tensorsOf } from './tensors.js';

/** @throws CodecError `malformed` with the offset, `limit`, or `unsupported` for protobuf that is no model */
export async function openDocument(source: ByteSource, context: Context): Promise<Document> {
  context.signal?.throwIfAborted();
  const skimmed = await skim(source, context);
  const model = decodeMessage('ModelProto', skimmed.bytes, context.limits);
  if (!model.graph) {
    throw onnxError('malformed', 'NO-GRAPH', 'The file has no graph', {
      offset: 0,
      hint: 'It may be no ONNX model, or a damaged one.',
    });
  }
  const elements = new Elements(source, skimmed, context);
  let graph: Promise<Graph> | undefined;
  const readGraph = () => (graph ??= elements.load(model).then((bytes) => readModel(model, bytes)));
  let noted = false;
  return {
    format: ID,
    inspect: (options = {}) => Promise.resolve().then(() => inspectModel(model, elements, options)),
    async tensors() {
      if (!noted) {
        noted = true;
        context.note({ code: 'BRINE-ONNX-TENSORS', message: 'The graph is not among the tensors.', loss: true });
      }
      return Promise.resolve().then(() => tensorsOf(model, elements, context));
    },
    graph: readGraph,
    program: async () => toProgram(await readGraph()),
    async close() {
      await elements.close();
      await source.close?.();
    },
  };
}
