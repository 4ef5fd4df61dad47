/**
 * Tokens of protobuf's text form.
 * @see https://protobuf.dev/reference/protobuf/textformat-spec/
 */

import { onnxError } from '../../errors.js';

export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'mark' | 'end';
  /** As in the file; of a text the characters between its quotes. */
  readonly text: string;
  /** Byte offset in the file. */
  readonly offset: number;
}

const PATTERN =
  /(?:[ \t\r\n\v\f]|#[^\n]*)*(?:([A-Za-z_]\w*)|((?:0[xX][0-9a-fA-F]+|\.?\d[\w.]*(?:(?<=[eE])[+-]\d+)?)[fF]?)|"((?:[^"\\\n]|\\[^])*)"|'((?:[^'\\\n]|\\[^])*)'|([{}<>[\]:,;-])|$)/y;

/** Reads tokens one after another. */
export class Tokens {
  readonly #source: string;
  readonly #pattern = new RegExp(PATTERN.source, 'y');
  #next: Token;

  /** @param source - the file's bytes, each one a character: names are ASCII, texts are decoded by who knows their type */
  constructor(source: string) {
    this.#source = source;
    this.#next = this.#scan();
  }

  get next(): Token {
    return this.#next;
  }

  take(): Token {
    const token = this.#next;
    if (token.kind !== 'end') this.#next = this.#scan();
    return token;
  }

  /** Takes the mark if it is next. */
  skip(mark: string): boolean {
    const isNext = this.#next.kind === 'mark' && this.#next.text === mark;
    if (isNext) this.take();
    return isNext;
  }

  /** @throws CodecError `malformed` */
  fail(message: string, { offset }: Token = this.#next): never {
    throw onnxError('malformed', 'TEXT-FORM', message, {
      offset,
      hint: "The file is truncated or damaged, or no model in protobuf's text form.",
    });
  }

  #scan(): Token {
    const start = this.#pattern.lastIndex;
    const match = this.#pattern.exec(this.#source);
    if (!match) this.fail('What stands here is no text form', { kind: 'end', text: '', offset: start });
    const [whole, name, number, double, single, mark] = match;
    const kind =
      name !== undefined ? 'name' : number !== undefined ? 'number' : mark !== undefined ? 'mark' : undefined;
    const quoted = double ?? single;
    const text = name ?? number ?? mark ?? quoted ?? '';
    const offset = start + whole.length - text.length - (quoted === undefined ? 0 : 2);
    return { kind: kind ?? (quoted === undefined ? 'end' : 'text'), text, offset };
  }
}

const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
  '?': 63,
};

const ESCAPE = /\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))|([^\\]+)/g;

/** The bytes of a text. @returns undefined for an escape that there is not */
export function unescape(text: string): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  for (const [, octal, hex, short, long, letter, plain] of text.matchAll(ESCAPE)) {
    if (plain !== undefined) parts.push(latin1(plain));
    else if (octal !== undefined) parts.push(Uint8Array.of(parseInt(octal, 8) & 255));
    else if (hex !== undefined) parts.push(Uint8Array.of(parseInt(hex, 16)));
    else if (letter !== undefined) {
      const code = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
      if (code === undefined) return undefined;
      parts.push(Uint8Array.of(code));
    } else {
      const point = parseInt(short ?? long!, 16);
      if (point > 0x10ffff) return undefined;
      parts.push(new TextEncoder().encode(String.fromCodePoint(point)));
    }
  }
  return parts.length === 1 ? parts[0]! : joined(parts);
}

function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
