import { isKind, type JsonValue, type PyValue } from '@brine/core';
import type { Estimator } from '../read/estimator.js';
import type { Parameters } from '../build/parameters.js';
import { ENGLISH_STOP_WORDS } from './english-stop-words.js';
import { tokenPattern } from './token-pattern.js';

/** A text into the terms that are counted. */
export type Analyzer = (text: string) => string[];

/** What Python takes for white space in text. */
const SPACE = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const SPACES = new RegExp(`${SPACE}{2,}`, 'g');
const EDGES = new RegExp(`^${SPACE}+|${SPACE}+$`, 'g');
const SPLIT = new RegExp(`${SPACE}+`);

const ANALYZERS = ['word', 'char', 'char_wb'] as const;
const ACCENTS = ['ascii', 'unicode'] as const;
/** Longer runs of words or characters than anyone counts. */
const MOST_RUN = 1000;

/**
 * The parameters of a vectorizer that say how it makes terms of a text.
 *
 * @throws CodecError `unsupported` for a function of the user's own
 */
export function analyzerParameters(e: Estimator): Record<string, JsonValue> {
  for (const name of ['preprocessor', 'tokenizer']) if (e.has(name)) throw e.refuse(`a ${name} of its own`);
  const input = e.text('input');
  if (input !== undefined && input !== 'content') throw e.refuse(`input='${input}' instead of the texts themselves`);
  const [least = 1, most = 1] = e.vector('ngram_range');
  if (!(least >= 1 && most >= least && most <= MOST_RUN)) throw e.refuse(`ngram_range=(${least}, ${most})`);
  const analyzer = e.choice('analyzer', ANALYZERS);
  return {
    analyzer,
    ngram_range: [least, most],
    lowercase: e.flag('lowercase', true),
    strip_accents: e.has('strip_accents') ? e.choice('strip_accents', ACCENTS) : null,
    ...(analyzer === 'word' ? { token_pattern: patternOf(e), stop_words: stopWordsOf(e) } : {}),
  };
}

function patternOf(e: Estimator): string {
  const source = e.text('token_pattern');
  if (source === undefined) throw e.refuse('no token pattern');
  return source;
}

function stopWordsOf(e: Estimator): JsonValue {
  if (!e.has('stop_words')) return null;
  if (e.text('stop_words') === 'english') return 'english';
  const value: PyValue = e.value('stop_words');
  const items =
    isKind(value, 'list') || isKind(value, 'set') || isKind(value, 'frozenset') || isKind(value, 'tuple')
      ? Array.from(value.items)
      : undefined;
  if (!items?.every((item) => typeof item === 'string')) throw e.refuse('stop words that are no list of words');
  return items;
}

/**
 * The analyzer that such parameters ask for.
 * Source: sklearn.feature_extraction.text._VectorizerMixin.build_analyzer
 *
 * @throws CodecError `unsupported` for a token pattern that is not known to mean the same here
 */
export function analyzerOf(p: Parameters): Analyzer {
  const prepare = preprocessorOf(p);
  const [least, most] = p.pair('ngram_range', 1, MOST_RUN);
  const kind = p.choice('analyzer', ANALYZERS);
  if (kind === 'char') return (text) => characters(prepare(text).replace(SPACES, ' '), least, most);
  if (kind === 'char_wb') return (text) => withinWords(prepare(text).replace(SPACES, ' '), least, most);
  const tokens = tokenPattern(p.text('token_pattern'));
  const stops = stopWords(p);
  return (text) => {
    const found = tokens(prepare(text));
    return wordRuns(stops ? found.filter((token) => !stops.has(token)) : found, least, most);
  };
}

function stopWords(p: Parameters): ReadonlySet<string> | undefined {
  if (!p.has('stop_words')) return undefined;
  return p.is('stop_words', 'english') ? ENGLISH_STOP_WORDS : new Set(p.texts('stop_words'));
}

function preprocessorOf(p: Parameters): (text: string) => string {
  const lowers = p.flag('lowercase');
  const strip = p.has('strip_accents') ? p.choice('strip_accents', ACCENTS) : undefined;
  return (text) => {
    const lowered = lowers ? text.toLowerCase() : text;
    if (strip === undefined) return lowered;
    const decomposed = lowered.normalize('NFKD');
    if (strip === 'ascii') return decomposed.replace(/[^\0-\x7f]/g, '');
    return isAscii(lowered)
      ? lowered
      : Array.from(decomposed, (character) => (isCombining(character) ? '' : character)).join('');
  };
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** Whether a character has a combining class other than 0: beside marks of class 1 and 240 it changes places when it is put in order. */
function isCombining(character: string): boolean {
  if (isAscii(character)) return false;
  return (
    (character + '\u0334').normalize('NFD') !== character + '\u0334' ||
    ('\u0345' + character).normalize('NFD') !== '\u0345' + character
  );
}

function wordRuns(tokens: readonly string[], least: number, most: number): string[] {
  const runs: string[] = [];
  for (let n = least; n <= Math.min(most, tokens.length); n++) {
    for (let i = 0; i + n <= tokens.length; i++) runs.push(n === 1 ? tokens[i]! : tokens.slice(i, i + n).join(' '));
  }
  return runs;
}

function characters(text: string, least: number, most: number): string[] {
  const points = Array.from(text);
  const runs: string[] = [];
  for (let n = least; n <= Math.min(most, points.length); n++) {
    for (let i = 0; i + n <= points.length; i++) runs.push(points.slice(i, i + n).join(''));
  }
  return runs;
}

/** Runs of characters within words that have a space on either side; a word shorter than a run counts once. */
function withinWords(text: string, least: number, most: number): string[] {
  const runs: string[] = [];
  for (const word of text.replace(EDGES, '').split(SPLIT)) {
    if (word === '') continue;
    const points = [' ', ...Array.from(word), ' '];
    for (let n = least; n <= most; n++) {
      runs.push(points.slice(0, n).join(''));
      let offset = 0;
      while (offset + n < points.length) {
        offset++;
        runs.push(points.slice(offset, offset + n).join(''));
      }
      if (offset === 0) break;
    }
  }
  return runs;
}
