import { CodecError, type Codec, type Graph } from '@brine/core';
import { toDot, toMermaid } from '@brine/graph';
import { fromProgram } from '../build/program.js';

/** @param print - the drawing of a graph */
function drawingCodec(id: string, print: (graph: Graph) => string): Codec<unknown> {
  const refuse = (fault: 'unsupported' | 'encode', message: string) =>
    new CodecError({ codec: id, code: 'BRINE-ONNX-DRAWING', fault, message });
  return {
    open: () => Promise.reject(refuse('unsupported', 'A drawing is not read back')),
    async encode(views, sink, { signal }) {
      signal?.throwIfAborted();
      const graph = views.graph ? await views.graph() : views.program && fromProgram(await views.program());
      if (!graph) throw refuse('encode', 'Only graphs and programs are drawn, and there is neither');
      await sink.write(new TextEncoder().encode(print(graph)));
      return [{ code: 'BRINE-ONNX-DRAWN', message: 'A drawing has no weights', loss: true }];
    },
  };
}

export const CODECS = { dot: drawingCodec('dot', toDot), mermaid: drawingCodec('mermaid', toMermaid) };
