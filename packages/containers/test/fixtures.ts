import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Case {
  readonly container: string;
  readonly name: string;
  /** What Python's module says of it; null when it reads all of it. */
  readonly python: string | null;
  readonly bytes: Uint8Array;
  /** SHA-256 of what is in it. */
  readonly content: string;
}

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)));
}

/** What the fixtures hold that say nothing else. */
export const CONTENT = fixture('content.safetensors');

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

type Stored = Pick<Case, 'container' | 'name' | 'python'> & { file: string; sha256?: string };

const CASES = (JSON.parse(new TextDecoder().decode(fixture('cases.json'))) as Stored[]).map(
  ({ file, sha256: content = sha256(CONTENT), ...rest }): Case => ({
    ...rest,
    content,
    bytes: new Uint8Array(Buffer.from(file, 'base64')),
  }),
);

/** Files that are odd or wrong in one way each. */
export function casesOf(container: string): Case[] {
  return CASES.filter((one) => one.container === container);
}

export function caseOf(container: string, name: string): Case {
  return CASES.find((one) => one.container === container && one.name === name)!;
}

/** As `toEqual`, which takes its time over a megabyte. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
