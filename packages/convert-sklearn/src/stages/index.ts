/** Stages made again from what a file says of them. */

import type { OpaqueStage, StageRecord } from '@brine/core';
import { KINDS } from './kinds.js';
import { prepare, stageError, stageOf } from '../build/index.js';

/**
 * @throws CodecError `malformed` for ports or parameters that no stage of this package has, `unsupported` for a token pattern that is
 * not known to mean the same here
 */
export function remake({ description, inputs, outputs }: StageRecord): OpaqueStage {
  const known = Object.hasOwn(KINDS, description.kind) ? KINDS[description.kind] : undefined;
  const [input, ...moreInputs] = inputs;
  const [output, ...moreOutputs] = outputs;
  if (!known || !input || !output || moreInputs.length > 0 || moreOutputs.length > 0) {
    throw stageError(`a stage ${description.kind} does not make ${outputs.length} values of ${inputs.length}`);
  }
  if (!isFloat(output) || (known.takes === 'text' ? input.dtype !== 'str' : !isFloat(input))) {
    throw stageError(`a stage ${description.kind} does not make ${output.dtype} of ${input.dtype}`);
  }
  const preparation = prepare(known, description.parameters);
  const width = output.shape?.at(-1);
  if (preparation.width !== undefined && typeof width === 'number' && width !== preparation.width) {
    throw stageError(`a stage ${description.kind} makes ${preparation.width} columns, and the graph takes ${width}`);
  }
  return stageOf(preparation, input, output);
}

const isFloat = ({ dtype }: { readonly dtype: string }) => dtype === 'float64' || dtype === 'float32';
