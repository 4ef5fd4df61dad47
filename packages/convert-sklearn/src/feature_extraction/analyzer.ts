import { isKind, type PyValue } from '@brine/core';
import type { Estimator } from '../read/estimator.js';
import { ENGLISH_STOP_WORDS } from './english-stop-words.js';
import { tokenPattern } from './token-pattern.js';

/** A text into the terms that are counted. */
export type Analyzer = (text: string) => string[];

/** What Python takes for white space in text. */
const SPACE = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const SPACES = new RegExp(`${SPACE}{2,}`, 'g');
const EDGES = new RegExp(`^${SPACE}+|${SPACE}+$`, 'g');
const SPLIT = new RegExp(`${SPACE}+`);

/**
 * The analyzer that a vectorizer's parameters ask for.
 * Source: sklearn.feature_extraction.text._VectorizerMixin.build_analyzer
 *
 * @throws CodecError `unsupported` for a function of the user's own, or a token pattern that is not known to mean the same here
 */
export function analyzerOf(e: Estimator): Analyzer {
  for (const name of ['preprocessor', 'tokenizer']) if (e.has(name)) throw e.refuse(`a ${name} of its own`);
  const input = e.text('input');
  if (input !== undefined && input !== 'content') throw e.refuse(`input='${input}' instead of the texts themselves`);
  const prepare = preprocessorOf(e);
  const [least = 1, most = 1] = e.vector('ngram_range');
  const kind = e.choice('analyzer', ['word', 'char', 'char_wb']);
  if (kind === 'char') return (text) => characters(prepare(text).replace(SPACES, ' '), least, most);
  if (kind === 'char_wb') return (text) => withinWords(prepare(text).replace(SPACES, ' '), least, most);
  const tokens = tokenPattern(e);
  const stops = stopWords(e);
  return (text) => {
    const found = tokens(prepare(text));
    return wordRuns(stops ? found.filter((token) => !stops.has(token)) : found, least, most);
  };
}

function preprocessorOf(e: Estimator): (text: string) => string {
  const lowers = e.flag('lowercase', true);
  const strip = e.has('strip_accents') ? e.choice('strip_accents', ['ascii', 'unicode']) : undefined;
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

function stopWords(e: Estimator): ReadonlySet<string> | undefined {
  if (!e.has('stop_words')) return undefined;
  if (e.text('stop_words') === 'english') return ENGLISH_STOP_WORDS;
  const value: PyValue = e.value('stop_words');
  const items =
    isKind(value, 'list') || isKind(value, 'set') || isKind(value, 'frozenset') || isKind(value, 'tuple')
      ? Array.from(value.items)
      : undefined;
  if (!items?.every((item) => typeof item === 'string')) throw e.refuse('stop words that are no list of words');
  return new Set(items);
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
