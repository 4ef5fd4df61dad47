// The programs of both sides, ours on the sources of the packages. Some measure themselves: a round for each line of the input and its
// seconds; or, after `peak`, one round and the most memory of the process in MB.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Writes both programs into a folder. @returns their paths */
export async function programs(folder, node, python) {
  const ours = join(folder, 'ours.mjs');
  await build({
    stdin: { contents: node, resolveDir: import.meta.dirname },
    bundle: true,
    platform: 'node',
    format: 'esm',
    tsconfig: join(import.meta.dirname, '../tsconfig.base.json'),
    outfile: ours,
  });
  const theirs = join(folder, 'theirs.py');
  writeFileSync(theirs, python);
  return { ours, theirs };
}

/** A program in Python around `setup`, which may use `path`, and `round`, which is timed. */
export const pythonRounds = (setup, round) => `
import resource, sys, time
path = sys.argv[1]
${setup}
def rounds():
    start = time.perf_counter()
${round.trim().replace(/^/gm, '    ')}
    return time.perf_counter() - start
if sys.argv[2:] == ["peak"]:
    rounds()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
else:
    for line in sys.stdin:
        print(rounds(), flush=True)
`;

/** The same for Node. */
export const nodeRounds = (setup, round) => `
import { createInterface } from 'node:readline';
const path = process.argv[2];
${setup}
async function rounds() {
  const start = performance.now();
  ${round}
  return (performance.now() - start) / 1000;
}
if (process.argv[3] === 'peak') {
  await rounds();
  console.log(process.resourceUsage().maxRSS / 1000);
} else {
  for await (const line of createInterface({ input: process.stdin })) console.log(await rounds());
}
`;
