import { unsupported } from '../read/index.js';

/** Letters and digits as Python's `\w`, `\d` and `\s` mean them in text. */
const CLASSES: Readonly<Record<string, string>> = {
  '\\w': '\\p{L}\\p{N}_',
  '\\d': '\\p{Nd}',
  '\\s': '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000',
};
const NEGATED: Readonly<Record<string, string>> = { '\\W': '\\w', '\\D': '\\d', '\\S': '\\s' };

/** A word boundary, as Python has it: JavaScript's own knows only ASCII. */
const BOUNDARY = `(?:(?<=[${CLASSES['\\w']}])(?![${CLASSES['\\w']}])|(?<![${CLASSES['\\w']}])(?=[${CLASSES['\\w']}]))`;

/** More atoms than tokens need; patterns come from a file. */
const MOST_ATOMS = 8;
/** Repetitions of no fixed length. */
const MOST_REPEATS = 2;
/** Characters of a pattern. */
const MOST_LENGTH = 1000;

/**
 * A function that finds all tokens, by a pattern made of boundaries, classes and characters with repetitions, with at most one pair of
 * parentheses around all of it.
 *
 * @throws CodecError `unsupported` for any other pattern
 */
export function tokenPattern(source: string): (text: string) => string[] {
  const pattern = compiled(source);
  if (!pattern) {
    throw unsupported(
      `the token pattern ${JSON.stringify(source.slice(0, 100))}, which is not known to mean the same in JavaScript`,
      undefined,
      'Known are patterns of classes (\\w, [a-z]) with repetitions and \\b.',
    );
  }
  return (text) => Array.from(text.matchAll(pattern), (match) => match[1] ?? match[0]);
}

function compiled(source: string): RegExp | undefined {
  try {
    const translated = source.length > MOST_LENGTH ? undefined : translate(source);
    return translated === undefined ? undefined : new RegExp(translated, 'gu');
  } catch {
    // A range that runs backwards, a repetition from more to less.
    return undefined;
  }
}

const ATOM = /\\b|\\[wWdDsS]|\[\^?(?:\\[wds\-\]\\.]|[^\]\\[])+\]|\\[.\-+'&@#$/]|[\p{L}\p{N}_'@#&-]/u;
/** A repetition that has no fixed length, one that may be left out aside. */
const VARIES = /[+*,]/;
const REPEAT = /^(?:[+*?]|\{\d{1,3}(?:,\d{0,3})?\})/;

/** The pattern for JavaScript with the flag `u`, or undefined. */
export function translate(source: string): string | undefined {
  let rest = source.replace(/^\(\?u\)/, '');
  const isGrouped = /^\([^?]/.test(rest) && rest.endsWith(')');
  if (isGrouped) rest = rest.slice(1, -1);
  const pieces: Piece[] = [];
  while (rest !== '') {
    const atom = ATOM.exec(rest);
    if (!atom || atom.index !== 0 || pieces.length === MOST_ATOMS) return undefined;
    rest = rest.slice(atom[0].length);
    const repeat = REPEAT.exec(rest)?.[0] ?? '';
    if (atom[0] === '\\b' && repeat !== '') return undefined;
    rest = rest.slice(repeat.length);
    pieces.push({ atom: atomOf(atom[0]), repeat });
  }
  if (!isQuick(pieces)) return undefined;
  const result = pieces.map(({ atom, repeat }) => atom + repeat).join('');
  return result === '' ? undefined : isGrouped ? `(${result})` : result;
}

/** An atom as JavaScript has it, and how often it stands there. */
interface Piece {
  readonly atom: string;
  readonly repeat: string;
}

const isOptional = ({ atom, repeat }: Piece): boolean => atom === BOUNDARY || /^(?:[?*]|\{0)/.test(repeat);

/**
 * Whether a text never takes the square of the steps for one token: where two repetitions share characters, a text that fails behind them
 * is divided between them in every way.
 */
function isQuick(pieces: readonly Piece[]): boolean {
  const [first, second, ...more] = pieces.flatMap(({ repeat }, i) => (VARIES.test(repeat) ? [i] : []));
  if (first === undefined || second === undefined) return true;
  if (more.length + 2 > MOST_REPEATS) return false;
  const divides = (piece: Piece, i: number) => (i === second || !isOptional(piece)) && areApart(pieces[first]!, piece);
  return (
    pieces.some((piece, i) => i > first && i <= second && piece.atom !== BOUNDARY && divides(piece, i)) ||
    pieces.slice(second + 1).every(isOptional)
  );
}

/** Whether no character is matched by both; those beyond 16 bits are letters and numbers in classes that have others of them too. */
function areApart(one: Piece, other: Piece): boolean {
  const [a, b] = [one, other].map(({ atom }) => new RegExp(`^${atom}$`, 'u'));
  for (let code = 0; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    if (a!.test(character) && b!.test(character)) return false;
  }
  return true;
}

function atomOf(atom: string): string {
  if (atom === '\\b') return BOUNDARY;
  if (CLASSES[atom]) return `[${CLASSES[atom]}]`;
  if (NEGATED[atom]) return `[^${CLASSES[NEGATED[atom]]}]`;
  if (atom.startsWith('[')) return atom.replace(/\\[wds]/g, (name) => CLASSES[name]!).replace(/\\([.])/g, '$1');
  return atom.replace(/^\\([-'&@#])$/, '$1');
}
