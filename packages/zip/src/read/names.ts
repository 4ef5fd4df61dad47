/** Names of members: their text, and what is strange about them. */

import { CP437 } from '../spec/records.js';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LENIENT = new TextDecoder('utf-8', { ignoreBOM: true });

/** @returns undefined for bytes that are no UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** @param isUtf8 - whether the flag says so */
export function decodeName(bytes: Uint8Array, isUtf8: boolean): string {
  if (isUtf8) return LENIENT.decode(bytes);
  let text = '';
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : CP437[byte - 0x80]!;
  return text;
}

/** What names may be that no honest archive of a model has. */
const SUSPICIOUS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/(^|[/\\])\.\.([/\\]|$)/, 'leaves its folder'],
  [/^[/\\]/, 'is an absolute path'],
  [/^[A-Za-z]:/, 'is a path on a drive'],
  [/\\/, 'has a backslash, which some readers take for a separator'],
  [/\0/, 'has a NUL, at which some readers cut it off'],
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  [/[\x01-\x1f\x7f\u202a-\u202e\u2066-\u2069]/, 'has characters that change how it is shown'],
  [/\ufffd/, 'is no text'],
  [/^$/, 'is empty'],
];

export function strangeName(name: string): string | undefined {
  return SUSPICIOUS.find(([pattern]) => pattern.test(name))?.[1];
}

/** A name as readers that are not exact see it: two that are alike here may be one file. */
export function foldedName(name: string): string {
  const parts = name.replaceAll('\\', '/').split('/');
  return parts
    .filter((part) => part !== '' && part !== '.')
    .join('/')
    .split('\0')[0]!
    .normalize('NFC')
    .toLowerCase();
}
