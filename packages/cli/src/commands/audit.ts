/** `brine audit`: whether loading files in Python would run something. */

import { readFile } from 'node:fs/promises';
import { asCodecError } from '@brine/core';
import type { Audited, Verdict } from '../audit/audit-file.js';
import type { Judge, JudgeSettings } from '../audit/judge.js';
import { readPolicy } from '../audit/policy-file.js';
import { policyFor } from '../audit/suggest.js';
import { filesOf } from '../audit/walk.js';
import type { CommandSpec } from '../command.js';
import { printable, report, usageError } from '../errors.js';
import { EXIT, worstOfAudit } from '../exit.js';
import type { Io } from '../io.js';
import { progressOn } from '../print/progress.js';
import { type Style, styleOf } from '../print/style.js';
import { READING, type ReadingOptions } from '../reading.js';

interface Options extends ReadingOptions {
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly policy?: string;
  readonly timeout?: number;
}

/** A file and what was found. */
type Row = Audited & { readonly file: string };

const CODE: Readonly<Record<Verdict, number>> = {
  safe: EXIT.done,
  dangerous: EXIT.dangerous,
  'not-proven': EXIT.refused,
};

const TIMEOUT = 10;
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
          try {
            const bytes = file === '-' ? await io.readStdin() : undefined;
            const row = { file, ...(await judge.judge(file, bytes)) };
            progress(rows.length, undefined, 'Audited files:');
            codes.push(CODE[row.verdict]);
            rows.push(row);
            if (isText) await io.write(textOfRow(row, style));
          } catch (error) {
            // Wrong usage is not of one file.
            if (asCodecError(error, 'cli').fault === 'option') throw error;
            codes.push(await report(io, error, file, false));
          }
        }
      }
    } finally {
      judge.close();
    }
    const summary = summaryOf(rows);
    if (options.json) await io.write(`${JSON.stringify({ files: rows.map(documentOf), summary })}\n`);
    else if (options.sarif) {
      const { sarifOf } = await import('../audit/sarif.js');
      await io.write(`${JSON.stringify(sarifOf(rows, io.cwd))}\n`);
    } else {
      const unproven = rows.filter(({ verdict }) => verdict === 'not-proven');
      await io.write(wayOn(policyFor(unproven.flatMap(({ findings }) => findings)), style));
      if (rows.length > 1) {
        await io.write(
          `\n${rows.length} files: ${summary.safe} safe, ${summary.dangerous} dangerous, ${summary.notProven} not proven\n`,
        );
      }
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
    ...(buffers
      ? { buffers: await Promise.all(buffers.map(async (name) => new Uint8Array(await readFile(name)))) }
      : {}),
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
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw usageError(`the policy cannot be read: ${(error as Error).message}`);
  });
}

function summaryOf(rows: readonly Row[]): { safe: number; dangerous: number; notProven: number } {
  const count = (wanted: Verdict) => rows.filter(({ verdict }) => verdict === wanted).length;
  return { safe: count('safe'), dangerous: count('dangerous'), notProven: count('not-proven') };
}

function documentOf({ file, verdict, format, findings }: Row): object {
  return {
    file,
    verdict,
    ...(format === undefined ? {} : { format }),
    findings: findings.map(({ effect: _, ...finding }) => finding),
  };
}

const SHOWN = 8;
/** How bad is what a finding means, the worst first. */
const ORDER: Readonly<Record<string, number>> = { dangerous: 0, 'not-proven': 1, none: 2 };

function textOfRow({ file, verdict, format, findings }: Row, style: Style): string {
  const word = verdict === 'not-proven' ? 'not proven' : verdict;
  const lines = [`${style.bold(word)}: ${printable(file)}${format === undefined ? '' : style.dim(` (${format})`)}`];
  const sorted = [...findings].sort((a, b) => ORDER[a.effect]! - ORDER[b.effect]!);
  for (const { message, offset, path, code } of sorted.slice(0, SHOWN)) {
    const where = [path ?? '', offset === undefined ? '' : `byte ${offset}`].filter((part) => part !== '').join(' ');
    lines.push(`  ${printable(message)} ${style.dim(`[${where === '' ? '' : `${printable(where)}, `}${code}]`)}`);
  }
  if (sorted.length > SHOWN) lines.push(`  and ${sorted.length - SHOWN} more: brine audit --json`);
  if (verdict !== 'safe' && WAY_OUT.has(format ?? '')) {
    lines.push(
      style.dim('  To keep only the data: brine convert FILE OUT.safetensors (arrays), OUT.npz, or OUT.onnx (a model)'),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** What to do about names that the audit does not know, and the user may. */
function wayOn(policy: string | undefined, style: Style): string {
  if (policy === undefined) return '';
  const lines = policy.split('\n').map(printable);
  return ['', style.dim(DO_YOU_KNOW), ...lines, ''].join('\n');
}

const DO_YOU_KNOW =
  'If you know what these do when Python loads them, allow them with a policy (brine audit --policy FILE), which has in it:';

/** Formats out of which `convert` takes arrays and models without running anything. */
const WAY_OUT: ReadonlySet<string> = new Set(['pickle', 'joblib', 'dill', 'npy', 'npz']);
