import { readAll, type ByteSource, type Context, type Document, type Graph } from '@brine/core';
import { readModel } from '../build/model.js';
import { toProgram } from '../build/program.js';
import type { CheckFinding } from '../check/report.js';
import { ID, onnxError } from '../errors.js';
import { decodeMessage } from './decode.js';
import { Elements } from './elements.js';
import { inspectModel } from './inspect.js';
import type { ModelProto } from '../spec/messages.js';
import { skim, type Skimmed } from './skim.js';
import { isText } from './text/looks.js';
import { parseText } from './text/parse.js';
import { tensorsOf } from './tensors.js';

/** @throws CodecError `malformed` with the offset, `limit`, or `unsupported` for protobuf that is no model */
export async function openDocument(source: ByteSource, context: Context): Promise<Document> {
  context.signal?.throwIfAborted();
  const { model, skimmed } = await readRecords(source, context);
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
    program: async () => toProgram(await readGraph(), (record) => context.stage(record)),
    async close() {
      await elements.close();
      await source.close?.();
    },
  };
}

/** The records of a model in either form: its bytes, or protobuf's text. */
export async function readRecords(
  source: ByteSource,
  context: Context,
): Promise<{ model: ModelProto; skimmed: Skimmed }> {
  const { limits, signal } = context;
  if (await isText(source, signal)) {
    const bytes = await readAll(source, limits, ID, signal);
    return { model: parseText(bytes, limits), skimmed: { bytes, holes: new Map() } };
  }
  const skimmed = await skim(source, context);
  return { model: decodeMessage('ModelProto', skimmed.bytes, limits), skimmed };
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
