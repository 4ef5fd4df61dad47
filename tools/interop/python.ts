/**
 * Python for tests that compare with the real libraries. Nothing that we publish needs it: where it is absent these tests are skipped,
 * by name and with the reason.
 */

import { execFileSync, spawnSync } from 'node:child_process';

export interface Python {
  /** The interpreter. */
  readonly path: string;
  /** Versions of the modules that were asked for. */
  readonly versions: Readonly<Record<string, string>>;
  /**
   * Runs a script with `python -c`.
   *
   * @param input - what it reads from standard input
   * @returns what it wrote to standard output
   * @throws Error with its standard error when it fails
   */
  run(script: string, args?: readonly string[], input?: Uint8Array | string): string;
}

/** Interpreters to try; `BRINE_PYTHON` names another, and then that one must have the modules. */
const USUAL = ['python3', '/usr/bin/python3'];

/**
 * The first interpreter that has all of these modules.
 *
 * @param modules - names to import, as `onnx`, `sklearn`
 * @returns undefined when there is none
 */
export function findPython(modules: readonly string[]): Python | undefined {
  const named = process.env['BRINE_PYTHON'];
  for (const path of named ? [named] : USUAL) {
    const versions = versionsOf(path, modules);
    if (versions) return { path, versions, run: (script, args = [], input = '') => run(path, script, args, input) };
  }
  if (named) throw new Error(`BRINE_PYTHON=${named} has not all of ${modules.join(', ')}`);
  return undefined;
}

function versionsOf(path: string, modules: readonly string[]): Record<string, string> | undefined {
  const script = `import importlib, json, sys
print(json.dumps({m: str(getattr(importlib.import_module(m), "__version__", "")) for m in sys.argv[1:]}))`;
  const { status, stdout } = spawnSync(path, ['-c', script, ...modules], { encoding: 'utf8', timeout: 60_000 });
  return status === 0 ? (JSON.parse(stdout) as Record<string, string>) : undefined;
}

function run(path: string, script: string, args: readonly string[], input: Uint8Array | string): string {
  return execFileSync(path, ['-c', script, ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 2 ** 30,
    timeout: 600_000,
    stdio: 'pipe',
  });
}

/** The test runner's functions that {@link withPython} needs. */
interface Runner {
  describe: ((name: string, define: () => void) => unknown) & { skip: (name: string, define: () => void) => unknown };
}

/**
 * Tests against Python: `withPython({ describe }, 'onnx reads it', ['onnx'], (python) => { it(...) })`. Without an interpreter that has
 * the modules the whole group is skipped under a name that says what is missing.
 */
export function withPython(
  { describe }: Runner,
  name: string,
  modules: readonly string[],
  define: (python: Python) => void,
): void {
  const python = findPython(modules);
  if (python) {
    const versions = Object.entries(python.versions).map(([module, version]) => `${module} ${version}`);
    describe(`${name} (${versions.join(', ')})`, () => define(python));
    return;
  }
  const reason = `needs Python with ${modules.join(', ')}: set BRINE_PYTHON`;
  const absent: Python = { path: '', versions: {}, run: () => '' };
  describe.skip(`${name} (SKIPPED: ${reason})`, () => define(absent));
  console.warn(`SKIPPED: ${name} (${reason})`);
}
