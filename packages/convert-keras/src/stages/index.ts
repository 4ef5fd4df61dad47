/** Stages made again from what a file says of them. */

import type { OpaqueStage, StageRecord } from '@brine/core';
import { malformed } from '../read/errors.js';
import { KINDS } from './kinds.js';
import { stageOf } from './opaque.js';
import { prepare } from './stage.js';

/** @throws CodecError `malformed` or `unsupported` for ports or parameters that no stage of this package has */
export function remake({ description, inputs, outputs }: StageRecord): OpaqueStage {
  const known = Object.hasOwn(KINDS, description.kind) ? KINDS[description.kind] : undefined;
  const [input, ...moreInputs] = inputs;
  const [output, ...moreOutputs] = outputs;
  if (!known || !input || !output || moreInputs.length > 0 || moreOutputs.length > 0) {
    throw malformed(`it does not make ${outputs.length} values of ${inputs.length}`, description.kind);
  }
  if (!known.takes.has(input.dtype) || output.dtype !== known.dtype) {
    throw malformed(`it does not make ${output.dtype} of ${input.dtype}`, description.kind);
  }
  // One that is not known would have changed the result of whoever wrote it.
  const unknown = Object.keys(description.parameters).find((name) => !known.parameters.includes(name));
  if (unknown !== undefined) {
    throw malformed(`it has no parameter ${JSON.stringify(unknown.slice(0, 80))}`, description.kind);
  }
  return stageOf(prepare(known, description.parameters), input, output);
}
