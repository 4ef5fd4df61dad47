/** Finds the command, runs it, and gives the exit code. */

import { nearest } from '@brine/runtime';
import { version } from '../package.json';
import { COMMANDS } from './commands/index.js';
import { report, usageError } from './errors.js';
import { EXIT } from './exit.js';
import type { Io } from './io.js';

/**
 * Runs the command line.
 *
 * @param argv - arguments after the program's name
 * @returns the exit code: see the table in the README
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  try {
    if (name === '--version' || name === '-V') {
      await io.write(`${version}\n`);
      return EXIT.done;
    }
    if (name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
      await io.write(overview());
      return EXIT.done;
    }
    if (name === undefined) {
      io.say(overview());
      return EXIT.usage;
    }
    return name === 'help' ? await runCommand(rest[0]!, ['--help'], io) : await runCommand(name, rest, io);
  } catch (error) {
    // A reader that has gone (`brine dump x | head`) wants no more: that is no failure.
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return EXIT.done;
    return report(io, error, undefined, argv.includes('--json'));
  }
}

async function runCommand(name: string, argv: readonly string[], io: Io): Promise<number> {
  const entry = COMMANDS.find((command) => command.name === name);
  if (!entry) throw unknownCommand(name);
  const [{ parse }, spec] = await Promise.all([import('./command.js'), entry.load()]);
  const parsed = parse(name, spec, argv);
  if ('help' in parsed) {
    await io.write(parsed.help);
    return EXIT.done;
  }
  return spec.run({ io, args: parsed.args, options: parsed.options as never });
}

function unknownCommand(name: string): Error {
  const names = COMMANDS.map((command) => command.name);
  const near = nearest(name, names);
  const what = name.startsWith('-') ? 'option' : 'command';
  return usageError(
    `unknown ${what} '${name}'`,
    near === undefined ? `The commands are: ${names.join(', ')}.` : `Did you mean ${near}? See: brine --help`,
  );
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 2;
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
  return `Usage: brine COMMAND [options]

Opens the models that Python saved (pickle, joblib, dill, numpy, Keras HDF5, ONNX, safetensors), without Python and without running their code.

Commands:
${lines.join('\n')}

Options:
  -V, --version  print the version
  -h, --help     print this help, or that of a command: brine inspect --help

Example:
  $ brine predict model.joblib --input rows.csv
`;
}
