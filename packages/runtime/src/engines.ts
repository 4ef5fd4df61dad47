/** Which engine runs a program. */

import { asCodecError, CodecError, type Engine, type EnginePlugin, type Graph, type Program } from '@brine/core';
import { nearest, optionError } from './errors.js';
import { installCommand, packagesFor } from './packages.js';

export interface ChosenEngine {
  readonly id: string;
  readonly engine: Engine;
}

/**
 * The engine of lowest rank that supports every graph of the program, or the one asked for.
 *
 * @param engines - in order of rank
 * @param wanted - id of the engine to use
 * @throws CodecError `option` for an engine that is not there, `unsupported` when none runs the program, with the reason of each
 */
export async function chooseEngine(
  engines: readonly EnginePlugin[],
  program: Program,
  wanted: string | undefined,
): Promise<ChosenEngine> {
  const ids = engines.map(({ descriptor }) => descriptor.id);
  if (wanted !== undefined && !ids.includes(wanted)) throw unknownEngine(wanted, ids);
  const candidates = wanted === undefined ? engines : engines.filter(({ descriptor }) => descriptor.id === wanted);
  if (candidates.length === 0) throw noEngine();
  const graphs = program.stages.flatMap((stage) => (stage.kind === 'graph' ? [stage.graph] : []));
  const refusals: string[] = [];
  for (const plugin of candidates) {
    const { id } = plugin.descriptor;
    const engine = await loadPlugin(plugin);
    const reasons = reasonsAgainst(engine, graphs);
    if (reasons.length === 0) return { id, engine };
    refusals.push(`${id}: ${reasons.join('; ')}`);
  }
  throw new CodecError({
    codec: 'runtime',
    code: 'BRINE-RUNTIME-UNSUPPORTED',
    fault: 'unsupported',
    message: `no installed engine runs ${program.name} (${refusals.join('. ')})`,
    hint: 'Convert it to ONNX and run it with another runtime, or report the model as one that should run.',
  });
}

async function loadPlugin(plugin: EnginePlugin): Promise<Engine> {
  try {
    return await plugin.load();
  } catch (error) {
    throw asCodecError(error, plugin.descriptor.id);
  }
}

function reasonsAgainst(engine: Engine, graphs: readonly Graph[]): readonly string[] {
  const reasons = new Set<string>();
  for (const graph of graphs) {
    const answer = engine.supports(graph);
    if (answer !== true) for (const reason of answer) reasons.add(reason);
  }
  return [...reasons];
}

function unknownEngine(wanted: string, ids: readonly string[]): Error {
  const near = nearest(wanted, ids);
  return optionError('ENGINE', `there is no engine ${JSON.stringify(wanted)}`, {
    hint: `${near === undefined ? '' : `Is ${JSON.stringify(near)} meant? `}Engines that are installed: ${ids.join(', ') || 'none'}.`,
  });
}

/** What a caller without any engine is told. */
function noEngine(): Error {
  return new CodecError({
    codec: 'runtime',
    code: 'BRINE-RUNTIME-NO-ENGINE',
    fault: 'unsupported',
    message: 'no engine is installed to run the model',
    hint: `${installCommand(packagesFor(({ kind }) => kind === 'engine'))}, and name its engine among the plugins.`,
  });
}
