/** `brine audit`: whether loading files in Python would run something. */

import { readFile as readText } from 'node:fs/promises';
import { asCodecError } from '@brine/core';
import type { Verdict } from '../audit/audit-file.js';
import type { Judge, JudgeSettings } from '../audit/judge.js';
import { readPolicy } from '../audit/policy-file.js';
import { policyFor } from '../audit/suggest.js';
import { filesOf } from '../audit/walk.js';
import type { CommandSpec } from '../command.js';
import { printable, report, usageError } from '../errors.js';
import { readFile } from '../files.js';
import { EXIT, worstOfAudit } from '../exit.js';
import type { Io } from '../io.js';
import { progressOn } from '../print/progress.js';
import { styleOf } from '../print/style.js';
import { policyText, type Row, rowText, summaryOf, summaryText } from '../print/verdicts.js';
import { READING, type ReadingOptions } from '../reading.js';

interface Options extends ReadingOptions {
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly policy?: string;
  readonly timeout?: number;
}

const CODE: Readonly<Record<Verdict, number>> = {
  safe: EXIT.done,
  dangerous: EXIT.dangerous,
  'not-proven': EXIT.refused,
};

const TIMEOUT = 10;
/** After this long it is told which file it is. */
const SLOW_MS = 500;
/** What a timer can wait. */
const LONGEST = 1e6;

export const audit: CommandSpec<Options> = {
  description:
    'Tells of each file whether loading it in Python is safe (every byte is accounted for), dangerous (it makes a call that runs code or\n' +
    'reaches out), or not proven (nothing dangerous was seen, and something is unknown). Nothing in the file is run. Folders are walked.',
  arguments: [['<file...>', 'files and folders; - is standard input']],
  options: [
    { flags: '--json', description: 'print one JSON document' },
    { flags: '--sarif', description: 'print SARIF 2.1.0, for code scanning' },
    { flags: '--policy <file>', description: 'names that you know to be safe, as JSON' },
    {
      flags: '--timeout <seconds>',
      description: `how long judging a file may take (default: ${TIMEOUT}); 0 bounds neither time nor the memory of the process`,
      parse: seconds,
    },
    ...READING.filter(({ flags }) => !flags.startsWith('--encoding')),
  ],
  examples: [
    ['brine audit model.pkl', 'is it safe to load?'],
    ['brine audit --json models/', 'every file of a folder, for programs'],
    ['brine audit --sarif models/ > audit.sarif', 'for code scanning'],
    ['brine audit --policy policy.json model.pkl', 'with classes of your own'],
  ],
  async run({ io, args, options }) {
    if (options.json && options.sarif)
      throw usageError('--json and --sarif are two forms of one document', 'Give one of them.');
    const allow = options.policy === undefined ? [] : readPolicy(await textOf(options.policy), options.policy);
    const judge = await judgeOf(await settingsOf(io, options, allow), options.timeout ?? TIMEOUT);
    const style = styleOf(io.color);
    const progress = progressOn(io);
    const rows: Row[] = [];
    const codes: number[] = [];
    const isText = !options.json && !options.sarif;
    try {
      for (const arg of args) {
        for await (const file of filesOf(arg)) {
          const waiting = setTimeout(
            () => progress(codes.length, undefined, `${printable(file)}, after files:`),
            SLOW_MS,
          );
          try {
            const bytes = file === '-' ? await io.readStdin() : undefined;
            const row = { file, ...(await judge.judge(file, bytes)) };
            codes.push(CODE[row.verdict]);
            rows.push(row);
            progress.clear();
            if (isText) await io.write(rowText(row, style));
            progress(codes.length, undefined, 'Audited files:');
          } catch (error) {
            // Wrong usage is not of one file.
            if (asCodecError(error, 'cli').fault === 'option') throw error;
            progress.clear();
            codes.push(await report(io, error, file, false));
          } finally {
            clearTimeout(waiting);
          }
        }
      }
    } finally {
      progress.clear();
      judge.close();
    }
    if (codes.length === 0) io.say('There are no files to audit.\n');
    const summary = summaryOf(rows);
    if (options.json) await io.write(`${JSON.stringify({ files: rows.map(documentOf), summary })}\n`);
    else if (options.sarif) {
      const { sarifOf } = await import('../audit/sarif.js');
      await io.write(`${JSON.stringify(sarifOf(rows, io.cwd))}\n`);
    } else {
      const unproven = rows.filter(({ verdict }) => verdict === 'not-proven');
      await io.write(policyText(policyFor(unproven.flatMap(({ findings }) => findings)), style));
      await io.write(summaryText(summary, codes.length - rows.length));
    }
    return worstOfAudit(codes);
  },
};

async function settingsOf(
  io: Io,
  { codec, limit, extension, buffers }: Options,
  allow: NonNullable<JudgeSettings['allow']>,
): Promise<JudgeSettings> {
  return {
    cwd: io.cwd,
    allow,
    ...(codec === undefined ? {} : { codec }),
    ...(limit ? { limits: limit } : {}),
    ...(extension ? { extensions: extension } : {}),
    ...(buffers ? { buffers: await Promise.all(buffers.map((name) => readFile(io, name))) } : {}),
  };
}

async function judgeOf(settings: JudgeSettings, timeout: number): Promise<Judge> {
  if (timeout === 0) return (await import('../audit/judge.js')).createJudge(settings);
  return (await import('../audit/bounded-judge.js')).boundedJudge(settings, timeout);
}

function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= LONGEST))
    throw usageError(`--timeout ${text}: not a number of seconds up to ${LONGEST}`, `As in: --timeout ${TIMEOUT}`);
  return number;
}

async function textOf(file: string): Promise<string> {
  return readText(file, 'utf8').catch((error: unknown) => {
    throw usageError(`the policy cannot be read: ${(error as Error).message}`);
  });
}

function documentOf({ file, verdict, format, findings }: Row): object {
  return {
    file,
    verdict,
    ...(format === undefined ? {} : { format }),
    findings: findings.map(({ effect: _, ...finding }) => finding),
  };
}
