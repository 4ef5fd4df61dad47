/** The reading options that every command has. */

import { DEFAULT_LIMITS, type Limits } from '@brine/core';
import { nearest } from '@brine/runtime';
import type { OptionSpec } from './command.js';
import { usageError } from './errors.js';

export interface ReadingOptions {
  readonly codec?: string;
  readonly encoding?: string;
  readonly buffers?: readonly string[];
  readonly extension?: Readonly<Record<number, string>>;
  readonly limit?: Partial<Limits>;
}

export const READING: readonly OptionSpec[] = [
  { flags: '--codec <name>', description: 'read with this codec, or with that of this package of the working folder' },
  {
    flags: '--encoding <name>',
    description: 'how 8-bit strings of Python 2 are decoded (default: ASCII, as Python)',
    choices: ['ASCII', 'latin1', 'bytes'],
  },
  { flags: '--buffers <file...>', description: 'out-of-band buffers of a protocol 5 pickle, in order' },
  {
    flags: '--extension <code=module.name>',
    description: 'an entry of the extension registry (copyreg); may be given again',
    parse: extension,
  },
  {
    flags: '--limit <name=value>',
    description: `raise or lower a limit (${Object.keys(DEFAULT_LIMITS).join(', ')}); may be given again`,
    parse: limit,
  },
];

function extension(text: string, previous: unknown): Record<number, string> {
  const match = /^(\d+)=(.+\..+)$/.exec(text);
  const code = Number(match?.[1]);
  if (!match || code < 1 || code > 0x7fffffff) {
    throw usageError(
      `--extension ${text}: not CODE=module.name with a code from 1 to 2147483647`,
      'As in: --extension 240=mymodule.MyClass',
    );
  }
  return { ...(previous as Record<number, string> | undefined), [code]: match[2]! };
}

function limit(text: string, previous: unknown): Partial<Limits> {
  const [name = '', value = ''] = text.split('=');
  const names = Object.keys(DEFAULT_LIMITS);
  if (!names.includes(name)) {
    const near = nearest(name, names);
    throw usageError(
      `--limit ${text}: there is no limit '${name}'`,
      near === undefined ? `The limits are: ${names.join(', ')}.` : `Did you mean ${near}?`,
    );
  }
  const number = Number(value);
  if (value === '' || !Number.isFinite(number) || number <= 0) {
    throw usageError(
      `--limit ${text}: '${value}' is not a positive number`,
      `As in: --limit ${name}=${DEFAULT_LIMITS[name as keyof Limits]}`,
    );
  }
  return { ...(previous as Partial<Limits> | undefined), [name]: number };
}

/** A whole number from 0, for options that count. */
export function count(flag: string) {
  return (text: string): number => {
    if (!/^\d+$/.test(text)) throw usageError(`${flag} ${text}: not a whole number`);
    return Number(text);
  };
}
