import type { Estimator } from '../read/estimator.js';

/** Letters and digits as Python's `\w`, `\d` and `\s` mean them in text. */
const CLASSES: Readonly<Record<string, string>> = {
  '\\w': '\\p{L}\\p{N}_',
  '\\d': '\\p{Nd}',
  '\\s': '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000',
};
const NEGATED: Readonly<Record<string, string>> = { '\\W': '\\w', '\\D': '\\d', '\\S': '\\s' };

/** A word boundary, as Python has it: JavaScript's own knows only ASCII. */
const BOUNDARY = `(?:(?<=[${CLASSES['\\w']}])(?![${CLASSES['\\w']}])|(?<![${CLASSES['\\w']}])(?=[${CLASSES['\\w']}]))`;

/** More atoms than tokens need; patterns come from a file, and many repetitions in a row could make matching slow. */
const MOST_ATOMS = 8;

/**
 * A function that finds all tokens, by a pattern made of boundaries, classes and characters with repetitions, with at most one pair of
 * parentheses around all of it.
 *
 * @throws CodecError `unsupported` for any other pattern
 */
export function tokenPattern(e: Estimator): (text: string) => string[] {
  const source = e.text('token_pattern');
  if (source === undefined) throw e.refuse('no token pattern');
  const translated = translate(source);
  if (translated === undefined) {
    throw e.refuse(
      `the token pattern ${JSON.stringify(source)}, which is not known to mean the same in JavaScript`,
      'Known are patterns of classes (\\w, [a-z]) with repetitions and \\b.',
    );
  }
  const pattern = new RegExp(translated, 'gu');
  return (text) => Array.from(text.matchAll(pattern), (match) => match[1] ?? match[0]);
}

const ATOM = /\\b|\\[wWdDsS]|\[\^?(?:\\[wds\-\]\\.]|[^\]\\[])+\]|\\[.\-+'&@#$/]|[\p{L}\p{N}_'@#&-]/u;
const REPEAT = /^(?:[+*?]|\{\d{1,3}(?:,\d{0,3})?\})/;

/** The pattern for JavaScript with the flag `u`, or undefined. */
export function translate(source: string): string | undefined {
  let rest = source.replace(/^\(\?u\)/, '');
  const isGrouped = /^\([^?]/.test(rest) && rest.endsWith(')');
  if (isGrouped) rest = rest.slice(1, -1);
  let result = '';
  let atoms = 0;
  while (rest !== '') {
    const atom = ATOM.exec(rest);
    if (!atom || atom.index !== 0 || ++atoms > MOST_ATOMS) return undefined;
    rest = rest.slice(atom[0].length);
    const repeat = REPEAT.exec(rest)?.[0] ?? '';
    if (atom[0] === '\\b' && repeat !== '') return undefined;
    rest = rest.slice(repeat.length);
    result += atomOf(atom[0]) + repeat;
  }
  return result === '' ? undefined : isGrouped ? `(${result})` : result;
}

function atomOf(atom: string): string {
  if (atom === '\\b') return BOUNDARY;
  if (CLASSES[atom]) return `[${CLASSES[atom]}]`;
  if (NEGATED[atom]) return `[^${CLASSES[NEGATED[atom]]}]`;
  if (atom.startsWith('[')) return atom.replace(/\\[wds]/g, (name) => CLASSES[name]!).replace(/\\([.])/g, '$1');
  return atom.replace(/^\\([-'&@#])$/, '$1');
}
