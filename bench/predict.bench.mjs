// A whole `brine predict` against the same in a fresh Python: start, load, predict 20 rows, print.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { compareCommands, python, runPython, scratch } from './peer.mjs';

const brine = fileURLToPath(new URL('../packages/cli/dist/bin.js', import.meta.url));

const FIT = `
import sys, joblib, numpy as np
from sklearn.datasets import make_classification, make_regression
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
folder = sys.argv[1]
X, y = make_classification(4000, 20, n_informative=10, n_classes=3, random_state=1)
joblib.dump(RandomForestClassifier(100, random_state=0, n_jobs=2).fit(X, y), folder + "/classifier.joblib")
joblib.dump(RandomForestClassifier(100, max_depth=8, random_state=0, n_jobs=2).fit(X, y), folder + "/shallow.joblib")
X, y = make_regression(4000, 20, noise=5, random_state=1)
joblib.dump(RandomForestRegressor(100, random_state=0, n_jobs=2).fit(X, y), folder + "/regressor.joblib", compress=3)
rows = np.random.RandomState(0).rand(10_000, 20)
large = RandomForestRegressor(100, random_state=0, n_jobs=2).fit(rows, rows.sum(1) + np.random.RandomState(1).randn(10_000))
joblib.dump(large, folder + "/large.joblib")
np.savetxt(folder + "/rows.csv", X[:20], delimiter=",", header=",".join(f"x{i}" for i in range(20)), comments="")
`;

const PREDICT = `
import sys, joblib, numpy as np
model = joblib.load(sys.argv[1])
np.savetxt(sys.stdout, model.predict(np.loadtxt(sys.argv[2], delimiter=",", skiprows=1)), fmt="%s")
`;

export default function () {
  const folder = scratch();
  try {
    runPython(FIT, folder);
    const rows = join(folder, 'rows.csv');
    for (const [label, file] of [
      ['100 trees to depth 8, 3 classes', 'shallow.joblib'],
      ['100 full trees, 3 classes', 'classifier.joblib'],
      ['100 full regression trees, zlib', 'regressor.joblib'],
      ['100 regression trees of 91 MB', 'large.joblib'],
    ]) {
      const model = join(folder, file);
      compareCommands(
        label,
        [process.execPath, [brine, 'predict', model, '--input', rows]],
        [python, ['-c', PREDICT, model, rows]],
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
