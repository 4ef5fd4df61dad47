/** Stages made again from what a file says of them. */

import type { OpaqueStage, StageRecord } from '@brine/core';
import { hashWords } from '../preprocessing/hashing.js';
import { splitTexts } from '../preprocessing/text.js';
import { malformed } from '../read/errors.js';
import { prepare, type StageKind, stageOf } from './stage.js';

export const KINDS: readonly StageKind[] = [splitTexts, hashWords];

/** @throws CodecError `malformed` or `unsupported` for ports or parameters that no stage of this package has */
export function remake({ description, inputs, outputs }: StageRecord): OpaqueStage {
  const known = KINDS.find(({ kind }) => kind === description.kind);
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
