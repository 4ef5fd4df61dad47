/** What runs in the browser, and in Node to compare with: opens files by every kind of source, and predicts. */

import { fromBlob, fromBytes, fromUrl, isCodecError } from '@brine/core';
import { createHost } from '@brine/core/host';
import { toTagged } from '@brine/core/values';
import { containers } from '@brine/containers';
import { dill } from '@brine/codec-dill';
import { joblib } from '@brine/codec-joblib';
import { npy, npz } from '@brine/codec-numpy';
import { pickle } from '@brine/codec-pickle';
import { sklearn } from '@brine/convert-sklearn';
import { engine } from '@brine/engine';
import { load, type Rows } from '@brine/runtime';

export interface FileOutcome {
  readonly name: string;
  /** Tagged JSON by source: bytes in memory, a Blob, positioned reads over HTTP. */
  readonly bytes: unknown;
  readonly blob: unknown;
  readonly ranges: unknown;
}

export interface Model {
  readonly name: string;
  readonly rows: Rows;
}

const host = createHost([pickle, joblib, dill, npy, npz, ...containers]);

/** @param base - URL of the folder that the files are in */
export async function openAll(base: string, names: readonly string[]): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  for (const name of names) {
    const url = new URL(name, base);
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    outcomes.push({
      name,
      bytes: await valueOf(fromBytes(bytes, name)),
      blob: await valueOf(fromBlob(new Blob([bytes]))),
      ranges: await valueOf(await fromUrl(url)),
    });
  }
  return outcomes;
}

/** A refusal is an outcome too: it must be the same everywhere. */
async function valueOf(source: Parameters<typeof host.open>[0]): Promise<unknown> {
  try {
    const opened = await host.open(source);
    const value = toTagged(await opened.view('value'));
    await opened.close();
    return value;
  } catch (error) {
    if (!isCodecError(error)) throw error;
    return { error: error.code, message: error.message };
  }
}

/** What a model predicts. */
export async function predictAll(base: string, models: readonly Model[]): Promise<unknown[]> {
  const predictions: unknown[] = [];
  for (const { name, rows } of models) {
    const source = await fromUrl(new URL(name, base));
    const model = await load(source, { use: [pickle, joblib, ...containers, sklearn, engine] });
    const outputs = await model.runAll(model.methods[0]!, rows);
    predictions.push(Object.entries(outputs).map(([key, { dtype, toArray }]) => ({ key, dtype, data: toArray() })));
    await model.close();
  }
  return predictions;
}
