// A forest of 85 MB: from the file to arrays whose every byte has been summed, warm, against joblib and pickle; and the peak of memory.
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareWarm, peakOf, python, runPython, scratch } from './peer.mjs';
import { nodeRounds, programs, pythonRounds } from './rounds.mjs';

const MAKE = `
import pickle, sys, joblib
import numpy as np
from sklearn.ensemble import RandomForestRegressor
folder = sys.argv[1]
rows = np.random.RandomState(0).rand(10_000, 20)
forest = RandomForestRegressor(100, n_jobs=2, random_state=0).fit(rows, rows.sum(1) + np.random.RandomState(1).randn(10_000))
for protocol in [2, 5]:
    with open(f"{folder}/p{protocol}.pkl", "wb") as file:
        pickle.dump(forest, file, protocol)
joblib.dump(forest, folder + "/plain.joblib")
for compressor in ["zlib", "lz4", "xz"]:
    joblib.dump(forest, f"{folder}/{compressor}.joblib", compress=(compressor, 3))
`;

const THEIRS = pythonRounds(
  `
import pickle, joblib
import numpy as np, sklearn.ensemble, sklearn.tree
def load():
    if path.endswith(".joblib"):
        return joblib.load(path)
    with open(path, "rb") as file:
        return pickle.load(file)
def total(array):
    return np.frombuffer(array.ravel(order="K").data.cast("B"), np.uint8).sum()
`,
  `
    for tree in load().estimators_:
        state = tree.tree_.__getstate__()
        total(state["nodes"]), total(state["values"])
`,
);

const OURS = nodeRounds(
  `
import { createHost } from '@brine/core/host';
import { fromFile } from '@brine/core/node';
import { joblib } from '@brine/codec-joblib';
import { pickle } from '@brine/codec-pickle';
const host = createHost([joblib, pickle]);
/** Four bytes at a time, as numpy's sum takes many; what lies at odd places is moved first, a piece after another. */
const moved = new Uint8Array(1 << 16);
function total(bytes) {
  if (bytes.byteOffset % 4 !== 0) {
    let sum = 0;
    for (let at = 0; at < bytes.length; at += moved.length) {
      const piece = bytes.subarray(at, at + moved.length);
      moved.set(piece);
      sum += total(moved.subarray(0, piece.length));
    }
    return sum;
  }
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let sum = 0;
  for (let i = 0; i < words.length; ) {
    // 128 words: each of four sums of 16 bits holds 255 times as many.
    const end = Math.min(words.length, i + 128);
    let even = 0;
    let odd = 0;
    for (; i < end; i++) {
      even += words[i] & 0xff00ff;
      odd += (words[i] >>> 8) & 0xff00ff;
    }
    sum += (even & 0xffff) + (even >>> 16) + (odd & 0xffff) + (odd >>> 16);
  }
  for (let i = 4 * words.length; i < bytes.length; i++) sum += bytes[i];
  return sum;
}
/** Visits every array in a value, once. */
function each(root, visit) {
  const seen = new Set();
  const wait = [root];
  while (wait.length > 0) {
    const value = wait.pop();
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value)) continue;
    seen.add(value);
    if (value.kind === 'ndarray') visit(value);
    for (const part of Object.values(value)) wait.push(part);
  }
}
`,
  `
  const file = await host.open(await fromFile(path));
  each(await file.view('value'), (array) => total(array.data));
  await file.close();
`,
);

const CASES = [
  ['joblib, uncompressed', 'plain.joblib', 0.8],
  ['pickle, protocol 5', 'p5.pkl', 0.8],
  ['pickle, protocol 2', 'p2.pkl', 0.8],
  ['joblib, zlib', 'zlib.joblib', 1],
  ['joblib, lz4', 'lz4.joblib', 1],
  ['joblib, xz', 'xz.joblib', 1.5],
];

export default async function () {
  const folder = scratch();
  try {
    const { ours, theirs } = await programs(folder, OURS, THEIRS);
    runPython(MAKE, folder);
    for (const [label, name, target] of CASES) {
      const file = join(folder, name);
      const size = (statSync(file).size / 1e6).toFixed(0);
      await compareWarm(
        `${label}, ${size} MB (target ${target})`,
        [process.execPath, ours, file],
        [python, theirs, file],
      );
      const [mine, peer] = [peakOf(process.execPath, ours, file), peakOf(python, theirs, file)];
      console.log(`    peak ${mine.toFixed(0)} MB, Python ${peer.toFixed(0)} MB, ratio ${(mine / peer).toFixed(2)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
