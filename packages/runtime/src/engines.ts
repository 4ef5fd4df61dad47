/** Which engine runs a program. */

import { asCodecError, CodecError, type Engine, type EnginePlugin, type Graph, type Program } from '@brine/core';
import { nearest, optionError } from './errors.js';
import { installCommand, leastEngine } from './packages.js';

export interface ChosenEngine {
  readonly id: string;
  readonly engine: Engine;
}

/**
 * The engines that support every graph of the program, the best first: that which is done soonest with so many rows, loading included,
 * or where one of them cannot tell, that of the lowest rank. One when it is asked for.
 *
 * @param engines - in order of rank
 * @param wanted - id of the engine to use
 * @throws CodecError `option` for an engine that is not there, `unsupported` when none runs the program, with the reason of each
 */
export async function chooseEngines(
  engines: readonly EnginePlugin[],
  program: Program,
  wanted: string | undefined,
  rows: number,
): Promise<ChosenEngine[]> {
  const ids = engines.map(({ descriptor }) => descriptor.id);
  if (wanted !== undefined && !ids.includes(wanted)) throw unknownEngine(wanted, ids);
  const candidates = wanted === undefined ? engines : engines.filter(({ descriptor }) => descriptor.id === wanted);
  if (candidates.length === 0) throw noEngine();
  const graphs = program.stages.flatMap((stage) => (stage.kind === 'graph' ? [stage.graph] : []));
  const able: ChosenEngine[] = [];
  const refusals: string[] = [];
  for (const plugin of candidates) {
    const { id } = plugin.descriptor;
    const engine = await loadPlugin(plugin);
    const reasons = await reasonsAgainst(engine, graphs);
    if (reasons.length === 0) able.push({ id, engine });
    else refusals.push(`${id}: ${reasons.join('; ')}`);
  }
  if (able.length > 0) return byCost(able, graphs, rows);
  throw new CodecError({
    codec: 'runtime',
    code: 'BRINE-RUNTIME-UNSUPPORTED',
    fault: 'unsupported',
    message: `no installed engine runs ${program.name} (${refusals.join('. ')})`,
    hint: 'Convert it to ONNX and run it with another runtime, or report the model as one that should run.',
  });
}

function byCost(able: readonly ChosenEngine[], graphs: readonly Graph[], rows: number): ChosenEngine[] {
  if (able.some(({ engine }) => !engine.cost)) return [...able];
  return able
    .map((chosen) => ({
      chosen,
      cost: graphs.reduce((sum, graph) => {
        const { start, run } = chosen.engine.cost!(graph, rows);
        return sum + start + run;
      }, 0),
    }))
    .sort((a, b) => a.cost - b.cost)
    .map(({ chosen }) => chosen);
}

async function loadPlugin(plugin: EnginePlugin): Promise<Engine> {
  try {
    return await plugin.load();
  } catch (error) {
    throw asCodecError(error, plugin.descriptor.id);
  }
}

async function reasonsAgainst(engine: Engine, graphs: readonly Graph[]): Promise<readonly string[]> {
  const reasons = new Set<string>();
  for (const graph of graphs) {
    const answer = await engine.supports(graph);
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
    hint: `${installCommand(leastEngine())}, and name its engine among the plugins.`,
  });
}
