import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What the reference wrote, and what lies beside it. */
export interface Expected {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: Readonly<
    Record<string, { stored: string; shape: number[]; offset: number; bytes: number; sha256: string }>
  >;
}

export interface Damaged {
  readonly name: string;
  /** base64 */
  readonly file: string;
  /** What the reference says; null when it reads the file all the same. */
  readonly reference: string | null;
}

export const FILES = ['types', 'model', 'empty', 'other-writer'].map((name) => `${name}.safetensors`);

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)));
}

export function json<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')) as T;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
