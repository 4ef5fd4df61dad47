import type { Program } from '@brine/core';
import { convertOpset } from '@brine/graph/opset';

/**
 * A program for one version of ai.onnx.
 *
 * @throws CodecError `option` for a version that is not known, `unsupported` for one that a node of the graph cannot be expressed in
 */
export function atOpset(program: Program, opset: number): Program {
  const stages = program.stages.map((stage) =>
    stage.kind === 'graph' ? { ...stage, graph: convertOpset(stage.graph, opset) } : stage,
  );
  return { ...program, stages };
}
