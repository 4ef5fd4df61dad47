// The programs of both sides that measure themselves: a round for each line of the input and its seconds; or, after `peak`, one round and
// the most memory of the process in MB.

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
