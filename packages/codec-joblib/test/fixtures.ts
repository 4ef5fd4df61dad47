import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** An array as `joblib.load` gives it. */
export interface ExpectedArray {
  /** numpy's typestring; of a structured one, the fields with theirs. */
  readonly dtype: string | readonly (readonly [name: string, dtype: string])[];
  readonly shape: readonly number[];
  readonly order: 'C' | 'F';
  /** Of the elements in C order, little-endian. */
  readonly sha256: string;
  /** Of an object array: strings and None, types of other items. */
  readonly items?: readonly (string | null)[];
}

export interface Expected {
  readonly joblib: string;
  /** By key of the dict; under the empty key when the array is the whole value. */
  readonly arrays: Readonly<Record<string, ExpectedArray>>;
  /** Of an uncompressed file: where the data of the arrays lie, in the order of the file. */
  readonly offsets?: readonly number[];
}

const FOLDER = new URL('../fixtures/', import.meta.url);

/** The stacks that wrote fixtures. */
export const STACKS = readdirSync(FOLDER);

export function names(stack: string): string[] {
  return readdirSync(new URL(`${stack}/`, FOLDER))
    .filter((name) => name.endsWith('.expected.json'))
    .map((name) => name.replace('.expected.json', ''));
}

export function fixture(stack: string, name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`${stack}/${name}`, FOLDER)));
}

export function expected(stack: string, name: string): Expected {
  return JSON.parse(readFileSync(new URL(`${stack}/${name}.expected.json`, FOLDER), 'utf8')) as Expected;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
