import { readFileSync } from 'node:fs';
import type { ByteSource } from '@brine/core';

/** What Python's zipfile reads. */
export interface Expected {
  readonly comment: string;
  readonly members: readonly {
    readonly name: string;
    readonly method: number;
    readonly flags: number;
    readonly crc32: number;
    readonly size: number;
    readonly compressedSize: number;
    readonly offset: number;
    /** base64 */
    readonly content: string;
  }[];
}

export interface Damaged {
  readonly name: string;
  /** base64 */
  readonly file: string;
  /** What zipfile says: the error of opening, or those of reading by the member's number. */
  readonly zipfile: { readonly open?: string; readonly members?: Readonly<Record<string, string>> };
}

export const FILES = ['stored.zip', 'deflated.zip', 'streamed.zip', 'cp437.zip', 'arrays.npz', 'tensors.pt'];

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)));
}

export function json<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')) as T;
}

export function decode(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

/** A source that is not in memory, and remembers what was read of it. */
export function remote(bytes: Uint8Array): ByteSource & { readonly reads: [offset: number, length: number][] } {
  const reads: [number, number][] = [];
  return {
    size: bytes.length,
    reads,
    read(offset, length) {
      reads.push([offset, length]);
      return Promise.resolve(bytes.slice(offset, offset + length));
    },
  };
}
