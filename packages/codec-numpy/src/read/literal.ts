/**
 * The literals that a header may have: dict, list, tuple, str, int, True, False, None. A parser of their grammar: nothing is evaluated.
 * @see numpy, `_read_array_header` in numpy/lib/_format_impl.py, which has `ast.literal_eval` read it
 */

import { pyDict, pyList, pyTuple, type PyValue } from '@brine/core';

/** What is wrong with the text, and at which character. */
export class BadLiteral extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

const MAX_DEPTH = 32;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

const NAMES: ReadonlyMap<string, PyValue> = new Map<string, PyValue>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** @throws BadLiteral */
export function parseLiteral(text: string): PyValue {
  const parser = new Parser(text);
  const value = parser.value(0);
  parser.end();
  return value;
}

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): PyValue {
    if (depth > MAX_DEPTH) throw new BadLiteral(this.at, 'it is nested too deep');
    this.blank();
    const character = this.text[this.at] ?? '';
    switch (character) {
      case '{':
        return this.dict(depth);
      case '[':
        return pyList(this.items(']', depth).items);
      case '(': {
        const { items, comma } = this.items(')', depth);
        return items.length === 1 && !comma ? items[0]! : pyTuple(items);
      }
      case "'":
      case '"':
        return this.string(character);
      default:
        return /[-+0-9]/.test(character) ? this.int() : this.name();
    }
  }

  end(): void {
    this.blank();
    if (this.at < this.text.length) throw new BadLiteral(this.at, 'something follows it');
  }

  private dict(depth: number): PyValue {
    const entries: PyValue[] = [];
    this.at++;
    for (;;) {
      if (this.skip('}')) return pyDict(entries);
      const key = this.value(depth + 1);
      if (!this.skip(':')) throw new BadLiteral(this.at, 'a colon is missing');
      entries.push(key, this.value(depth + 1));
      if (this.skip(',')) continue;
      if (!this.skip('}')) throw new BadLiteral(this.at, 'a dict does not end');
      return pyDict(entries);
    }
  }

  private items(close: string, depth: number): { items: PyValue[]; comma: boolean } {
    const items: PyValue[] = [];
    let comma = false;
    this.at++;
    for (;;) {
      if (this.skip(close)) return { items, comma };
      if (items.length > 0 && !comma) throw new BadLiteral(this.at, 'a comma is missing');
      items.push(this.value(depth + 1));
      comma = this.skip(',');
    }
  }

  private string(quote: string): string {
    const start = this.at++;
    let result = '';
    for (;;) {
      const character = this.text[this.at++];
      if (character === undefined || character === '\n') throw new BadLiteral(start, 'a string does not end');
      if (character === quote) return result;
      result += character === '\\' ? this.escape() : character;
    }
  }

  private escape(): string {
    const start = this.at - 1;
    const letter = this.text[this.at++] ?? '';
    const simple = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (simple !== undefined) return simple;
    const digits = { x: 2, u: 4, U: 8 }[letter];
    const hex = digits === undefined ? '' : this.text.slice(this.at, this.at + digits);
    const code = /^[0-9a-fA-F]+$/.test(hex) && hex.length === digits ? parseInt(hex, 16) : Infinity;
    if (code > 0x10ffff) throw new BadLiteral(start, 'an escape in a string is none that is known');
    this.at += hex.length;
    return String.fromCodePoint(code);
  }

  /** Python 2 wrote an L behind a long. */
  private int(): bigint {
    const match = /^[-+]?[0-9]+(?=L?([^0-9A-Za-z_.]|$))/.exec(this.text.slice(this.at, this.at + 40));
    if (!match) throw new BadLiteral(this.at, 'a number is no int');
    this.at += match[0].length;
    if (this.text[this.at] === 'L') this.at++;
    return BigInt(match[0].replace('+', ''));
  }

  private name(): PyValue {
    const [word = ''] = /^[A-Za-z_]*/.exec(this.text.slice(this.at, this.at + 10))!;
    const value = NAMES.get(word);
    if (value === undefined) throw new BadLiteral(this.at, 'it is no literal');
    this.at += word.length;
    return value;
  }

  private skip(character: string): boolean {
    this.blank();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private blank(): void {
    while (/^[ \t\r\n\f]$/.test(this.text[this.at] ?? '')) this.at++;
  }
}
