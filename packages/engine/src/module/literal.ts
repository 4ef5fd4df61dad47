/** Values out of a model as literals of JavaScript and TypeScript: the only way in which its text gets into what is written. */

/** ASCII without `<`, so that it means the same in every encoding and inside a script element. */
export const literal = (value: unknown): string => escaped(JSON.stringify(value));

/** JSON in single quotes: what it is full of needs no escape. */
export const jsonLiteral = (value: unknown): string =>
  `'${escaped(JSON.stringify(value).replace(/[\\']/g, (character) => `\\${character}`))}'`;

const escaped = (text: string): string =>
  text.replace(/[<\u007f-\uffff]/g, (character) => unit(character.charCodeAt(0)));

const unit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** A text in declarations, which are read by people: letters and marks of every script as they are. */
export const readable = (text: string): string =>
  JSON.stringify(text).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => unit(character.charCodeAt(i))).join(''),
  );

/** A name in a comment: nothing in it ends one. */
export const inComment = (name: string): string => name.replace(/[^\w .()-]+/g, ' ').slice(0, 80);

/** A label; JSON has no integers of 64 bits and no NaN. */
export function labelLiteral(label: string | number | bigint | boolean): string {
  if (typeof label === 'string') return literal(label);
  if (typeof label === 'bigint')
    return Number.isSafeInteger(Number(label)) ? Number(label).toString() : `${label.toString()}n`;
  return String(label);
}
