/** What a command is, and how its arguments are parsed. */

import { isCodecError } from '@brine/core';
import { Command, type CommanderError, Option } from 'commander';
import { usageError } from './errors.js';
import type { Io } from './io.js';

export interface OptionSpec {
  /** As commander has them: `--depth <n>`, `--buffers <file...>`, `-o, --output <file>`. */
  readonly flags: string;
  readonly description: string;
  /**
   * Makes the value out of the text. Options that may be given again get what the earlier ones made.
   *
   * @throws CodecError `option`
   */
  readonly parse?: (text: string, previous: unknown) => unknown;
  readonly choices?: readonly string[];
}

/** A call of a command, its options as they were parsed. */
export interface Call<Options = Readonly<Record<string, unknown>>> {
  readonly io: Io;
  readonly args: readonly string[];
  readonly options: Options;
}

export interface CommandSpec<Options = never> {
  readonly description: string;
  /** `<file...>`, and what it is. */
  readonly arguments: readonly (readonly [name: string, description: string])[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** @returns the exit code */
  run(call: Call<Options>): Promise<number>;
}

/** What came of parsing: a call to make, or help to print. */
export type Parsed =
  { readonly args: readonly string[]; readonly options: Readonly<Record<string, unknown>> } | { readonly help: string };

/** @throws CodecError `option` that names the nearest right option */
export function parse(name: string, spec: CommandSpec, argv: readonly string[]): Parsed {
  let help = '';
  let complaint = '';
  const command = new Command(`brine ${name}`)
    .description(spec.description)
    .exitOverride()
    .configureOutput({ writeOut: (text) => (help += text), writeErr: (text) => (complaint += text) })
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', `\nExamples:\n${examples(spec)}`);
  for (const [argument, description] of spec.arguments) command.argument(argument, description);
  for (const { flags, description, parse: parser, choices } of spec.options) {
    const option = new Option(flags, description);
    if (parser) option.argParser(parser);
    if (choices) option.choices(choices);
    command.addOption(option);
  }
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    if (isCodecError(error)) throw error;
    const { code = '', message } = error as Partial<CommanderError>;
    if (!code.startsWith('commander.')) throw error;
    if (code === 'commander.helpDisplayed') return { help };
    throw usageError(...sentences(complaint || (message ?? ''), name));
  }
  return { args: command.args, options: command.opts() };
}

function examples(spec: CommandSpec): string {
  return spec.examples.map(([command, what]) => `  # ${what}\n  $ ${command}`).join('\n\n');
}

/** commander's complaint as message and hint. */
function sentences(complaint: string, name: string): [message: string, hint: string] {
  const [first = '', ...rest] = complaint.trim().split('\n');
  const near = /Did you mean (.+)\?/.exec(rest.join(' '))?.[1];
  return [
    first.replace(/^error: /, ''),
    `${near === undefined ? '' : `Did you mean ${near}? `}See: brine ${name} --help`,
  ];
}
