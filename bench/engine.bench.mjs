// Our engine against onnxruntime on one thread, in one process: loading, one row, many rows.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { onnxruntime } from '../packages/codec-onnx/dist/engine/index.js';
import { joblib } from '../packages/codec-joblib/dist/index.js';
import { sklearn } from '../packages/convert-sklearn/dist/index.js';
import { createHost } from '../packages/core/dist/host/index.js';
import { fromFile } from '../packages/core/dist/node/index.js';
import { engine } from '../packages/engine/dist/index.js';
import { load } from '../packages/runtime/dist/index.js';
import { NETWORKS, random } from './networks.mjs';
import { median, runPython, scratch } from './peer.mjs';

const COLUMNS = 20;

const FIT = `
import sys, joblib, warnings
from sklearn.datasets import make_classification, make_regression
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
warnings.simplefilter("ignore")
X, y = make_classification(4000, ${COLUMNS}, n_informative=10, n_classes=3, random_state=1)
V, w = make_regression(4000, ${COLUMNS}, noise=5, random_state=1)
for name, model, rows, targets in [
    ("scaler", StandardScaler(), X, y),
    ("ridge", Ridge(), V, w),
    ("logistic", LogisticRegression(), X, y),
    ("network", MLPClassifier((300, 300), max_iter=3, random_state=0), X, y),
    ("boosting", GradientBoostingClassifier(random_state=0), X, y),
    ("shallow", RandomForestClassifier(100, max_depth=8, random_state=0, n_jobs=2), X, y),
    ("classifier", RandomForestClassifier(100, random_state=0, n_jobs=2), X, y),
    ("regressor", RandomForestRegressor(100, random_state=0, n_jobs=2), V, w),
]:
    joblib.dump(model.fit(rows, targets), sys.argv[1] + "/" + name + ".joblib")
`;

const MODELS = ['scaler', 'ridge', 'logistic', 'network', 'boosting', 'shallow', 'classifier', 'regressor'];
const host = createHost([joblib, sklearn, engine, onnxruntime]);

/** Microseconds of one call, of `calls` in a row. */
async function microseconds(call, calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) await call();
  return ((performance.now() - start) / calls) * 1000;
}

/** Medians of two in turn, after a warm-up of each, and of their ratio. */
async function compare(ours, theirs, calls, rounds = 7) {
  await microseconds(ours, calls);
  await microseconds(theirs, calls);
  const pairs = [];
  for (let i = 0; i < rounds; i++) pairs.push([await microseconds(ours, calls), await microseconds(theirs, calls)]);
  const of = (pick) => median(pairs.map(pick));
  return `${of(([a]) => a).toFixed(1)} us, onnxruntime ${of(([, b]) => b).toFixed(1)} us, ratio ${of(([a, b]) => a / b).toFixed(2)}`;
}

/** The least of many short runs in turn, for a machine that does other things too: what a run takes that nobody interrupts. */
async function least(ours, theirs, seconds = 2) {
  const once = await microseconds(ours, 2);
  const calls = Math.max(1, Math.min(200, Math.floor(5000 / once)));
  let [a, b] = [Infinity, Infinity];
  for (let rounds = 0, end = performance.now() + 1000 * seconds; rounds < 7 || performance.now() < end; rounds++) {
    a = Math.min(a, await microseconds(ours, calls));
    b = Math.min(b, await microseconds(theirs, calls));
  }
  return `${a.toFixed(1)} us, onnxruntime ${b.toFixed(1)} us, ratio ${(a / b).toFixed(2)}`;
}

/** Networks of random weights: least times. */
async function networks() {
  for (const [name, graph, row] of NETWORKS) {
    console.log(`  ${name}`);
    const [ours, theirs] = [await loaded(engine, graph), await loaded(onnxruntime, graph, { threads: 1 })];
    for (const rows of [1, 32, 1000]) {
      const feeds = { x: random(graph.inputs[0].dtype, [rows, ...row]) };
      const [a, b] = [ours, theirs].map(
        ({ session }) =>
          () =>
            session.run(feeds),
      );
      console.log(`    ${rows} rows: ${await least(a, b)}`);
    }
    for (const { session } of [ours, theirs]) await session.close();
  }
}

async function loaded(plugin, graph, options) {
  const implementation = await plugin.load();
  const start = performance.now();
  const session = await implementation.load(graph, host.context(), options);
  return { session, time: performance.now() - start };
}

export default async function () {
  await networks();
  const folder = scratch();
  try {
    runPython(FIT, folder);
    for (const name of MODELS) {
      const path = join(folder, `${name}.joblib`);
      const opened = await host.open(await fromFile(path));
      const program = await opened.view('program');
      const { graph } = program.stages[0];
      const outputs = program.methods.predict ?? program.methods.transform;
      const [ours, theirs] = [await loaded(engine, graph), await loaded(onnxruntime, graph, { threads: 1 })];
      console.log(`  ${name}: loaded in ${ours.time.toFixed(1)} ms, onnxruntime ${theirs.time.toFixed(1)} ms`);
      for (const [rows, calls] of [
        [1, 2000],
        [10_000, 2],
      ]) {
        const data = Float64Array.from({ length: rows * COLUMNS }, () => Math.random() * 4 - 2);
        const feeds = { [graph.inputs[0].name]: { dtype: 'float64', shape: [rows, COLUMNS], data } };
        const run = ({ session }) => session.run(feeds, outputs);
        console.log(
          `    ${rows} rows: ${await compare(
            () => run(ours),
            () => run(theirs),
            calls,
          )}`,
        );
      }
      const row = Float64Array.from({ length: COLUMNS }, () => Math.random() * 4 - 2);
      const models = [];
      for (const id of ['brine', 'onnxruntime'])
        models.push(await load(await fromFile(path), { use: [joblib, sklearn, engine, onnxruntime], engine: id }));
      const method = program.methods.predict ? 'predict' : 'transform';
      const [a, b] = models.map((model) => () => model.run(method, row));
      console.log(`    one row through the runtime: ${await compare(a, b, 2000)}`);
      for (const model of models) await model.close();
      for (const { session } of [ours, theirs]) await session.close();
      await opened.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
