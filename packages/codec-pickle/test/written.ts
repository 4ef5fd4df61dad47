import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const folder = new URL('../fixtures/write/', import.meta.url);

/** A file of tools/fixtures/codec-pickle-write.py. */
export function written<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T;
}

export function decoded(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

export function digest(bytes: Uint8Array): [length: number, sha256: string] {
  return [bytes.length, createHash('sha256').update(bytes).digest('hex')];
}

/** Bytes as text that a failed comparison is read by. */
export function shown(bytes: Uint8Array): string {
  return JSON.stringify(Buffer.from(bytes).toString('latin1'));
}
