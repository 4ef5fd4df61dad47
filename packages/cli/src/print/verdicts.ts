/** Verdicts of an audit, to read. */

import type { Audited, Verdict } from '../audit/audit-file.js';
import { printable } from '../errors.js';
import type { Style } from './style.js';

/** A file and what was found. */
export type Row = Audited & { readonly file: string };

const SHOWN = 8;
/** How bad is what a finding means, the worst first. */
const ORDER: Readonly<Record<string, number>> = { dangerous: 0, 'not-proven': 1, none: 2 };
const WORDS: Readonly<Record<Verdict, readonly [word: string, color: 'red' | 'yellow' | 'green']>> = {
  safe: ['safe', 'green'],
  dangerous: ['dangerous', 'red'],
  'not-proven': ['not proven', 'yellow'],
};
/** Formats out of which `convert` takes arrays and models without running anything. */
const WAY_OUT: ReadonlySet<string> = new Set(['pickle', 'joblib', 'dill', 'npy', 'npz']);

/** The verdict, and the worst of what was found. */
export function rowText({ file, verdict, format, findings }: Row, style: Style): string {
  const [word, color] = WORDS[verdict];
  const lines = [
    `${style.bold(style[color](word))}: ${printable(file)}${format === undefined ? '' : style.dim(` (${format})`)}`,
  ];
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
export function policyText(policy: string | undefined, style: Style): string {
  if (policy === undefined) return '';
  return ['', style.dim(DO_YOU_KNOW), ...policy.split('\n').map(printable), ''].join('\n');
}

const DO_YOU_KNOW =
  'If you know what these do when Python loads them, allow them by a file for --policy, which has in it:';

export interface Summary {
  readonly safe: number;
  readonly dangerous: number;
  readonly notProven: number;
}

export function summaryOf(rows: readonly Row[]): Summary {
  const count = (wanted: Verdict) => rows.filter(({ verdict }) => verdict === wanted).length;
  return { safe: count('safe'), dangerous: count('dangerous'), notProven: count('not-proven') };
}

/**
 * A line about several files; nothing about one.
 *
 * @param failed - files that could not be judged
 */
export function summaryText({ safe, dangerous, notProven }: Summary, failed: number): string {
  const all = safe + dangerous + notProven + failed;
  const last = failed > 0 ? `, ${failed} could not be read` : '';
  return all > 1 ? `\n${all} files: ${safe} safe, ${dangerous} dangerous, ${notProven} not proven${last}\n` : '';
}
