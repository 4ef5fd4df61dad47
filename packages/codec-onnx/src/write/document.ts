import type { ByteSink, Context, EncodeViews, Graph, Note, Port, Program } from '@brine/core';
import { convertOpset } from '@brine/graph/opset';
import { irVersionOf, isFromFile, writeModel } from '../build/model.js';
import { fromProgram } from '../build/program.js';
import { stagesBefore } from '../build/stages.js';
import { onnxError } from '../errors.js';
import type { OnnxOptions } from '../options.js';
import { MOST_BYTES } from '../read/skim.js';
import type { ModelProto } from '../spec/messages.js';
import { encodeMessage, type Pieces } from './encode.js';
import { heavyTensors, writeExternal } from './external.js';

/** The bytes of a graph as a model, all of them in one file. */
export function encodeGraph(graph: Graph): Pieces {
  return encodeModel(writeModel(graph));
}

function encodeModel(model: ModelProto): Pieces {
  if (weightBytes(model) <= MOST_BYTES) {
    const pieces = encodeMessage('ModelProto', model);
    if (pieces.length <= MOST_BYTES) return pieces;
  }
  throw onnxError('encode', 'SIZE', `The model has more than the ${MOST_BYTES} bytes that an ONNX file holds`, {
    hint: 'Write its weights into a file beside it: the option externalData.',
  });
}

function weightBytes(model: ModelProto): number {
  return heavyTensors(model, 0).reduce((sum, { rawData }) => sum + rawData!.length, 0);
}

/** What was read is written back as it was, valid or not; what was made must be valid. */
async function assertValid(model: ModelProto): Promise<void> {
  const { checkModel } = await import('../check/model.js');
  const [first, ...more] = checkModel(model);
  if (!first) return;
  const others = more.length > 0 ? `, and ${more.length} more` : '';
  throw onnxError('encode', 'INVALID', `The model would not be a valid one: ${first.message}${others}`, {
    path: first.path,
    hint: 'The converter that made the graph is wrong: please report it.',
  });
}

/**
 * Writes a program, or a graph as it is. The same input gives the same bytes.
 *
 * @throws CodecError `encode` for what a model cannot hold
 */
export async function encode(
  views: EncodeViews,
  sink: ByteSink,
  { signal }: Context,
  { externalData, opset }: OnnxOptions,
): Promise<readonly Note[]> {
  signal?.throwIfAborted();
  const program = await views.program?.();
  const given = program ? fromProgram(program) : await views.graph?.();
  if (!given) throw onnxError('encode', 'VIEW', 'ONNX holds programs and graphs, and there is neither');
  const graph = opset === undefined ? given : convertOpset(given, opset);
  const model = writeModel(graph);
  if (graph !== given) model.irVersion = irVersionOf(graph);
  if (!isFromFile(graph)) await assertValid(model);
  if (externalData ?? weightBytes(model) > MOST_BYTES) {
    await writeExternal(model, sink, typeof externalData === 'object' ? externalData : {}, signal);
  }
  for (const piece of encodeModel(model).pieces) {
    signal?.throwIfAborted();
    await sink.write(piece);
  }
  return program ? preparations(program) : [];
}

/** Says what other runtimes have to do themselves. */
function preparations(program: Program): readonly Note[] {
  return stagesBefore(program).map(({ description: { kind }, inputs, outputs }) => {
    const names = (ports: readonly Port[]) => ports.map(({ name }) => name).join(', ');
    return {
      code: 'BRINE-ONNX-PREPARED',
      message: `${kind} is no part of the graph: Brine runs it before, as the metadata says; other runtimes have to be given what it makes of ${names(inputs)}: ${names(outputs)}.`,
      loss: false,
    };
  });
}
