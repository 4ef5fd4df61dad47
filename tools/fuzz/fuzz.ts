/** Pickles made at random, read by CPython and by codec-pickle. */

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DEFAULT_LIMITS, isCodecError, type PyValue } from '@brine/core';
import { dumpPickle } from '@brine/codec-pickle/write';
import { listing } from '../../packages/codec-pickle/src/dis/listing.js';
import { Loader } from '../../packages/codec-pickle/src/inspect/load.js';
import { differenceOf, type Printed } from './printed.js';
import { canonical, hasSetter, textOf, TooLarge, type Plain } from './canonical.ts';

/** What generate.py prints for each case. */
interface Case {
  /** `seed:number`, which makes it again. */
  readonly case: string;
  readonly kind: 'value' | 'stream';
  /** Hexadecimal. */
  readonly data: string;
  /** What the unpickler in C makes of it, which is what `pickle.load` runs. */
  readonly c: Outcome;
  /** What the one in Python makes of it, where that is something else. */
  readonly python?: Outcome;
  readonly dis?: readonly [lines: string, error: string | null];
}

export interface Outcome {
  readonly value?: Plain;
  readonly error?: string;
  readonly skip?: boolean;
}

export interface Difference {
  readonly case: string;
  readonly what: string;
  readonly data: string;
}

export interface Tally {
  cases: number;
  /** Read by both to the same value. */
  read: number;
  /** Refused by both. */
  refused: number;
  /** Where the two unpicklers of CPython differ from each other. */
  disputed: number;
  /** Written by us and read by CPython to the value that it was. */
  reread: number;
  readonly differences: Difference[];
}

/** Cases of one run of Python. */
const BATCH = 4000;

/**
 * Runs until the time is over, at least once.
 *
 * @param python - an interpreter, 3.8 or later
 * @param seed - of the first batch; the next has the next
 * @param folder - where generate.py is
 */
export function fuzz(python: string, seed: number, milliseconds: number, folder = import.meta.dirname): Tally {
  const tally: Tally = { cases: 0, read: 0, refused: 0, disputed: 0, reread: 0, differences: [] };
  const end = performance.now() + milliseconds;
  do {
    const written: Written[] = [];
    for (const one of generated(python, seed++, folder)) check(one, tally, written);
    reread(python, written, tally, folder);
  } while (performance.now() < end && tally.differences.length < 20);
  return tally;
}

function generated(python: string, seed: number, folder: string): Case[] {
  return lines(python, [join(folder, 'generate.py'), String(seed), String(BATCH)]) as Case[];
}

/** A value that was written again, for CPython to read. */
interface Written {
  readonly case: string;
  readonly bytes: Uint8Array;
  readonly plain: Plain;
}

/** What CPython reads of what we wrote. */
function reread(python: string, written: readonly Written[], tally: Tally, folder: string): void {
  const input = written.map(({ bytes }) => `${Buffer.from(bytes).toString('hex')}\n`).join('');
  const outcomes = lines(python, [join(folder, 'reread.py')], input) as Outcome[];
  for (const [i, { case: name, bytes, plain }] of written.entries()) {
    const { value, error, skip } = outcomes[i]!;
    if (skip || (value !== undefined && textOf(value) === textOf(plain))) {
      tally.reread++;
      continue;
    }
    const what = `written by us it is ${error ?? JSON.stringify(value)} in CPython, was ${JSON.stringify(plain)}`;
    tally.differences.push({ case: name, what, data: Buffer.from(bytes).toString('hex') });
  }
}

/** The JSON documents that a Python program prints, one a line. */
function lines(python: string, args: readonly string[], input = ''): unknown[] {
  const { status, stdout, stderr } = spawnSync(python, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    input,
    env: { ...process.env, PYTHONHASHSEED: '0' },
  });
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`);
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown]));
}

function check(one: Case, tally: Tally, written: Written[]): void {
  const bytes = new Uint8Array(Buffer.from(one.data, 'hex'));
  tally.cases++;
  if (one.python) tally.disputed++;
  const differ = (what: string) => tally.differences.push({ case: one.case, what, data: one.data });
  const ours = outcomeOf(bytes, one, differ, written, tally.cases % 6);
  const wrong = compare(ours, one);
  if (wrong !== undefined) differ(wrong);
  else if (ours.value !== undefined) tally.read++;
  else if (ours.error !== undefined) tally.refused++;
  const said = one.dis && listingDifference(bytes, one.dis);
  if (said !== undefined) differ(said);
}

function outcomeOf(
  bytes: Uint8Array,
  { case: name, kind }: Case,
  differ: (what: string) => void,
  written: Written[],
  protocol: number,
): Outcome {
  let value: PyValue;
  try {
    value = Loader.of(bytes, { codec: 'pickle', limits: DEFAULT_LIMITS }).first;
  } catch (error) {
    if (isCodecError(error) && error.fault !== 'bug' && error.at.offset !== undefined) {
      return { error: `${error.code} ${error.message}` };
    }
    differ(`what was thrown is no error of a codec with an offset: ${String((error as Error).stack ?? error)}`);
    return { skip: true };
  }
  if (hasSetter(value)) return { skip: true };
  try {
    const plain = canonical(value);
    if (kind === 'value') {
      // What is written again is the same value, here and in CPython.
      const mine = dumpPickle(value, { protocol });
      written.push({ case: name, bytes: mine, plain });
      const again = canonical(Loader.of(mine, { codec: 'pickle', limits: DEFAULT_LIMITS }).first);
      if (textOf(again) !== textOf(plain)) {
        differ(`written in protocol ${protocol} it is ${JSON.stringify(again)}, was ${JSON.stringify(plain)}`);
      }
    }
    return { value: plain };
  } catch (error) {
    if (error instanceof TooLarge || error instanceof RangeError) return { skip: true };
    throw error;
  }
}

function compare(ours: Outcome, { c, python }: Case): string | undefined {
  if (ours.skip || c.skip) return undefined;
  const [mine, theirs] = [textOf(ours.value ?? null), textOf(c.value ?? null)];
  if (c.error !== undefined && (ours.error !== undefined || OF_ORACLE.test(c.error))) return undefined;
  if (ours.error === undefined && c.error === undefined && mine === theirs) return undefined;
  const other = python ? `; the unpickler in Python: ${JSON.stringify(python)}` : '';
  return `ours: ${ours.error ?? mine}; CPython: ${c.error ?? theirs}${other}`;
}

/** A persistent id may stand for a class; that of the oracle stands for an object that is none. */
const OF_ORACLE = /class argument must be a type, not Persistent/;

function listingDifference(bytes: Uint8Array, [said, error]: readonly [string, string | null]): string | undefined {
  let text = '';
  let wrong: string | undefined;
  try {
    // One pickle, as the oracle: what follows it is not looked at.
    for (const { line } of listing(bytes, { codec: 'pickle', limits: DEFAULT_LIMITS })) {
      text += `${line}\n`;
      if (line.startsWith('highest protocol')) break;
    }
    if (error !== null && text === said && error.startsWith('stack not empty')) return undefined;
  } catch (thrown) {
    if (!isCodecError(thrown)) throw thrown;
    wrong = thrown.message;
  }
  return differenceOf(printed(text, wrong), printed(said, error));
}

function printed(text: string, error: string | null | undefined): Printed {
  return { text, ...(error == null ? {} : { error }) };
}
