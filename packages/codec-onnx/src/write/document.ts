import type { ByteSink, Context, EncodeViews, Graph, Note } from '@brine/core';
import { writeModel } from '../build/model.js';
import { fromProgram } from '../build/program.js';
import { onnxError } from '../errors.js';
import { encodeMessage, type Pieces } from './encode.js';

/** protobuf's own limit on a message, and so on a file without external data. */
const MOST_BYTES = 2 ** 31 - 1;

/** The bytes of a graph as a model. */
export function encodeGraph(graph: Graph): Pieces {
  const pieces = encodeMessage('ModelProto', writeModel(graph));
  if (pieces.length > MOST_BYTES) {
    throw onnxError(
      'encode',
      'SIZE',
      `The model has ${pieces.length} bytes; an ONNX file holds at most ${MOST_BYTES}`,
      {
        hint: 'Its weights would have to lie in a file beside it, which Brine does not write yet.',
      },
    );
  }
  return pieces;
}

/** Writes a program, or a graph as it is. The same input gives the same bytes. */
export async function encode(views: EncodeViews, sink: ByteSink, { signal }: Context): Promise<readonly Note[]> {
  signal?.throwIfAborted();
  const graph = views.program ? fromProgram(await views.program()) : await views.graph?.();
  if (!graph) throw onnxError('encode', 'VIEW', 'ONNX holds programs and graphs, and there is neither');
  for (const piece of encodeGraph(graph).pieces) {
    signal?.throwIfAborted();
    await sink.write(piece);
  }
  return [];
}
