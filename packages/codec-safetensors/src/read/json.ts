/**
 * Strict JSON as the header needs it and `JSON.parse` does not give it: where each value stands, no duplicate keys, ints that
 * stay exact and distinct from floats, and keys that never reach a prototype.
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */

import { isWellFormed } from '../spec/text.js';

/** A value and the index of its first character. */
export interface Json {
  readonly at: number;
  /** A number written as an int is a bigint, any other a number. */
  readonly value: null | boolean | string | bigint | number | readonly Json[] | ReadonlyMap<string, Json>;
}

export interface JsonBounds {
  /** Levels of arrays and objects. The reader recurses, so it has to be small. */
  readonly depth: number;
  /** Makes the error for what is no JSON at an index of the text. */
  fail(message: string, at: number): Error;
}

/** Reads a whole text. */
export function parseJson(text: string, bounds: JsonBounds): Json {
  const reader = new JsonReader(text, bounds);
  const value = reader.value(0);
  reader.end();
  return value;
}

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const WORDS = new Map<string, null | boolean>([
  ['null', null],
  ['true', true],
  ['false', false],
]);

class JsonReader {
  readonly #text: string;
  readonly #bounds: JsonBounds;
  #at = 0;

  constructor(text: string, bounds: JsonBounds) {
    this.#text = text;
    this.#bounds = bounds;
  }

  value(depth: number): Json {
    this.#space();
    const at = this.#at;
    if (depth > this.#bounds.depth) throw this.#bounds.fail('values are nested too deep', at);
    const first = this.#text[at];
    if (first === '{') return { at, value: this.#object(depth) };
    if (first === '[') return { at, value: this.#array(depth) };
    if (first === '"') return { at, value: this.#string() };
    for (const [word, value] of WORDS) if (this.#text.startsWith(word, at)) return this.#scalar(at, word.length, value);
    NUMBER.lastIndex = at;
    const match = NUMBER.exec(this.#text);
    if (!match) throw this.#unexpected('a value');
    const isInt = match[1] === undefined && match[2] === undefined && match[0] !== '-0';
    return this.#scalar(at, match[0].length, isInt ? BigInt(match[0]) : Number(match[0]));
  }

  end(): void {
    this.#space();
    if (this.#at < this.#text.length) throw this.#unexpected('the end');
  }

  #scalar(at: number, length: number, value: null | boolean | bigint | number): Json {
    this.#at += length;
    return { at, value };
  }

  #object(depth: number): Map<string, Json> {
    const entries = new Map<string, Json>();
    this.#list('}', () => {
      this.#space();
      const at = this.#at;
      if (this.#text[at] !== '"') throw this.#unexpected('a key');
      const key = this.#string();
      if (entries.has(key)) throw this.#bounds.fail(`the key ${JSON.stringify(key)} is there twice`, at);
      this.#space();
      if (this.#text[this.#at] !== ':') throw this.#unexpected("':'");
      this.#at++;
      entries.set(key, this.value(depth + 1));
    });
    return entries;
  }

  #array(depth: number): Json[] {
    const items: Json[] = [];
    this.#list(']', () => items.push(this.value(depth + 1)));
    return items;
  }

  /** From an opening bracket through the closing one, with commas between. */
  #list(close: string, item: () => void): void {
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === close) {
      this.#at++;
      return;
    }
    for (;;) {
      item();
      this.#space();
      const next = this.#text[this.#at];
      if (next !== close && next !== ',') throw this.#unexpected(`',' or '${close}'`);
      this.#at++;
      if (next === close) return;
    }
  }

  #string(): string {
    const start = this.#at;
    let end = start + 1;
    for (; this.#text[end] !== '"'; end++) {
      if (end >= this.#text.length) throw this.#bounds.fail('a string does not end', start);
      if (this.#text[end] === '\\') end++;
    }
    this.#at = end + 1;
    let text: string;
    try {
      text = JSON.parse(this.#text.slice(start, end + 1)) as string;
    } catch {
      throw this.#bounds.fail('a string has a control character or a wrong escape', start);
    }
    if (!isWellFormed(text)) throw this.#bounds.fail('a string has half of a surrogate pair', start);
    return text;
  }

  #space(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? '-')) this.#at++;
  }

  #unexpected(wanted: string): Error {
    const found = this.#text[this.#at];
    return this.#bounds.fail(
      `${found === undefined ? 'it ends' : `${JSON.stringify(found)} stands`} where ${wanted} should be`,
      this.#at,
    );
  }
}
