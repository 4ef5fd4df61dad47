// From a file that Python saved to an ONNX file, in this process, against joblib.load of the same file in the same run; medians.
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { joblib } from '../packages/codec-joblib/dist/index.js';
import { onnx } from '../packages/codec-onnx/dist/index.js';
import { hdf5, keras as kerasFiles } from '../packages/codec-hdf5/dist/index.js';
import { keras } from '../packages/convert-keras/dist/index.js';
import { sklearn } from '../packages/convert-sklearn/dist/index.js';
import { createHost } from '../packages/core/dist/host/index.js';
import { fromFile, toFile } from '../packages/core/dist/node/index.js';
import { median, runPython, scratch } from './peer.mjs';

const ROUNDS = 5;
const host = createHost([joblib, hdf5, kerasFiles, onnx, sklearn, keras]);

const FIT = `
import json, sys, time, warnings
import joblib, numpy as np
from sklearn.datasets import make_classification, make_regression
from sklearn.ensemble import IsolationForest, RandomForestClassifier, RandomForestRegressor
from sklearn.preprocessing import QuantileTransformer
warnings.simplefilter("ignore")
folder, rounds = sys.argv[1], int(sys.argv[2])
r = np.random.RandomState(0)
X, y = make_regression(10000, 20, noise=5, random_state=1)
C, c = make_classification(4000, 20, n_informative=10, n_classes=3, random_state=1)
told = {}
for name, model, rows, targets in [
    ("RandomForestRegressor", RandomForestRegressor(100, random_state=0, n_jobs=2), X, y),
    ("RandomForestClassifier", RandomForestClassifier(100, random_state=0, n_jobs=2), C, c),
    ("IsolationForest", IsolationForest(n_estimators=100, random_state=0), X, None),
    ("QuantileTransformer", QuantileTransformer(n_quantiles=1000), r.randn(2000, 50), None),
]:
    path = f"{folder}/{name}.joblib"
    joblib.dump(model.fit(rows, targets), path)
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter(); joblib.load(path); times.append((time.perf_counter() - start) * 1000)
    trees = [t.tree_ for t in getattr(model, "estimators_", [])]
    told[name] = {"load": sorted(times[1:])[rounds // 2], "nodes": int(sum(t.node_count for t in trees)), "leaves": int(sum(t.n_leaves for t in trees))}
try:
    import os
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras
    layers = [keras.layers.Input((2048,)), *[keras.layers.Dense(2048, activation="relu") for _ in range(6)], keras.layers.Dense(10)]
    keras.Sequential(layers).save(f"{folder}/network.h5")
    told["network"] = {}
except ImportError:
    pass
print(json.dumps(told))
`;

async function convert(path, out) {
  const opened = await host.open(await fromFile(path));
  const sink = await toFile(out);
  await host.encode(opened, sink, { to: 'onnx' });
  await sink.commit();
  await opened.close();
}

export default async function () {
  const folder = scratch();
  try {
    const told = JSON.parse(runPython(FIT, folder, String(ROUNDS)).trim().split('\n').at(-1));
    for (const [name, { load, nodes, leaves }] of Object.entries(told)) {
      const path = join(folder, name === 'network' ? 'network.h5' : `${name}.joblib`);
      const out = join(folder, 'model.onnx');
      const times = [];
      for (let round = 0; round <= ROUNDS; round++) {
        const start = performance.now();
        await convert(path, out);
        times.push(performance.now() - start);
      }
      const took = median(times.slice(1));
      const size = statSync(out).size;
      const parts = [
        `${statSync(path).size} bytes to ${size} bytes in ${took.toFixed(0)} ms (the first time ${times[0].toFixed(0)} ms)`,
        ...(load ? [`joblib.load ${load.toFixed(0)} ms, ratio ${(took / load).toFixed(2)}`] : []),
        ...(nodes ? [`${nodes} nodes, ${leaves} leaves: ${(size / nodes).toFixed(1)} bytes a node`] : []),
      ];
      console.log(`  ${name}: ${parts.join('; ')}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
