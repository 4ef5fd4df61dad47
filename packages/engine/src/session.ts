/** One graph, ready to run. */

import { type DenseTensor, type Dimension, isCodecError, type Port, type Session } from '@brine/core';
import { engineError } from './errors.js';
import type { Held } from './held.js';
import type { Plan, Step } from './plan/plan.js';

type Feeds = Readonly<Record<string, DenseTensor>>;

/** A graph input and its slot. */
interface Input {
  readonly port: Port;
  readonly slot: Held;
}

/** What a graph takes and gives. */
export interface Ports {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** A session whose runs do not wait: nothing in a graph does. */
export interface Runner {
  readonly inputs: readonly Port[];
  run(feeds: Feeds, wanted?: readonly string[]): Record<string, DenseTensor>;
  close(): void;
}

export function createSession(ports: Ports, plan: Plan): Session {
  const { inputs, run, close } = createRunner(ports, plan);
  return {
    inputs,
    outputs: ports.outputs,
    run(feeds, wanted) {
      try {
        return Promise.resolve(run(feeds, wanted));
      } catch (error) {
        return Promise.reject(error as Error);
      }
    },
    close() {
      close();
      return Promise.resolve();
    },
  };
}

export function createRunner(ports: Ports, { inputs: taken, outputs: made, steps: planned }: Plan): Runner {
  const constants = new Set(taken.filter(({ constant }) => constant));
  const inputs = ports.inputs
    .map((port, i): Input => ({ port, slot: taken[i]! }))
    .filter(({ slot }) => !constants.has(slot));
  const names = ports.outputs.map(({ name }) => name);
  const slots = new Map(names.map((name, i) => [name, made[i]!]));
  const choices = new Map<string, readonly Step[]>();
  // Closing lets go of the steps, and of what their kernels keep: no closure may hold the plan.
  let steps: readonly Step[] | undefined = planned;

  const stepsFor = (all: readonly Step[], wanted: readonly string[]): readonly Step[] => {
    if (wanted === names) return all;
    const key = wanted.join('\0');
    let chosen = choices.get(key);
    if (!chosen) {
      checkNames(wanted, names, 'output');
      choices.set(
        key,
        (chosen = needed(
          all,
          wanted.map((name) => slots.get(name)!),
        )),
      );
    }
    return chosen;
  };

  const compute = (feeds: Feeds, wanted: readonly string[] = names): Record<string, DenseTensor> => {
    if (!steps) throw engineError('option', 'CLOSED', 'the session is closed');
    const chosen = stepsFor(steps, wanted);
    for (const name in feeds)
      if (!inputs.some(({ port }) => port.name === name))
        checkNames(
          [name],
          inputs.map(({ port }) => port.name),
          'input',
        );
    for (const { port, slot } of inputs) slot.hold(checkFeed(port, feeds));
    runSteps(chosen);
    const results = Object.create(null) as Record<string, DenseTensor>;
    for (const name of wanted) results[name] = slots.get(name)!.tensor();
    return results;
  };

  return {
    inputs: inputs.map(({ port }) => port),
    run: compute,
    close() {
      for (const { writes } of steps ?? []) for (const slot of writes) slot.storage?.release();
      steps = undefined;
      choices.clear();
    },
  };
}

/** The steps that some slots need, directly or not. */
function needed(steps: readonly Step[], wanted: readonly Held[]): Step[] {
  const slots = new Set(wanted);
  const chosen: Step[] = [];
  for (const step of steps.toReversed()) {
    if (!step.writes.some((slot) => slots.has(slot))) continue;
    for (const slot of step.reads) slots.add(slot);
    chosen.push(step);
  }
  return chosen.reverse();
}

/** @throws CodecError that names the node */
function runSteps(steps: readonly Step[]): void {
  let i = 0;
  try {
    for (; i < steps.length; i++) steps[i]!.run();
  } catch (error) {
    const { opType, name } = steps[i]!.node;
    const where = name === '' ? opType : `${opType} ${name}`;
    if (isCodecError(error)) {
      const { fault, code, message, hint } = error;
      throw engineError(fault, code.replace('BRINE-ENGINE-', ''), `${where}: ${message}`, {
        path: name,
        hint,
        cause: error,
      });
    }
    throw engineError('bug', 'BUG', `${where}: ${(error as Error).message}`, {
      path: name,
      hint: 'This is a bug in Brine: please report it with the model if you can share it.',
      cause: error,
    });
  }
}

function checkNames(given: readonly string[], known: readonly string[], what: string): void {
  for (const name of given) {
    if (known.includes(name)) continue;
    throw engineError('option', 'FEEDS', `The model has no ${what} ${JSON.stringify(name)}`, {
      hint: `Its ${what}s: ${known.join(', ')}.`,
    });
  }
}

/** @throws CodecError `option` for a tensor that is missing or does not fit the port */
function checkFeed({ name, dtype, shape }: Port, feeds: Feeds): DenseTensor {
  const feed = Object.hasOwn(feeds, name) ? feeds[name] : undefined;
  if (!feed) throw engineError('option', 'FEEDS', `The input ${JSON.stringify(name)} is missing`, { path: name });
  if (feed.dtype !== dtype) {
    throw engineError('option', 'FEEDS', `The input ${JSON.stringify(name)} is ${dtype}, not ${feed.dtype}`, {
      path: name,
    });
  }
  if (shape && !fits(feed.shape, shape)) {
    const [takes, given] = [shape, feed.shape].map((axes) => `[${axes.map((length) => length ?? '?').join(', ')}]`);
    throw engineError('option', 'FEEDS', `The input ${JSON.stringify(name)} has the shape ${takes}, not ${given}`, {
      path: name,
    });
  }
  let size = 1;
  for (const length of feed.shape) size *= length;
  if (feed.data.length < size) {
    throw engineError(
      'option',
      'FEEDS',
      `The input ${JSON.stringify(name)} has ${feed.data.length} elements for ${size}`,
      {
        path: name,
      },
    );
  }
  return feed;
}

function fits(given: readonly number[], shape: readonly Dimension[]): boolean {
  if (given.length !== shape.length) return false;
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis];
    if (typeof length === 'number' && length !== given[axis]) return false;
  }
  return true;
}
