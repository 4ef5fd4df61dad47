// Judging a forest of about 85 MB against decoding it, both in this process over the same bytes; and a thousand small files, each.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { importSource } from '../tools/build/run-source.mjs';
import { compareFunctions, runPython, scratch } from './peer.mjs';

const ROUNDS = 30;

const MAKE = `
import os, pickle, sys
import joblib
from sklearn.datasets import make_regression
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import Ridge
folder = sys.argv[1]
X, y = make_regression(10000, 20, noise=5, random_state=1)
joblib.dump(RandomForestRegressor(100, random_state=0, n_jobs=2).fit(X, y), folder + "/forest.joblib")
os.mkdir(folder + "/small")
for i in range(1000):
    with open(f"{folder}/small/{i}.pkl", "wb") as f: pickle.dump(Ridge(alpha=i + 1).fit(X[:50], y[:50]), f)
`;

export default async function () {
  const { audit, decode } = await importSource(join(import.meta.dirname, 'audit-subject.ts'));
  const folder = scratch();
  try {
    runPython(MAKE, folder);
    const path = join(folder, 'forest.joblib');
    const bytes = new Uint8Array(readFileSync(path));
    const seconds = async (work) => {
      const start = performance.now();
      await work();
      return (performance.now() - start) / 1000;
    };
    console.log(`  a forest of ${(bytes.length / 1e6).toFixed(0)} MB is ${await audit(bytes, path)}`);
    // A round takes milliseconds, in which a compiler that is still at work would be what is measured.
    const rounds = (work) => () =>
      seconds(async () => {
        for (let i = 0; i < ROUNDS; i++) await work(bytes, path);
      });
    await compareFunctions(
      `judging it ${ROUNDS} times ("Python" is our own decoding here)`,
      rounds(audit),
      rounds(decode),
    );
    const small = readdirSync(join(folder, 'small')).map((name) => [name, readFileSync(join(folder, 'small', name))]);
    const all = await seconds(async () => {
      for (const [name, content] of small) await audit(new Uint8Array(content), name);
    });
    console.log(`  ${small.length} small files: ${((all * 1000) / small.length).toFixed(2)} ms each`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
