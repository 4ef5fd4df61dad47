// Writing a value in memory as a pickle against `pickle.dumps`: warm, that is each in a process of its own that did it before, medians
// of five. Built packages are not needed: the sources are bundled.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compareFunctions, median, python, scratch } from './peer.mjs';
import { programs } from './rounds.mjs';

const RUNS = 5;

/** The values, in Python and as what reads the same. */
const CASES = [
  ['1 million small dicts', '[{"id": i, "name": f"n{i}", "value": i * .5} for i in range(1_000_000)]'],
  ['1 million texts, all different', '[f"some text {i}" for i in range(1_000_000)]'],
  ['1 million texts, of a hundred', '[f"some text {i}" for i in range(100)] * 10_000'],
  ['1 million pairs of ints', '[(i, i + 1) for i in range(1_000_000)]'],
  ['1 million empty lists', '[[] for i in range(1_000_000)]'],
  ['list of 5 million floats', '[i * .5 for i in range(5_000_000)]'],
];

const THEIRS = `
import pickle, statistics, sys, time
value = pickle.load(open(sys.argv[1], "rb"))
def once():
    start = time.perf_counter()
    pickle.dumps(value, 4)
    return time.perf_counter() - start
once()
print(statistics.median(once() for _ in range(${RUNS})))
`;

const OURS = `
import { readFileSync } from 'node:fs';
import { fromBytes } from '@brine/core';
import { createHost } from '@brine/core/host';
import { pickleDocument } from '@brine/codec-pickle/vm';
import { dumpPickle } from '@brine/codec-pickle/write';
const bytes = new Uint8Array(readFileSync(process.argv[2]));
const file = await pickleDocument({ format: 'pickle', source: fromBytes(bytes), context: createHost([]).context() });
const value = await file.value();
const once = () => {
  const start = performance.now();
  const written = dumpPickle(value, { protocol: 4 });
  const seconds = (performance.now() - start) / 1000;
  if (Buffer.compare(written, bytes) !== 0) throw new Error('not the bytes that CPython wrote');
  return seconds;
};
once();
console.log([...Array(${RUNS})].map(once).join(' '));
`;

export default async function () {
  const folder = scratch();
  try {
    const { ours, theirs } = await programs(folder, OURS, THEIRS);
    const run = (...command) => execFileSync(command[0], command.slice(1), { encoding: 'utf8' });
    for (const [label, value] of CASES) {
      const file = join(folder, 'value.pkl');
      run(python, '-c', `import pickle, sys; pickle.dump(${value}, open(sys.argv[1], "wb"), 4)`, file);
      await compareFunctions(
        label,
        () => median(run(process.execPath, ours, file).trim().split(' ').map(Number)),
        () => Number(run(python, theirs, file)),
        3,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
