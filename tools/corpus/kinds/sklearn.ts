/** sklearn, sklearn_*: fitted estimators with rows and what Python made of them. The whole way: file, value, program, engine, prediction. */

import { joblib } from '@brine/codec-joblib';
import { onnxruntime } from '@brine/codec-onnx/engine';
import { pickle } from '@brine/codec-pickle';
import { containers } from '@brine/containers';
import { sklearn as converter } from '@brine/convert-sklearn';
import { engine } from '@brine/engine';
import { isCodecError, type Method } from '@brine/core';
import { fromFile } from '@brine/core/node';
import { load, METHODS, type Model, type Rows } from '@brine/runtime';
import { join } from 'node:path';
import type { CorpusFile, Kind, Outcome } from '../kind.js';
import { compareOutput, type ExpectedOutput } from '../../../packages/convert-sklearn/test/outputs.js';
import { outcomeOf } from '../values.js';

const use = [joblib, pickle, ...containers, converter, engine, onnxruntime];

export const sklearn: Kind = {
  name: 'sklearn',
  folders: /(^|\/)sklearn(_[^/]*)?(\/|$)/,
  async compare(file) {
    const wanted = expectedOutputs(file);
    // What draws random numbers can be refused as a whole, or method by method.
    const mayRefuse = wanted.length === 0 || file.sidecar['deterministic'] === false || drawsRandomNumbers(file);
    return outcomeOf(async () => {
      const source = await fromFile(join(file.folder, file.name));
      let model: Model;
      try {
        model = await load(source, {
          use,
          ...(file.engine === 'auto' ? {} : { engine: file.engine }),
          // A sweep of float32 says so in the sidecars: rows are rounded, and so is the graph.
          ...(file.sidecar['float32'] ? { sklearn: { float: 'float32' } } : {}),
        });
      } catch (error) {
        if (mayRefuse && isCodecError(error) && error.fault === 'unsupported') return { status: 'equal' };
        throw error;
      } finally {
        await source.close?.();
      }
      try {
        return await compareModel(
          file,
          model,
          mayRefuse ? wanted.filter(({ method }) => model.methods.includes(method)) : wanted,
        );
      } finally {
        await model.close();
      }
    });
  },
};

/** Estimators that draw random numbers while they predict: with a fixed seed they look deterministic, but depend on the number of rows. */
function drawsRandomNumbers({ sidecar }: CorpusFile): boolean {
  const params = sidecar['params'] as Record<string, unknown> | undefined;
  return (
    /\.BernoulliRBM$/.test(sidecar['class'] as string) || /^(stratified|uniform)$/.test(String(params?.['strategy']))
  );
}

interface Wanted {
  readonly method: Method;
  readonly outputs: readonly ExpectedOutput[];
}

/** What each method gave in Python; not those that raise, nor those that no program has (kneighbors, apply). */
function expectedOutputs(file: CorpusFile): Wanted[] {
  const outputs = file.sidecar['outputs'] as Record<
    string,
    ExpectedOutput & { list?: ExpectedOutput[]; error?: string }
  >;
  return METHODS.flatMap((method) => {
    const output = outputs[method];
    return output === undefined || output.error !== undefined ? [] : [{ method, outputs: output.list ?? [output] }];
  });
}

async function compareModel(file: CorpusFile, model: Model, wanted: readonly Wanted[]): Promise<Outcome> {
  const rows = rowsOf(file);
  for (const { method, outputs } of wanted) {
    const actual = Object.values(await model.runAll(method, rows));
    if (actual.length !== outputs.length) {
      return { status: 'different', at: method, expected: `${outputs.length} outputs`, actual: String(actual.length) };
    }
    for (const [i, expected] of outputs.entries()) {
      const difference = compareOutput(
        expected,
        actual[i]!,
        method,
        file.sidecar['class'] as string,
        file.sidecar['float32'] ? 1e-5 : undefined,
      );
      if (difference)
        return { status: 'different', at: outputs.length === 1 ? method : `${method}[${i}]`, ...difference };
    }
  }
  return { status: 'equal' };
}

/** An array's nested data, a data frame's columns and rows, or texts: all as the runtime takes them. */
function rowsOf(file: CorpusFile): Rows {
  let rows = file.sidecar['X_test'] as { same_as?: string; data?: Rows } | Rows;
  if ('same_as' in rows) rows = file.other(rows.same_as!)['X_test'] as typeof rows;
  return 'data' in rows && 'shape' in rows ? (rows.data as Rows) : (rows as Rows);
}
