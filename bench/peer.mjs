// What benchmarks share: the Python to compare with, runs of two commands in turn, medians and ratios.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const python = process.env.BRINE_PYTHON ?? 'python3';

/** A new folder for what a benchmark makes. */
export const scratch = () => mkdtempSync(join(tmpdir(), 'brine-bench-'));

/** Runs a Python program and gives what it prints. */
export const runPython = (program, ...args) =>
  execFileSync(python, ['-c', program, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });

/** Seconds of one run of a command, as a whole process. */
function seconds(command, args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
  return (performance.now() - start) / 1000;
}

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/**
 * Two commands in turn (ours, theirs, ours, ...) after a warm-up of each, so that both see the same machine.
 * Prints the medians and the median of the ratios.
 */
export function compareCommands(label, ours, theirs, runs = 7) {
  seconds(...ours);
  seconds(...theirs);
  const pairs = Array.from({ length: runs }, () => [seconds(...ours), seconds(...theirs)]);
  report(label, pairs);
}

/** Two functions in turn, after a warm-up of each; seconds are what they return. */
export async function compareFunctions(label, ours, theirs, runs = 7) {
  await ours();
  await theirs();
  const pairs = [];
  for (let i = 0; i < runs; i++) pairs.push([await ours(), await theirs()]);
  report(label, pairs);
}

/**
 * Two processes that stay, and do the same again for each line that they are given: after a round to warm up, rounds in turn. Each prints
 * its seconds.
 */
export async function compareWarm(label, ours, theirs, runs = 5) {
  const peers = [ours, theirs].map(([command, ...args]) => stay(command, args));
  try {
    const pairs = [];
    for (let i = -1; i < runs; i++) {
      const pair = [];
      for (const peer of peers) pair.push(await peer.round());
      if (i >= 0) pairs.push(pair);
    }
    report(label, pairs);
  } finally {
    for (const peer of peers) await peer.end();
  }
}

function stay(command, args) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async round() {
      child.stdin.write('again\n');
      const { value, done } = await lines.next();
      if (done) throw new Error(`${command} ${args.join(' ')} ended`);
      return Number(value);
    },
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}

/** The most memory that a fresh process takes for one round, in MB: it prints it itself. */
export const peakOf = (command, ...args) => Number(execFileSync(command, [...args, 'peak'], { encoding: 'utf8' }));

function report(label, pairs) {
  const ratio = median(pairs.map(([a, b]) => a / b));
  const ours = median(pairs.map(([a]) => a));
  const theirs = median(pairs.map(([, b]) => b));
  console.log(
    `  ${label}: brine ${ours.toFixed(3)} s, Python ${theirs.toFixed(3)} s, ratio ${ratio.toFixed(2)} (median of ${pairs.length})`,
  );
}
