/** Stages that are no graphs, made again by whichever converter lists their kind. */

import type { Converter, ConverterPlugin } from '../contract/plugin.js';
import type { OpaqueStage, StageRecord } from '../contract/program.js';
import { asCodecError, CodecError } from '../errors.js';
import type { Registry } from './registry.js';

export async function makeStage(registry: Registry, record: StageRecord): Promise<OpaqueStage> {
  const { kind } = record.description;
  const plugin = registry.converters.find(({ descriptor }) => descriptor.stages?.includes(kind));
  if (!plugin) throw unknownStage(kind);
  const converter = (await plugin.load()) as Converter;
  if (!converter.stage) throw noStages(plugin);
  try {
    return await converter.stage(record);
  } catch (error) {
    throw asCodecError(error, plugin.descriptor.id);
  }
}

function unknownStage(kind: string): CodecError {
  return new CodecError({
    codec: 'core',
    code: 'BRINE-CORE-STAGE',
    fault: 'unsupported',
    message: `nothing here runs a stage of kind ${JSON.stringify(kind)}`,
    hint: 'Add the converter that made the model to the host, or give what the stage makes instead of what it takes.',
  });
}

function noStages({ descriptor: { id, package: name } }: ConverterPlugin): CodecError {
  return new CodecError({
    codec: id,
    code: 'BRINE-CORE-STAGE-BUG',
    fault: 'bug',
    message: `converter ${id} announces stages that it does not make`,
    hint: `This is a bug in ${name}.`,
  });
}
