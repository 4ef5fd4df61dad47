import { CodecError, type GraphNode } from '@brine/core';

const CODE = 'BRINE-GRAPH-OPSET';
const nameOf = (domain: string) => (domain === '' ? 'ai.onnx' : domain);

/** Versions that a graph cannot have. */
export const OpsetError = {
  domain: (domain: string) =>
    new CodecError({
      codec: 'graph',
      code: CODE,
      fault: 'option',
      message: `the versions of ${nameOf(domain)} are not known`,
      hint: 'Those of ai.onnx and ai.onnx.ml are.',
    }),
  range: (domain: string, opset: number, oldest: number, newest: number) =>
    new CodecError({
      codec: 'graph',
      code: CODE,
      fault: 'option',
      message: `opset ${opset} of ${nameOf(domain)} is not possible: ${oldest} to ${newest} are`,
    }),
  node: (
    { opType, domain, name, outputs }: GraphNode,
    reason: string,
    targets: ReadonlyMap<string, number>,
    more: number,
  ) => {
    const others = more === 0 ? '' : ` (and ${more} more)`;
    const called = name || outputs[0] || '';
    return new CodecError({
      codec: 'graph',
      code: CODE,
      fault: 'unsupported',
      message: `opset ${targets.get(domain) ?? ''} of ${nameOf(domain)} cannot express the node ${called} (${opType}): ${reason}${others}`,
      path: called,
      hint: 'Ask for a version closer to the one that the model has.',
    });
  },
};
