/** JSON out of a file: its keys are looked up as its own alone. */

import type { JsonValue } from '@brine/core';
import { failure } from '../errors.js';

export type JsonObject = Readonly<Record<string, JsonValue>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function get(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function textAt(value: JsonValue | undefined, key: string): string | undefined {
  const found = get(value, key);
  return typeof found === 'string' ? found : undefined;
}

export function listAt(value: JsonValue | undefined, key: string): readonly JsonValue[] | undefined {
  const found = get(value, key);
  return Array.isArray(found) ? (found as readonly JsonValue[]) : undefined;
}

/** The texts of what was parsed: a number like `1.0` is written back as it was. */
const TEXTS = new WeakMap<object, string>();

/** The text that a value was parsed from, where it is that very value; else a text made of it. */
export function jsonText(value: JsonValue): string {
  return (typeof value === 'object' && value !== null ? TEXTS.get(value) : undefined) ?? JSON.stringify(value);
}

/**
 * @param offset - of the text, where the file is nothing else
 * @throws CodecError `malformed`
 */
export function parseJson(text: string, path: string, offset?: number): JsonValue {
  const value = parsed(text, path, offset);
  if (typeof value === 'object' && value !== null) TEXTS.set(value, text);
  return value;
}

/** Python writes NaN and Infinity as words, which JSON does not have. */
function parsed(text: string, path: string, offset: number | undefined): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    try {
      return JSON.parse(
        text.replace(
          WORDS,
          (match, string?: string) => string ?? (match === 'NaN' ? 'null' : `${match.startsWith('-') ? '-' : ''}1e999`),
        ),
      ) as JsonValue;
    } catch (cause) {
      throw failure({
        code: 'JSON',
        fault: 'malformed',
        message: `what should be JSON is none: ${(cause as Error).message}`,
        path,
        ...(offset === undefined ? {} : { offset }),
        hint: 'The configuration of the model is damaged: save the model again.',
      });
    }
  }
}

/** Strings, which are left as they are, and the words. */
const WORDS = /("(?:[^"\\]|\\.)*")|NaN|-?Infinity/g;
