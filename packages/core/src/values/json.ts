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
      text += '{';
      stack.push({ value, keys: Object.keys(value).filter((key) => value[key] !== undefined), next: 0 });
    }
  };
  begin(root);
  for (let open = stack.at(-1); open; open = stack.at(-1)) {
    const at = open.next++;
    const { value, keys } = open;
    if (keys) {
      if (at < keys.length) {
        text += `${at ? ',' : ''}${JSON.stringify(keys[at])}:`;
        begin((value as JsonObject)[keys[at]!]!);
      } else {
        text += '}';
        stack.pop();
      }
    } else if (at < (value as Json[]).length) {
      if (at) text += ',';
      begin((value as Json[])[at]!);
    } else {
      text += ']';
      stack.pop();
    }
    if (text.length >= size) {
      yield text;
      text = '';
    }
  }
  yield text;
}

/** JSON text of a value of any depth, on one line. */
export function stringify(value: Json): string {
  return [...jsonChunks(value)].join('');
}

function scalar(value: null | boolean | number | string): string {
  return Object.is(value, -0) ? '-0.0' : JSON.stringify(value);
}
