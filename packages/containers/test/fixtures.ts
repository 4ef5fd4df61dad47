import { readFileSync } from 'node:fs';

export interface Case {
  readonly container: string;
  readonly name: string;
  /** What Python's module says of it; null when it reads it. */
  readonly python: string | null;
  readonly bytes: Uint8Array;
}

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)));
}

/** Files that are odd or wrong in one way each. */
export function cases(container: string): Case[] {
  const text = readFileSync(new URL('../fixtures/cases.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as (Omit<Case, 'bytes'> & { file: string })[])
    .filter((one) => one.container === container)
    .map(({ file, ...rest }) => ({ ...rest, bytes: new Uint8Array(Buffer.from(file, 'base64')) }));
}

/** What all the fixtures hold. */
export const CONTENT = fixture('content.safetensors');
