/** Values out of a model as literals of JavaScript and TypeScript: the only way in which its text gets into what is written. */

/** ASCII without `<`, so that it means the same in every encoding and inside a script element. */
export function literal(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A label; JSON has no integers of 64 bits and no NaN. */
export function labelLiteral(label: string | number | bigint | boolean): string {
  if (typeof label === 'string') return literal(label);
  if (typeof label === 'bigint')
    return Number.isSafeInteger(Number(label)) ? Number(label).toString() : `${label.toString()}n`;
  return String(label);
}
