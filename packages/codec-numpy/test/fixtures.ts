import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** An array as numpy reads it. */
export interface ExpectedArray {
  readonly dtype: string;
  readonly fields?: readonly (readonly [name: string, dtype: string, offset: number])[];
  readonly shape: readonly number[];
  readonly fortran: boolean;
  /** Of the elements' bytes in C order. */
  readonly sha256: string;
}

const FOLDER = new URL('../fixtures/', import.meta.url);

export const FILES = readdirSync(FOLDER).filter((name) => /\.np[yz]$/.test(name));

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, FOLDER)));
}

export function expected<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.expected.json`, FOLDER), 'utf8')) as T;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
