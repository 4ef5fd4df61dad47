import { CodecError } from '@brine/core';

/** A graph that cannot be: a mistake of the converter that builds it, never of its user. */
export function graphBug(operator: string, message: string): CodecError {
  return new CodecError({
    codec: 'graph',
    code: 'BRINE-GRAPH-BUG',
    fault: 'bug',
    message: `${operator}: ${message}`,
    hint: 'This is a bug in the converter that builds the graph: please report it with the model if you can share it.',
  });
}

/** An operator that exists but that ONNX Runtime cannot run at this dtype. */
export function noKernel(operator: string, message: string): CodecError {
  return new CodecError({
    codec: 'graph',
    code: 'BRINE-GRAPH-KERNEL',
    fault: 'unsupported',
    message: `${operator}: ${message}`,
    hint: 'Use a lowering of @brine/graph, cast to a dtype that has a kernel, or build it of other operators.',
  });
}
