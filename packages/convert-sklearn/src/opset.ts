import { CodecError, type Graph, type Program } from '@brine/core';
import { OPSETS } from '@brine/graph';
import { ID } from './read/errors.js';

const RANGE = OPSETS['']!;

/**
 * A program for one version of ai.onnx. The builder uses only forms of operators that stay valid up to the newest opset that its table
 * knows, so any version from the lowest that the nodes allow will do.
 *
 * @throws CodecError `option` for a version that the nodes do not allow, or that is not known
 */
export function atOpset(program: Program, opset: number): Program {
  const stages = program.stages.map((stage) =>
    stage.kind === 'graph' ? { ...stage, graph: raised(stage.graph, opset) } : stage,
  );
  return { ...program, stages };
}

function raised(graph: Graph, opset: number): Graph {
  const lowest = graph.opsets[''] ?? RANGE.floor;
  if (opset < lowest || opset > RANGE.newest) {
    throw new CodecError({
      codec: ID,
      code: 'BRINE-SKLEARN-OPSET',
      fault: 'option',
      message: `opset ${opset} of ai.onnx is not possible: this model can have ${lowest} to ${RANGE.newest}`,
    });
  }
  return { ...graph, opsets: { ...graph.opsets, '': opset } };
}
