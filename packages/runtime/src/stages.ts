/** Runs a program: its stages in order, only those that the outputs asked for need. */

import {
  CodecError,
  type DenseTensor,
  type Graph,
  type InputPort,
  isCodecError,
  type OpaqueStage,
  type Program,
  type Session,
  type Stage,
} from '@brine/core';
import { installCommand, packagesFor } from './packages.js';

export interface Runner {
  /**
   * @param feeds - inputs of the program, or in place of what a stage takes what it makes
   * @param wanted - names of outputs of the program
   */
  run(
    feeds: Readonly<Record<string, DenseTensor>>,
    wanted: readonly string[],
  ): Promise<Readonly<Record<string, DenseTensor>>>;
  close(): Promise<void>;
}

interface Step {
  readonly stage: Stage;
  readonly index: number;
  /** Its outputs that somebody needs. */
  readonly outputs: readonly string[];
}

/** @param load - makes the session of a graph; asked for each graph once, when it is first needed */
export function createRunner(program: Program, load: (graph: Graph) => Promise<Session>): Runner {
  const sessions = new Map<number, Promise<Session>>();
  const plans = new Map<string, readonly Step[]>();
  let last: Promise<unknown> = Promise.resolve();

  const session = (graph: Graph, index: number) => {
    let known = sessions.get(index);
    if (!known) {
      known = load(graph);
      sessions.set(index, known);
      // A session that could not be made is tried again by the next call.
      known.catch(() => sessions.delete(index));
    }
    return known;
  };

  const runOnce = async (feeds: Readonly<Record<string, DenseTensor>>, wanted: readonly string[]) => {
    const values = new Map(Object.entries(feeds));
    const key = JSON.stringify([wanted, [...values.keys()]]);
    let plan = plans.get(key);
    if (!plan) plans.set(key, (plan = planFor(program.stages, wanted, values)));
    for (const { stage, index, outputs } of plan) {
      const results =
        stage.kind === 'graph'
          ? await (await session(stage.graph, index)).run(pick(values, feedsFor(stage.graph, values), program), outputs)
          : await runOpaque(stage, pick(values, stage.inputs, program));
      for (const [name, tensor] of Object.entries(results)) values.set(name, tensor);
    }
    return pick(
      values,
      wanted.map((name) => ({ name })),
      program,
    );
  };

  return {
    run(feeds, wanted) {
      // Sessions need not be safe for concurrent runs.
      const result = last.then(() => runOnce(feeds, wanted));
      last = result.catch(() => undefined);
      return result;
    },
    async close() {
      await last;
      const open = await Promise.allSettled(sessions.values());
      sessions.clear();
      for (const made of open) if (made.status === 'fulfilled') await made.value.close();
    },
  };
}

/**
 * From the last stage to the first: a stage runs when one of its outputs is wanted or feeds a stage that runs, unless that is given.
 *
 * @param given - values by name
 */
function planFor(
  stages: readonly Stage[],
  wanted: readonly string[],
  given: { has(name: string): boolean },
): readonly Step[] {
  const needed = new Set(wanted);
  const steps: Step[] = [];
  for (let index = stages.length - 1; index >= 0; index--) {
    const stage = stages[index]!;
    const ports = stage.kind === 'graph' ? stage.graph : stage;
    const outputs = ports.outputs.map(({ name }) => name).filter((name) => needed.has(name) && !given.has(name));
    if (outputs.length === 0) continue;
    steps.unshift({ stage, index, outputs });
    for (const { name } of ports.inputs) needed.add(name);
  }
  return steps;
}

/** @throws CodecError `unsupported` that says what to install, when no converter makes the stage */
async function runOpaque(stage: OpaqueStage, feeds: Readonly<Record<string, DenseTensor>>) {
  try {
    return await stage.run(feeds);
  } catch (error) {
    if (!isCodecError(error) || error.code !== 'BRINE-CORE-STAGE') throw error;
    // A file says the kind, never a package: what to install is only what is known here.
    const [converter] = stage.description.kind.split('.');
    const packages = packagesFor((plugin) => plugin.kind === 'converter' && plugin.id === converter);
    const install = packages.length > 0 ? `Add the plugin ${converter}: ${installCommand(packages)}` : error.hint;
    const names = stage.outputs.map(({ name }) => `${JSON.stringify(name)}: ...`).join(', ');
    throw new CodecError({
      codec: 'runtime',
      code: 'BRINE-RUNTIME-STAGE',
      fault: 'unsupported',
      message: error.message,
      hint: `${install} Or give what it makes: { inputs: { ${names} } }.`,
      cause: error,
    });
  }
}

/**
 * The inputs of a program for some rows: what a stage makes may be given, by name, in place of what it takes.
 *
 * @param names - of the inputs that the caller names
 */
export function portsFor({ inputs, stages }: Program, names: ReadonlySet<string>): readonly InputPort[] {
  const isGiven = (stage: Stage) => stage.kind !== 'graph' && stage.outputs.every(({ name }) => names.has(name));
  const made = stages.filter(isGiven).flatMap((stage) => (stage.kind === 'graph' ? [] : stage.outputs));
  if (made.length === 0) return inputs;
  const read = new Set(
    stages
      .filter((stage) => !isGiven(stage))
      .flatMap((stage) => (stage.kind === 'graph' ? stage.graph.inputs : stage.inputs).map(({ name }) => name)),
  );
  return [...inputs.filter(({ name }) => read.has(name)), ...made];
}

/** Inputs of a graph that have to be fed: one with an initializer has a default, and is left to it when nothing else is there. */
function feedsFor({ inputs, initializers }: Graph, values: ReadonlyMap<string, DenseTensor>): Graph['inputs'] {
  const defaults = new Set(initializers.map(({ name }) => name));
  return inputs.filter(({ name }) => values.has(name) || !defaults.has(name));
}

function pick(
  values: ReadonlyMap<string, DenseTensor>,
  ports: readonly { readonly name: string }[],
  program: Program,
): Record<string, DenseTensor> {
  const picked = Object.create(null) as Record<string, DenseTensor>;
  for (const { name } of ports) {
    const tensor = values.get(name);
    if (!tensor) {
      throw new CodecError({
        codec: 'runtime',
        code: 'BRINE-RUNTIME-PROGRAM',
        fault: 'bug',
        message: `program ${program.name}: no stage makes ${JSON.stringify(name)}`,
        hint: 'This is a bug in the converter that made the program.',
      });
    }
    picked[name] = tensor;
  }
  return picked;
}
