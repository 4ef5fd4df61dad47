/** Runs a program: its stages in order, only those that the outputs asked for need. */

import { CodecError, type DenseTensor, type Graph, type Program, type Session, type Stage } from '@brine/core';

export interface Runner {
  /** @param wanted - names of outputs of the program */
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
    const key = JSON.stringify(wanted);
    let plan = plans.get(key);
    if (!plan) plans.set(key, (plan = planFor(program.stages, wanted)));
    const values = new Map(Object.entries(feeds));
    for (const { stage, index, outputs } of plan) {
      const results =
        stage.kind === 'graph'
          ? await (await session(stage.graph, index)).run(pick(values, feedsFor(stage.graph, values), program), outputs)
          : await stage.run(pick(values, stage.inputs, program));
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

/** From the last stage to the first: a stage runs when one of its outputs is wanted or feeds a stage that runs. */
function planFor(stages: readonly Stage[], wanted: readonly string[]): readonly Step[] {
  const needed = new Set(wanted);
  const steps: Step[] = [];
  for (let index = stages.length - 1; index >= 0; index--) {
    const stage = stages[index]!;
    const ports = stage.kind === 'graph' ? stage.graph : stage;
    const outputs = ports.outputs.map(({ name }) => name).filter((name) => needed.has(name));
    if (outputs.length === 0) continue;
    steps.unshift({ stage, index, outputs });
    for (const { name } of ports.inputs) needed.add(name);
  }
  return steps;
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
