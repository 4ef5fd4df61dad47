/** JSON text of values of any depth: `JSON.stringify` recurses and writes `-0` as `0`. */

export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

/** A JSON object whose keys come out of a file: without a prototype, so that `__proto__` is a key like any other. */
export function bareObject(): JsonObject {
  return Object.create(null) as JsonObject;
}

interface Open {
  readonly value: Json[] | JsonObject;
  /** Keys of an object; none for an array. */
  readonly keys: readonly string[] | undefined;
  next: number;
}

/**
 * JSON text in pieces of about `size` characters, for values whose whole text would be too long for one string.
 *
 * Lone surrogates are escaped; keys with `undefined` are left out as `JSON.stringify` does.
 */
export function* jsonChunks(root: Json, size = 1 << 16): Generator<string> {
  let text = '';
  const stack: Open[] = [];
  const begin = (value: Json): void => {
    if (typeof value !== 'object' || value === null) {
      text += scalar(value);
    } else if (Array.isArray(value)) {
      text += '[';
      stack.push({ value, keys: undefined, next: 0 });
    } else {
      const keys = Object.keys(value);
      const flat = flatObject(value, keys);
      if (flat !== undefined) {
        text += flat;
      } else {
        text += '{';
        stack.push({ value, keys: keys.filter((key) => value[key] !== undefined), next: 0 });
      }
    }
  };
  begin(root);
  while (stack.length > 0) {
    const open = stack[stack.length - 1]!;
    const { value, keys } = open;
    const at = open.next++;
    if (at === (keys ?? (value as Json[])).length) {
      text += keys ? '}' : ']';
      stack.pop();
    } else {
      if (at > 0) text += ',';
      if (keys) text += `${JSON.stringify(keys[at])}:`;
      begin(keys ? (value as JsonObject)[keys[at]!]! : (value as Json[])[at]!);
    }
    if (text.length >= size) {
      yield text;
      text = '';
    }
  }
  yield text;
}

/** An object of nothing but scalars, which most are; undefined for any other. */
function flatObject(value: JsonObject, keys: readonly string[]): string | undefined {
  let text = '';
  for (const key of keys) {
    const item = value[key];
    if (item === undefined || (typeof item === 'object' && item !== null)) return undefined;
    text += `${text === '' ? '{' : ','}${JSON.stringify(key)}:${scalar(item)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

/** JSON text of a value of any depth, on one line. */
export function stringify(value: Json): string {
  return [...jsonChunks(value)].join('');
}

function scalar(value: null | boolean | number | string): string {
  if (typeof value === 'string' || (typeof value === 'number' && !Number.isFinite(value))) return JSON.stringify(value);
  return Object.is(value, -0) ? '-0.0' : String(value);
}
