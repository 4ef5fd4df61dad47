/** Rows as JSON and JSON Lines. */

import type { Rows } from '@brine/runtime';
import { decodeText, inputError } from './errors.js';

/** Whatever the model takes, as the library does: lists, records, texts, `{ columns, rows }`, a tensor, `{ inputs }`. */
export async function readJson(bytes: Uint8Array): Promise<Rows> {
  const text = decodeText(bytes);
  try {
    return JSON.parse(text) as Rows;
  } catch (error) {
    const lines = contentLines(text);
    // Standard input has no name to say that each line is a document of its own.
    if (lines.length > 1 && isJson(lines[0]!.text)) return readJsonLines(bytes);
    throw inputError('malformed', `the rows are not JSON: ${(error as Error).message}`);
  }
}

/** A row a line: a list, a record or a text. */
export async function readJsonLines(bytes: Uint8Array): Promise<Rows> {
  return contentLines(decodeText(bytes)).map(({ text, number }) => {
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw inputError('malformed', `line ${number} is not JSON: ${(error as Error).message}`);
    }
  }) as unknown as Rows;
}

function contentLines(text: string): { text: string; number: number }[] {
  return text
    .split('\n')
    .map((line, i) => ({ text: line, number: i + 1 }))
    .filter((line) => line.text.trim() !== '');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
