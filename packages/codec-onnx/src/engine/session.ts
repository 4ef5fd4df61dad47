/** One graph in ONNX Runtime. */

import type { DenseTensor, Dimension, Port, Session } from '@brine/core';
import type { InferenceSession } from 'onnxruntime-node';
import { engineError } from './errors.js';
import type { Runtime } from './runtime.js';
import { fromTensor, toTensor } from './tensors.js';

type Feeds = Readonly<Record<string, DenseTensor>>;

export function createSession(
  runtime: Runtime,
  session: InferenceSession,
  inputs: readonly Port[],
  outputs: readonly Port[],
): Session {
  const names = outputs.map(({ name }) => name);
  return {
    inputs,
    outputs,
    async run(feeds, wanted = names) {
      checkNames(wanted, names, 'output');
      checkNames(
        Object.keys(feeds),
        inputs.map(({ name }) => name),
        'input',
      );
      const given = Object.fromEntries(inputs.map((port) => [port.name, toTensor(runtime, checkFeed(port, feeds))]));
      const results = await session.run(given, wanted).catch((cause: unknown) => {
        throw engineError('unsupported', 'RUN', `ONNX Runtime failed: ${messageOf(cause)}`, { cause });
      });
      return Object.fromEntries(wanted.map((name) => [name, fromTensor(name, results[name]!)]));
    },
    close: () => session.release(),
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.trim() : String(error);
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
  if (feed.dtype !== dtype && dtype !== 'object') {
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
  return feed;
}

function fits(given: readonly number[], shape: readonly Dimension[]): boolean {
  return (
    given.length === shape.length && shape.every((length, axis) => typeof length !== 'number' || length === given[axis])
  );
}
