import { parseArgs } from 'node:util';
import { findPython } from '../interop/python.ts';
import { fuzz } from './fuzz.ts';

const USAGE = `usage: npm run fuzz -- [--minutes N] [--seed S]

  --minutes N   how long (default 1)
  --seed S      of the first batch (default: the time)
`;

/**
 * @param folder - where generate.py is
 * @returns the exit code: 0 no difference, 1 differences, 3 wrong usage
 */
export function main(args: readonly string[], folder: string): number {
  const { values } = parseArgs({
    args: [...args],
    options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string', default: String(Date.now() % 1e9) } },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  const python = findPython([])?.path;
  if (!(minutes > 0) || !Number.isSafeInteger(seed) || python === undefined) {
    process.stderr.write(USAGE);
    return 3;
  }
  console.log(`seed ${seed}, ${python}`);
  const tally = fuzz(python, seed, minutes * 60_000, folder);
  const { differences, ...counts } = tally;
  console.log(
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', '),
  );
  for (const { case: name, what, data } of differences) console.log(`${name}: ${what}\n  ${data}`);
  return differences.length > 0 ? 1 : 0;
}
