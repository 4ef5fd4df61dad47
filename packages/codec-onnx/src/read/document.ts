import type { ByteSource, Context, Document, Graph } from '@brine/core';
import { readModel } from '../build/model.js';
import { toProgram } from '../build/program.js';
import type { CheckFinding } from '../check/report.js';
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
  let checked = false;
  return {
    format: ID,
    async inspect(options = {}) {
      const inspection = inspectModel(model, elements, options);
      if (!checked) {
        checked = true;
        const { checkModel } = await import('../check/model.js');
        noteInvalid(checkModel(model), context);
      }
      return inspection;
    },
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

/** Findings that are told one by one. */
const MOST_NOTES = 5;

function noteInvalid(findings: readonly CheckFinding[], context: Context): void {
  for (const { message, path } of findings.slice(0, MOST_NOTES)) {
    context.note({ code: 'BRINE-ONNX-INVALID', message: `Not valid: ${message}.`, ...(path === '' ? {} : { path }) });
  }
  const more = findings.length - MOST_NOTES;
  if (more > 0) context.note({ code: 'BRINE-ONNX-INVALID', message: `Not valid in ${more} more places.` });
}
