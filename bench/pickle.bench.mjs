// Reading a pickle in memory against `pickle.loads`, warm: what docs/adr/0002-numbers-and-long-lists.md rests on.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compareWarm, python, runPython, scratch } from './peer.mjs';
import { nodeRounds, programs, pythonRounds } from './rounds.mjs';

const MAKE = `
import pickle, random, sys
import numpy as np
from sklearn.ensemble import RandomForestClassifier
folder = sys.argv[1]
def dump(name, value, protocol=5):
    with open(f"{folder}/{name}", "wb") as file:
        pickle.dump(value, file, protocol)
rows = np.random.RandomState(0).rand(12000, 20)
forest = RandomForestClassifier(250, n_jobs=2, random_state=0).fit(rows, rows.sum(1) + np.random.RandomState(1).randn(12000) > 10)
dump("forest.p5", forest)
dump("forest.p2", forest, 2)
numbers = random.Random(1)
floats = [numbers.random() for _ in range(10_000_000)]
dump("floats", floats)
ints = [numbers.randrange(-2**40, 2**40) if i % 3 == 0 else numbers.randrange(100_000) for i in range(10_000_000)]
dump("ints", ints)
dump("mixed", [number for pair in zip(floats[:5_000_000], ints) for number in pair])
dump("tuple", tuple(ints))
dump("dicts", [{"id": i, "name": f"n{i}", "value": i * .5} for i in range(1_000_000)])
dump("keys", {f"k{i}": i for i in range(1_000_000)})
dump("texts", [f"some text {i}" for i in range(1_000_000)])
`;

const THEIRS = pythonRounds(
  `
import pickle
import numpy, sklearn.ensemble, sklearn.tree
data = open(path, "rb").read()
`,
  `
    value = pickle.loads(data)
`,
);

const OURS = nodeRounds(
  `
import { readFileSync } from 'node:fs';
import { fromBytes } from '@brine/core';
import { createHost } from '@brine/core/host';
import { pickleDocument } from '@brine/codec-pickle/vm';
const bytes = new Uint8Array(readFileSync(path));
`,
  `
  const file = await pickleDocument({ format: 'pickle', source: fromBytes(bytes), context: createHost([]).context() });
  await file.value();
`,
);

const CASES = [
  ['forest of 250 trees, protocol 5', 'forest.p5'],
  ['the same, protocol 2', 'forest.p2'],
  ['list of 10 million floats', 'floats'],
  ['list of 10 million ints', 'ints'],
  ['list of 10 million ints and floats in turn, a value for each', 'mixed'],
  ['tuple of 10 million ints, a value for each', 'tuple'],
  ['1 million small dicts', 'dicts'],
  ['dict of 1 million keys', 'keys'],
  ['list of 1 million texts', 'texts'],
];

export default async function () {
  const folder = scratch();
  try {
    const { ours, theirs } = await programs(folder, OURS, THEIRS);
    runPython(MAKE, folder);
    for (const [label, name] of CASES) {
      const file = join(folder, name);
      await compareWarm(label, [process.execPath, ours, file], [python, theirs, file]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
