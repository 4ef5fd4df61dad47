/** Stages that are no graphs: what each brings to a module. */

import { type Context, isCodecError, type OpaqueStage, type Program, type StageSource } from '@brine/core';
import { engineError } from '../errors.js';

/** By stage. */
export type Sources = ReadonlyMap<OpaqueStage, StageSource>;

/**
 * The sources of a program's stages. One out of a file is made first, so that what the file says of it is looked at now, and not by
 * whoever runs the module.
 *
 * @throws CodecError `encode` for a stage that has none, and what its plugin says of a description that is not sound
 */
export async function sourcesOf({ name, stages }: Program, context: Context): Promise<Sources> {
  const sources = new Map<OpaqueStage, StageSource>();
  for (const stage of stages) {
    if (stage.kind === 'graph') continue;
    const source = await (stage.source ? stage : await made(stage, context))?.source?.();
    if (!source) {
      throw engineError(
        'encode',
        'STAGES',
        `${name} has a stage ${stage.description.kind} without a source for modules`,
        {
          hint: 'Add the converter that made the model, or predict from the original file.',
        },
      );
    }
    sources.set(stage, source);
  }
  return sources;
}

/** @returns undefined when no converter here makes it */
async function made(stage: OpaqueStage, context: Context): Promise<OpaqueStage | undefined> {
  try {
    return await context.stage(stage);
  } catch (error) {
    if (isCodecError(error) && error.code === 'BRINE-CORE-STAGE') return undefined;
    throw error;
  }
}
